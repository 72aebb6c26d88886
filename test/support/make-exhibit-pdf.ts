import { assemblePdf } from './make-pdf.ts'

/** A picture on a page, in points from the bottom left. */
export interface PlacedPicture { readonly jpeg: Uint8Array; readonly width: number; readonly height: number; readonly at: readonly [left: number, bottom: number, width: number, height: number] }

export interface ExhibitPage {
  readonly pictures: readonly PlacedPicture[]
  /** Helvetica from the top left; and lines that are written without being painted. */
  readonly lines?: readonly string[]
  readonly hidden?: readonly string[]
  /** Drawn over everything else. */
  readonly over?: string
}

/** A PDF of one A4 page with photographs or scans beside, under or over its text, as an exhibit is pasted into a brief. */
export function makeExhibitPdf({ pictures, lines = [], hidden = [], over = '' }: ExhibitPage): Uint8Array {
  const typed = (mode: number, of: readonly string[]): string => (of.length === 0 ? '' : ['BT', `${mode} Tr /F1 11 Tf 14 TL 72 800 Td`, ...of.map((line) => `(${line}) Tj T*`), 'ET'].join('\n'))
  const content = [...pictures.map(({ at: [left, bottom, width, height] }, i) => `q ${width} 0 0 ${height} ${left} ${bottom} cm /Im${i} Do Q`), typed(0, lines), typed(3, hidden), over].join('\n')
  const names = pictures.map((_, i) => `/Im${i} ${6 + i} 0 R`).join(' ')
  return assemblePdf([
    '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [4 0 R] /Count 1 >>', '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> /XObject << ${names} >> >> /Contents 5 0 R >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ...pictures.map(({ jpeg, width, height }) => `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n${Buffer.from(jpeg).toString('latin1')}\nendstream`),
  ])
}
