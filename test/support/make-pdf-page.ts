import { assemblePdf } from './make-pdf.ts'

export interface PdfPageParts {
  /** Lines of Helvetica, set from the top left; `hidden` writes them without painting them. */
  readonly lines?: readonly string[]
  readonly hidden?: boolean
  /** Content of the page's own beside the lines; the picture is "/Im Do". */
  readonly content?: string
  /** Pixels of the picture. */
  readonly picture?: readonly [number, number]
  /** Objects from number 8 on, of which the page's annotations, the form and the names of the catalogue may speak. */
  readonly more?: readonly string[]
  readonly catalogue?: string
  readonly annotations?: string
}

/** A picture that fills a share of an A4 page from its bottom. */
export const pictureOf = (share: number): string => `q 595 0 0 ${842 * share} 0 0 cm /Im Do Q`

/** A PDF of one A4 page, for what a page may hold beside text. */
export function makePdfPage({ lines = [], hidden = false, content = '', picture = [600, 800], more = [], catalogue = '', annotations = '' }: PdfPageParts): Uint8Array {
  const text = lines.length === 0 ? '' : ['BT', hidden ? '3 Tr' : '0 Tr', '/F1 11 Tf 14 TL 72 760 Td', ...lines.map((line) => `(${line.replace(/[\\()]/g, String.raw`\$&`)}) Tj T*`), 'ET'].join('\n')
  const all = `${content}\n${text}`
  const [width, height] = picture
  const pixels = '\0'.repeat(Math.ceil(width / 8) * height)
  return assemblePdf([
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`, '<< /Type /Pages /Kids [4 0 R] /Count 1 >>', '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> /XObject << /Im 6 0 R >> >> /Contents 5 0 R /Annots [${annotations}] >>`,
    `<< /Length ${all.length} >>\nstream\n${all}\nendstream`,
    `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 1 /Length ${pixels.length} >>\nstream\n${pixels}\nendstream`,
    '<< /Type /Outlines >>', ...more,
  ])
}
