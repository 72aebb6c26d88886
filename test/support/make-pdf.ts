/** A small PDF with Helvetica text: one array of lines per page, an empty array for a page without text. */
export function makePdf(pages: readonly (readonly string[])[], options: { readonly rotate?: number } = {}): Uint8Array {
  const objects: string[] = []
  const kids = pages.map((_, i) => `${4 + i * 2} 0 R`).join(' ')
  objects.push('<< /Type /Catalog /Pages 2 0 R >>')
  objects.push(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  objects.push('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')
  for (const [i, lines] of pages.entries()) {
    const content = ['BT /F1 11 Tf 14 TL 72 760 Td', ...lines.map((line) => `(${line.replace(/[\\()]/g, String.raw`\$&`)}) Tj T*`), 'ET'].join('\n')
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate ${options.rotate ?? 0} /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + i * 2} 0 R >>`)
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`)
  }
  return assemblePdf(objects)
}

/** A PDF of the given objects, numbered from 1; the first is its catalogue. Characters are bytes. */
export function assemblePdf(objects: readonly string[]): Uint8Array {
  const parts = ['%PDF-1.7\n']
  const offsets: number[] = []
  let at = parts[0]?.length ?? 0
  for (const [i, object] of objects.entries()) {
    const text = `${i + 1} 0 obj\n${object}\nendobj\n`
    offsets.push(at)
    at += text.length
    parts.push(text)
  }
  parts.push(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`, ...offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`))
  parts.push(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`)
  return new Uint8Array(Buffer.from(parts.join(''), 'latin1'))
}
