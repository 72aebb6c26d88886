import { deflateSync } from 'node:zlib'
import type { Picture } from './page-pixels.ts'

/** Takes the bytes of a file in order. */
export type ByteSink = (bytes: Uint8Array) => void

/** One page of a new PDF: its size in points, what is seen, and the operators of its text. */
export interface NewPage { readonly width: number; readonly height: number; readonly picture: Picture | null; readonly operators: string }

const catalog = 1
const pageTree = 2
/** The fonts of all pages, written at the end, when it is known which characters they hold. */
const fonts = 3

/**
 * Writes a PDF 1.7 (ISO 32000-1) page by page: pictures and text, and nothing else: no metadata, no names, no actions. Its objects are all
 * made here, so nothing of another file can come along.
 */
export class PdfWriter {
  readonly #sink: ByteSink
  readonly #offsets = new Map<number, number>()
  readonly #pages: number[] = []
  #next = fonts + 1
  #position = 0

  constructor(sink: ByteSink) {
    this.#sink = sink
    // The second line marks the file as binary (§ 7.5.2).
    this.#write(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'))
  }

  addPage({ width, height, picture, operators }: NewPage): void {
    const image = picture === null ? null : this.addStream(`/Type /XObject /Subtype /Image /Width ${picture.width} /Height ${picture.height} /ColorSpace /${picture.colours} /BitsPerComponent ${picture.bits}`, picture.data, true)
    const size = `${points(width)} 0 0 ${points(height)} 0 0`
    const content = this.addStream('', Buffer.from(`${image === null ? '' : `q ${size} cm /I Do Q\n`}${operators}`, 'latin1'))
    const resources = `<< /Font ${fonts} 0 R${image === null ? '' : ` /XObject << /I ${image} 0 R >>`} >>`
    this.#pages.push(this.addObject(`<< /Type /Page /Parent ${pageTree} 0 R /MediaBox [0 0 ${points(width)} ${points(height)}] /Resources ${resources} /Contents ${content} 0 R >>`))
  }

  /** The number of the new object. */
  addObject(body: string, number = this.#next++): number {
    this.#offsets.set(number, this.#position)
    this.#write(Buffer.from(`${number} 0 obj\n${body}\nendobj\n`, 'latin1'))
    return number
  }

  addStream(dictionary: string, data: Uint8Array, isDeflated = false): number {
    const number = this.#next++
    const bytes = isDeflated ? data : deflateSync(data)
    this.#offsets.set(number, this.#position)
    this.#write(Buffer.from(`${number} 0 obj\n<< ${dictionary} /Filter /FlateDecode /Length ${bytes.length} >>\nstream\n`, 'latin1'))
    this.#write(bytes)
    this.#write(Buffer.from('\nendstream\nendobj\n', 'latin1'))
    return number
  }

  /** `fontObjects`: name in the operators → object. Nothing can be added afterwards. */
  finish(fontObjects: ReadonlyMap<string, number>): void {
    this.addObject(`<< ${[...fontObjects].map(([name, number]) => `/${name} ${number} 0 R`).join(' ')} >>`, fonts)
    this.addObject(`<< /Type /Pages /Kids [${this.#pages.map((page) => `${page} 0 R`).join(' ')}] /Count ${this.#pages.length} >>`, pageTree)
    this.addObject(`<< /Type /Catalog /Pages ${pageTree} 0 R >>`, catalog)
    const start = this.#position
    const rows = Array.from({ length: this.#next - 1 }, (_, index) => `${String(this.#offsets.get(index + 1) ?? 0).padStart(10, '0')} 00000 n \n`)
    this.#write(Buffer.from(`xref\n0 ${this.#next}\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size ${this.#next} /Root ${catalog} 0 R >>\nstartxref\n${start}\n%%EOF\n`, 'latin1'))
  }

  #write(bytes: Uint8Array): void {
    this.#sink(bytes)
    this.#position += bytes.length
  }
}

/** A number as PDF writes it. */
export function points(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 1000) / 1000) : '0'
}
