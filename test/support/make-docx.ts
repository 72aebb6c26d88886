import { strToU8, zipSync } from 'fflate'

const relationType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const namespaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'

/** A DOCX of a body and, by relationship type (`styles`, `numbering`, `footnotes`, `comments`, `header` …), other parts. */
export function makeDocx(body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  const names = Object.keys(parts)
  const roots: Readonly<Record<string, string>> = { header: 'hdr', footer: 'ftr' }
  const relations = names.map((name, i) => `<Relationship Id="r${i}" Type="${relationType}/${name}" Target="${name}.xml"/>`).join('')
  const xml = (content: string): Uint8Array => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${content}`)
  return zipSync({
    '[Content_Types].xml': xml('<Types/>'),
    '_rels/.rels': xml(`<Relationships><Relationship Id="r0" Type="${relationType}/officeDocument" Target="word/document.xml"/></Relationships>`),
    'word/_rels/document.xml.rels': xml(`<Relationships>${relations}</Relationships>`),
    'word/document.xml': xml(`<w:document ${namespaces}><w:body>${body}</w:body></w:document>`),
    ...Object.fromEntries(names.map((name) => [`word/${name}.xml`, xml(`<w:${roots[name] ?? name} ${namespaces}>${parts[name]}</w:${roots[name] ?? name}>`)])),
  })
}

/** A paragraph of one run, with paragraph properties if given. */
export function wordParagraph(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
}
