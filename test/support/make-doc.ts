import { CFB } from '@e965/xlsx'

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

interface CompoundFileWriter {
  readonly utils: { cfb_new(): unknown; cfb_add(file: unknown, name: string, content: Uint8Array): void }
  write(file: unknown, options: { readonly type: 'buffer' }): Uint8Array
}
const writer: CompoundFileWriter = CFB

/** A Word 97 file of these paragraphs: the streams, the piece table, one page of paragraph properties and a style sheet. */
export function makeDoc(paragraphs: readonly DocParagraph[], { version = 193, flags = 0 }: { readonly version?: number; readonly flags?: number } = {}): Uint8Array {
  const pieces = paragraphs.map(({ text, end = '\r' }) => text + end)
  const text = Buffer.from(pieces.join(''), 'utf16le')
  const propertiesAt = Math.ceil((textAt + text.length) / pageBytes) * pageBytes
  const document = Buffer.alloc(propertiesAt + pageBytes)
  text.copy(document, textAt)
  document.writeUInt16LE(0xa5ec, 0)
  document.writeUInt16LE(version, 2)
  document.writeUInt16LE(flags, 0x0a)
  document.writeInt32LE(text.length / 2, 0x4c)
  paragraphPage(paragraphs, pieces).copy(document, propertiesAt)

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
  const file = writer.utils.cfb_new()
  writer.utils.cfb_add(file, '/WordDocument', document)
  writer.utils.cfb_add(file, '/0Table', table)
  return new Uint8Array(writer.write(file, { type: 'buffer' }))
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
