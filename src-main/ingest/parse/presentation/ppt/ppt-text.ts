import { childrenOf, numberIn, types, wideText, type PptRecord } from './ppt-records.ts'

/** A text of a slide: its kind ([MS-PPT] 2.13.33) and its paragraphs, divided by line ends. */
export interface PptText { readonly kind: number; readonly text: string }

/** What stands in a text where a star holds its place. */
export interface FieldTexts { readonly slideNumber: string; readonly date: string; readonly header: string; readonly footer: string }

export const noFields: FieldTexts = { slideNumber: '', date: '', header: '', footer: '' }

const fieldOf: ReadonlyMap<number, keyof FieldTexts> = new Map([
  [types.slideNumberField, 'slideNumber'], [types.dateField, 'date'], [types.genericDateField, 'date'], [types.headerField, 'header'], [types.footerField, 'footer'],
])
/** [MS-PPT] 2.13.33: titles of slides and of title slides; notes. */
export const titleKinds: ReadonlySet<number> = new Set([0, 6])
export const notesKind = 2

/** The texts among some records: each begins with its header, and its fields follow it. */
export function textsIn(records: Iterable<PptRecord>, fields: FieldTexts): PptText[] {
  const texts: { kind: number; characters: string[] }[] = []
  for (const record of records) {
    const field = fieldOf.get(record.type)
    const current = texts.at(-1)
    if (record.type === types.textHeader) texts.push({ kind: numberIn(record, 0, 4) ?? 4, characters: [] })
    else if (current === undefined) continue
    else if (record.type === types.textChars) current.characters = [...splitUnits(wideText(record))]
    else if (record.type === types.textBytes) current.characters = [...splitUnits(latinText(record))]
    else if (field !== undefined) {
      const at = numberIn(record, 0, 4) ?? -1
      if (current.characters[at] === '*') current.characters[at] = fields[field]
    }
  }
  return texts.map(({ kind, characters }) => ({ kind, text: characters.join('').replaceAll('\r', '\n').replaceAll('\v', '\n').trim() }))
}

/** Places of fields count UTF-16 units. */
function splitUnits(text: string): string[] {
  return text.split('')
}

/** The low bytes of UTF-16, whose high bytes are all zero. */
function latinText({ bytes, start, end }: PptRecord): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.max(0, end - start)).toString('latin1')
}

/** The footer, header and date of a slide or of a whole presentation ([MS-PPT] 2.4.15); '' for what is not shown. */
export function headersFootersOf(container: PptRecord | null): Omit<FieldTexts, 'slideNumber'> {
  const strings = ['', '', '']
  let flags = 0
  if (container !== null) {
    for (const child of childrenOf(container)) {
      if (child.type === types.headersFootersAtom) flags = numberIn(child, 2, 2) ?? 0
      else if (child.type === types.string && child.instance < 3) strings[child.instance] = wideText(child)
    }
  }
  const shown = (index: number, bit: number): string => ((flags >> bit) & 1 ? (strings[index] ?? '') : '')
  return { date: shown(0, 2), header: shown(1, 4), footer: shown(2, 5) }
}
