import { makeOle, type OleStorage } from './make-ole.ts'

export interface DocParagraph {
  /** Without its end mark; `\u0013 … \u0014 … \u0015` enclose a field. */
  readonly text: string
  readonly end?: '\r' | '\u0007'
  /** A style: 0 is Normal, 1 to 3 are headings of these levels. */
  readonly style?: number
  /** Property codes with their operands ([MS-DOC] 2.6), as bytes. */
  readonly properties?: readonly number[]
}

export const inTable = [0x16, 0x24, 1] as const
export const endsRow = [0x16, 0x24, 1, 0x17, 0x24, 1] as const

const textAt = 0x600
const pageBytes = 512

export interface DocOptions {
  readonly flags?: number
  /** Character properties of stretches of the text, as codes with their operands. */
  readonly characters?: readonly { readonly from: number; readonly to: number; readonly properties: readonly number[] }[]
  readonly fonts?: readonly string[]
  /** What lies beside the document's own streams: embedded files. */
  readonly storages?: OleStorage
}

/** A Word 97 file of these paragraphs: the streams, the piece table, a page of paragraph and one of character properties, a style sheet. */
export function makeDoc(paragraphs: readonly DocParagraph[], options: DocOptions = {}): Uint8Array {
  return makeOle({ ...options.storages, ...makeDocStreams(paragraphs, options) })
}

/** The streams alone, as they lie in the storage of a Word file inside another. */
export function makeDocStreams(paragraphs: readonly DocParagraph[], { flags = 0, characters = [], fonts = [] }: DocOptions = {}): { readonly WordDocument: Uint8Array; readonly '0Table': Uint8Array } {
  const pieces = paragraphs.map(({ text, end = '\r' }) => text + end)
  const text = Buffer.from(pieces.join(''), 'utf16le')
  const propertiesAt = Math.ceil((textAt + text.length) / pageBytes) * pageBytes
  const document = Buffer.alloc(propertiesAt + 2 * pageBytes)
  text.copy(document, textAt)
  document.writeUInt16LE(0xa5ec, 0)
  document.writeUInt16LE(193, 2)
  document.writeUInt16LE(flags, 0x0a)
  document.writeInt32LE(text.length / 2, 0x4c)
  paragraphPage(paragraphs, pieces).copy(document, propertiesAt)
  characterPage(characters).copy(document, propertiesAt + pageBytes)

  const table = Buffer.alloc(2_000)
  let at = 0
  const place = (index: number, content: Buffer): void => {
    content.copy(table, at)
    document.writeUInt32LE(at, 0x9a + index * 8)
    document.writeUInt32LE(content.length, 0x9a + index * 8 + 4)
    at += content.length
  }
  place(1, styleSheet())
  place(13, numbers(textAt, textAt + text.length, propertiesAt / pageBytes))
  place(33, pieceTable(text.length / 2))
  if (characters.length > 0) place(12, numbers(textAt, textAt + text.length, propertiesAt / pageBytes + 1))
  if (fonts.length > 0) place(15, fontTable(fonts))
  return { WordDocument: Uint8Array.from(document), '0Table': Uint8Array.from(table) }
}

function numbers(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4)
  values.forEach((value, i) => buffer.writeUInt32LE(value, i * 4))
  return buffer
}

function paragraphPage(paragraphs: readonly DocParagraph[], pieces: readonly string[]): Buffer {
  const page = Buffer.alloc(pageBytes)
  let offset = textAt
  let entryAt = 510
  page[511] = paragraphs.length
  paragraphs.forEach(({ style = 0, properties = [] }, i) => {
    page.writeUInt32LE(offset, i * 4)
    offset += (pieces[i]?.length ?? 0) * 2
    // Length in words; a length of zero says that the next byte has it.
    const bytes = Buffer.from([0, Math.ceil((properties.length + 2) / 2), style, 0, ...properties, ...(properties.length % 2 === 1 ? [0] : [])])
    entryAt -= bytes.length + (bytes.length % 2)
    bytes.copy(page, entryAt)
    page[(paragraphs.length + 1) * 4 + i * 13] = entryAt / 2
  })
  page.writeUInt32LE(offset, paragraphs.length * 4)
  return page
}

function characterPage(runs: NonNullable<DocOptions['characters']>): Buffer {
  const page = Buffer.alloc(pageBytes)
  let entryAt = 510
  page[511] = runs.length
  runs.forEach(({ from, to, properties }, i) => {
    page.writeUInt32LE(textAt + from * 2, i * 4)
    page.writeUInt32LE(textAt + to * 2, i * 4 + 4)
    const bytes = Buffer.from([properties.length, ...properties])
    entryAt -= bytes.length + (bytes.length % 2)
    bytes.copy(page, entryAt)
    page[(runs.length + 1) * 4 + i] = entryAt / 2
  })
  return page
}

function fontTable(names: readonly string[]): Buffer {
  const entries = names.map((name) => {
    const letters = Buffer.from(`${name}\0`, 'utf16le')
    return Buffer.concat([Buffer.from([39 + letters.length]), Buffer.alloc(39), letters])
  })
  return Buffer.concat([Buffer.from([names.length, 0, 0, 0]), ...entries])
}

function pieceTable(characters: number): Buffer {
  const piece = Buffer.alloc(8)
  piece.writeUInt32LE(textAt, 2)
  const content = Buffer.concat([numbers(0, characters), piece])
  return Buffer.concat([Buffer.from([2]), numbers(content.length), content])
}

/** Normal and three headings: the number of the built-in style is what counts. */
function styleSheet(): Buffer {
  const header = Buffer.alloc(20)
  header.writeUInt16LE(18, 0)
  header.writeUInt16LE(4, 2)
  header.writeUInt16LE(10, 4)
  const styles = [0, 1, 2, 3].map((builtIn) => {
    const style = Buffer.alloc(18)
    style.writeUInt16LE(16, 0)
    style.writeUInt16LE(builtIn, 2)
    style.writeUInt16LE(0xfff1, 4)
    return style
  })
  return Buffer.concat([header, ...styles])
}
