import { makeOle, type OleStorage } from './make-ole.ts'

/** What a test's Outlook message holds: text properties by their tag ("0037" subject), people, files, messages inside it. */
export interface MsgParts {
  readonly text: Readonly<Record<string, string>>
  /** Texts in bytes, as programs without Unicode write them; {@link numbers} may name their code page. */
  readonly eightBit?: Readonly<Record<string, Uint8Array>>
  readonly numbers?: Readonly<Record<string, number>>
  readonly binary?: Readonly<Record<string, Uint8Array>>
  readonly recipients?: readonly Readonly<Record<string, string>>[]
  readonly files?: readonly { readonly name: string; readonly bytes: Uint8Array; readonly contentId?: string; readonly type?: string }[]
  readonly messages?: readonly { readonly name: string; readonly parts: MsgParts }[]
}

/** An Outlook message ([MS-OXMSG]). */
export function makeMsg(parts: MsgParts): Uint8Array {
  return makeOle({ ...message(parts, 32), '__nameid_version1.0': { '__substg1.0_00020102': new Uint8Array(), '__substg1.0_00030102': new Uint8Array(), '__substg1.0_00040102': new Uint8Array() } })
}

function message({ text, eightBit = {}, numbers = {}, binary = {}, recipients = [], files = [], messages = [] }: MsgParts, headBytes: number): OleStorage {
  const hex = (n: number): string => n.toString(16).toUpperCase().padStart(8, '0')
  const attachments = [
    ...files.map(({ name, bytes, contentId = '', type = '' }) => ({ '__properties_version1.0': properties(8, { '3705': 1 }), ...strings({ '3707': name, '3712': contentId, '370E': type }), '__substg1.0_37010102': Uint8Array.from(bytes) })),
    ...messages.map(({ name, parts }) => ({ '__properties_version1.0': properties(8, { '3705': 5 }), ...strings({ '3001': name }), '__substg1.0_3701000D': message(parts, 24) })),
  ]
  return {
    '__properties_version1.0': properties(headBytes, numbers), ...strings(text),
    ...Object.fromEntries(Object.entries(eightBit).map(([tag, bytes]) => [`__substg1.0_${tag}001E`, Uint8Array.from(bytes)])),
    ...Object.fromEntries(Object.entries(binary).map(([tag, bytes]) => [`__substg1.0_${tag}0102`, Uint8Array.from(bytes)])),
    ...Object.fromEntries(recipients.map((person, i) => [`__recip_version1.0_#${hex(i)}`, { '__properties_version1.0': properties(8, { '0C15': Number(person['type'] ?? 1) }), ...strings({ '3001': person['name'] ?? '', '39FE': person['address'] ?? '' }) }])),
    ...Object.fromEntries(attachments.map((attachment, i) => [`__attach_version1.0_#${hex(i)}`, attachment])),
  }
}

function strings(values: Readonly<Record<string, string>>): OleStorage {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '').map(([tag, value]) => [`__substg1.0_${tag.toUpperCase()}001F`, Uint8Array.from(Buffer.from(value, 'utf16le'))]))
}

/** A table of whole numbers, 16 bytes each, after a head. */
function properties(headBytes: number, numbers: Readonly<Record<string, number>>): Uint8Array {
  const table = Buffer.alloc(headBytes + Object.keys(numbers).length * 16)
  for (const [i, [tag, value]] of Object.entries(numbers).entries()) {
    table.writeUInt32LE((Number.parseInt(tag, 16) << 16) | 3, headBytes + i * 16)
    table.writeUInt32LE(6, headBytes + i * 16 + 4)
    table.writeUInt32LE(value, headBytes + i * 16 + 8)
  }
  return Uint8Array.from(table)
}
