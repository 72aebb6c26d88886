import { points, type PdfWriter } from './pdf-writer.ts'

/** A word on a page: from one point of its baseline to the other, in points of the new page (y upwards). */
export interface LaidWord { readonly text: string; readonly x: number; readonly y: number; readonly endX: number; readonly endY: number; readonly size: number; readonly label: boolean }

const labelFont = 'L'
const glyphWidth = 500
/** Helvetica Bold's capitals, digits and brackets are at most this wide on average, in ems. */
const labelEms = 0.68
const smallestLabel = 3.5

/**
 * Text that is found and copied but not painted. Its fonts have no shapes at all (Type 3, ISO 32000-1, § 9.6.5), so they need no font file
 * and hold any script: each character that occurs gets a code, and a table that says what it stands for.
 */
export class TextLayer {
  readonly #codes = new Map<string, number>()

  /** The operators that write `words` on one page. A label is shown in white where it is wide enough to be read. */
  operators(words: readonly LaidWord[]): string {
    const lines: string[] = []
    for (const { text, x, y, endX, endY, size, label } of words) {
      const length = Math.hypot(endX - x, endY - y)
      if (text === '' || length < 0.1) continue
      const [cos, sin] = [(endX - x) / length, (endY - y) / length]
      const labelSize = Math.min(size * 0.78, length / (text.length * labelEms))
      if (label && labelSize >= smallestLabel && /^[\x20-\x7e]*$/.test(text)) {
        // In the middle of the box, which is a little higher than the letters.
        const lift = size * 0.08
        const matrix = [cos, sin, -sin, cos, x - sin * lift, y + cos * lift].map(points).join(' ')
        lines.push(`BT 1 1 1 rg /${labelFont} ${points(labelSize)} Tf 100 Tz ${matrix} Tm (${text.replace(/[\\()]/g, String.raw`\$&`)}) Tj ET`)
        lines.push(this.#filler(text.length * labelEms * labelSize * 0.9, length, { x, y, cos, sin, size }))
        continue
      }
      const stretch = (length / (([...text].length * glyphWidth) / 1000 * size)) * 100
      const matrix = [cos, sin, -sin, cos, x, y].map(points).join(' ')
      lines.push(`BT ${points(stretch)} Tz ${matrix} Tm ${this.#show(text, size)} ET`)
    }
    return lines.filter((line) => line !== '').join('\n')
  }

  /** A label is narrower than its box; a sign without width over the rest keeps readers from taking the gap for a column's. */
  #filler(from: number, to: number, { x, y, cos, sin, size }: { readonly x: number; readonly y: number; readonly cos: number; readonly sin: number; readonly size: number }): string {
    const matrix = [cos, sin, -sin, cos, x + cos * from, y + sin * from].map(points).join(' ')
    return to > from ? `BT ${points(((to - from) / ((glyphWidth / 1000) * size)) * 100)} Tz ${matrix} Tm ${this.#show('\u200b', size)} ET` : ''
  }

  /** A sentence that is seen, in the middle of a page that is empty otherwise. */
  static notice(lines: readonly string[], width: number, height: number): string {
    const size = Math.max(4, Math.min(12, width / 45))
    return lines.map((line, index) => `BT 0 g /${labelFont} ${points(size)} Tf ${points(width * 0.1)} ${points(height * 0.6 - index * size * 1.5)} Td (${line.replace(/[\\()]/g, String.raw`\$&`)}) Tj ET`).join('\n')
  }

  /** Writes the fonts that all pages together need. */
  writeFonts(writer: PdfWriter): ReadonlyMap<string, number> {
    const fonts = new Map([[labelFont, writer.addObject('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>')]])
    const all = [...this.#codes.keys()]
    const glyph = all.length === 0 ? 0 : writer.addStream('', Buffer.from(`${glyphWidth} 0 0 -200 ${glyphWidth} 800 d1`, 'latin1'))
    for (let font = 0; font * 255 < all.length; font++) {
      const characters = all.slice(font * 255, font * 255 + 255)
      const table = writer.addStream('', Buffer.from(unicodeTable(characters), 'latin1'))
      const count = characters.length
      fonts.set(`T${font}`, writer.addObject(`<< /Type /Font /Subtype /Type3 /FontBBox [0 -200 ${glyphWidth} 800] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /g ${glyph} 0 R >> /Encoding << /Type /Encoding /Differences [1 ${'/g '.repeat(count)}] >> /FirstChar 1 /LastChar ${count} /Widths [${`${glyphWidth} `.repeat(count)}] /ToUnicode ${table} 0 R /Resources << >> >>`))
    }
    return fonts
  }

  /** Runs of characters of one font each. */
  #show(text: string, size: number): string {
    const runs: { font: number; hex: string }[] = []
    for (const character of text) {
      const number = this.#codes.get(character) ?? this.#codes.size
      this.#codes.set(character, number)
      const font = Math.floor(number / 255)
      const hex = ((number % 255) + 1).toString(16).padStart(2, '0')
      const last = runs.at(-1)
      if (last?.font === font) last.hex += hex
      else runs.push({ font, hex })
    }
    return runs.map(({ font, hex }) => `/T${font} ${points(size)} Tf <${hex}> Tj`).join(' ')
  }
}

/** Codes from 1 on, and the characters that they stand for (§ 9.10.3). */
function unicodeTable(characters: readonly string[]): string {
  const rows = characters.map((character, index) => `<${(index + 1).toString(16).padStart(2, '0')}> <${Buffer.from(character, 'utf16le').swap16().toString('hex')}>`)
  const blocks: string[] = []
  for (let at = 0; at < rows.length; at += 100) {
    const block = rows.slice(at, at + 100)
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`)
  }
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Copy def /CMapType 2 def\n1 begincodespacerange\n<01> <ff>\nendcodespacerange\n${blocks.join('\n')}\nendcmap CMapName currentdict /CMap defineresource pop end end`
}
