/** A file larger than this is not searched through for its parts. */
const maxBytes = 256_000_000
/** PDFium looks for the header no further than this. */
const headerWithin = 1_000

/**
 * What is left of a PDF that cannot be opened, put so that its objects are looked for one by one: from its header on (one
 * is put before it where none is left), with a trailer that names its catalogue. Null where no catalogue can be seen.
 */
export function repairPdf(bytes: Uint8Array): Uint8Array | null {
  if (bytes.length > maxBytes) return null
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const header = text.indexOf('%PDF-')
  const body = header > headerWithin ? text.slice(header) : text
  const root = catalogueOf(body)
  if (root === null) return null
  const kept = ['Encrypt', 'Info'].flatMap((key) => {
    const reference = [...body.matchAll(new RegExp(`/${key}\\s{0,5}(\\d{1,8} \\d{1,5} R)`, 'g'))].at(-1)?.[1]
    return reference === undefined ? [] : [`/${key} ${reference}`]
  })
  const id = [...body.matchAll(/\/ID\s{0,5}(\[\s{0,5}<[0-9A-Fa-f]{0,128}>\s{0,5}<[0-9A-Fa-f]{0,128}>\s{0,5}\])/g)].at(-1)?.[1]
  // The last object may have been cut off within its content.
  const trailer = `\nendstream\nendobj\ntrailer\n<< /Root ${root} ${kept.join(' ')} ${id === undefined ? '' : `/ID ${id}`} >>\nstartxref\n0\n%%EOF\n`
  return new Uint8Array(Buffer.from(`${header < 0 ? '%PDF-1.7\n' : ''}${body}${trailer}`, 'latin1'))
}

/** "12 0 R" of the last object that says it is the catalogue. */
function catalogueOf(body: string): string | null {
  let root: string | null = null
  for (const { index } of body.matchAll(/\/Type\s{0,5}\/Catalog\b/g)) {
    const before = body.slice(Math.max(0, index - 4_000), index)
    const object = [...before.matchAll(/(\d{1,8})\s{1,5}(\d{1,5})\s{1,5}obj\b/g)].at(-1)
    if (object !== undefined && !before.slice(object.index).includes('endobj')) root = `${object[1]} ${object[2]} R`
  }
  return root
}
