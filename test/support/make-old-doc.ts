import { makeOle } from './make-ole.ts'

export interface OldParagraph {
  /** In bytes of the code page that its font has. */
  readonly text: string | Uint8Array
  readonly end?: '\r' | '\u0007'
  /** 0 is Normal, 1 a heading. */
  readonly style?: number
  /** Codes of one byte with their operands. */
  readonly properties?: readonly number[]
  /** 0 is Western, 1 Cyrillic; none leaves it to the style. */
  readonly font?: number
}

export const oldInTable = [24, 1] as const
export const oldEndsRow = [24, 1, 25, 1] as const
const textAt = 0x300
const pageBytes = 512

/** A Word 95 file: text in bytes, formatting in pages after it, no tables of pages ("Microsoft Word 6.0 Binary File Format"). */
export function makeOldDoc(paragraphs: readonly OldParagraph[], { language = 0x409, flags = 0, footer = '' }: { readonly language?: number; readonly flags?: number; readonly footer?: string } = {}): Uint8Array {
  const pieces = paragraphs.map(({ text, end = '\r' }) => Buffer.concat([Buffer.from(text as string, 'latin1'), Buffer.from(end)]))
  const body = pieces.reduce((total, { length }) => total + length, 0)
  const last = Buffer.from(footer === '' ? '' : `${footer}\r\r`, 'latin1')
  const firstPage = Math.ceil((textAt + body + last.length) / pageBytes)
  const tablesAt = (firstPage + 2) * pageBytes
  const document = Buffer.alloc(tablesAt + 1_000)
  Buffer.concat([...pieces, last]).copy(document, textAt)
  document.writeUInt16LE(0xa5dc, 0)
  document.writeUInt16LE(104, 2)
  document.writeUInt16LE(language, 6)
  document.writeUInt16LE(flags, 0x0a)
  for (const [at, value] of [[0x18, textAt], [0x34, body], [0x3c, last.length]] as const) document.writeUInt32LE(value, at)
  for (const [at, value] of [[0x18a, firstPage], [0x18c, firstPage + 1], [0x18e, 1], [0x190, 1]] as const) document.writeUInt16LE(value, at)
  fillPage(document, firstPage, pieces, 1, paragraphs.map(({ font }) => (font === undefined ? [] : [3, 93, font, 0])))
  fillPage(document, firstPage + 1, pieces, 7, paragraphs.map(({ style = 0, properties = [] }) => {
    const bytes = [style, 0, ...properties]
    return [Math.ceil((bytes.length + 1) / 2), ...bytes, ...(bytes.length % 2 === 0 ? [0] : [])]
  }))
  let at = tablesAt
  const place = (index: number, content: Buffer): void => {
    content.copy(document, at)
    document.writeUInt32LE(at, 0x58 + index * 8)
    document.writeUInt32LE(content.length, 0x58 + index * 8 + 4)
    at += content.length
  }
  place(1, styleSheet())
  place(15, fontTable())
  if (last.length > 0) place(11, Buffer.from(Uint32Array.of(0, last.length - 1, last.length).buffer))
  return makeOle({ WordDocument: Uint8Array.from(document) })
}

function fillPage(document: Buffer, page: number, pieces: readonly Buffer[], entryBytes: number, entries: readonly (readonly number[])[]): void {
  const start = page * pageBytes
  let offset = textAt
  let entryAt = pageBytes - 2
  entries.forEach((entry, i) => {
    document.writeUInt32LE(offset, start + i * 4)
    offset += pieces[i]?.length ?? 0
    if (entry.length === 0) return
    entryAt -= entry.length + (entry.length % 2)
    Buffer.from(entry).copy(document, start + entryAt)
    document[start + (entries.length + 1) * 4 + i * entryBytes] = entryAt / 2
  })
  document.writeUInt32LE(offset, start + entries.length * 4)
  document[start + pageBytes - 1] = entries.length
}

/** Normal in the first font, and "heading 1". */
function styleSheet(): Buffer {
  const header = Buffer.alloc(14)
  for (const [value, at] of [[12, 0], [2, 2], [8, 4]] as const) header.writeUInt16LE(value, at)
  const style = (builtIn: number, name: string): Buffer => {
    const body = Buffer.concat([Buffer.alloc(8), Buffer.from([name.length]), Buffer.from(`${name}\0`, 'latin1')])
    body.writeUInt16LE(builtIn, 0)
    body.writeUInt16LE(0xfff1, 2)
    const even = body.length % 2 === 0 ? body : Buffer.concat([body, Buffer.alloc(1)])
    // The paragraph's formatting, which is its style's number alone, then that of its characters: the font.
    const whole = Buffer.concat([even, Buffer.from([2, 0, builtIn, 0, 3, 0, 93, 0, 0, 0])])
    return Buffer.concat([Buffer.from(Uint16Array.of(whole.length).buffer), whole])
  }
  return Buffer.concat([header, style(0, 'Normal'), style(1, 'heading 1')])
}

function fontTable(): Buffer {
  const fonts = [['Arial', 0], ['Times New Roman Cyr', 204]] as const
  const entries = fonts.map(([name, charset]) => Buffer.concat([Buffer.from([name.length + 6, 4, 0x90, 1, charset, 0]), Buffer.from(`${name}\0`, 'latin1')]))
  const all = Buffer.concat(entries)
  return Buffer.concat([Buffer.from(Uint16Array.of(all.length + 2).buffer), all])
}
