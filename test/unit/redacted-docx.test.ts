import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { parseDocx } from '../../src-main/ingest/parse/docx/parse-docx.ts'
import { copyDocx } from '../../src-main/ingest/redacted-copy/docx/copy-docx.ts'
import { textsOfCopy } from '../../src-main/ingest/redacted-copy/docx/texts-of-copy.ts'
import { findExactly } from '../support/find-exactly.ts'
import { makeDocx, wordParagraph } from '../support/make-docx.ts'

const values = { 'Margarethe Oldenburg': '[PERSON_1]', Oldenburg: '[PERSON_1]', Margarethe: '[PERSON_1]', 'Smith & Sons': '[ORGANISATION_1]', 'm.oldenburg@example.org': '[EMAIL_1]' }

async function copied(bytes: Uint8Array, keepPictures = false) {
  const find = findExactly(values)
  const { bytes: copy, outcome } = await copyDocx(bytes, { find, recognise: async () => [], keepPictures, onProgress() {} })
  const entries = Object.fromEntries(Object.entries(unzipSync(copy)).map(([name, data]) => [name, strFromU8(data, !/\.(?:xml|rels)$/.test(name))]))
  return { copy, outcome, entries, everything: Object.values(entries).join('\n'), text: parseDocx(copy).pages.map((page) => page.text).join('\n'), asked: find.asked.join('\n') }
}

/** The package of `makeDocx` with entries added, replaced, or related to the document. */
function withEntries(bytes: Uint8Array, entries: Readonly<Record<string, string>>, relations = ''): Uint8Array {
  const all = unzipSync(bytes)
  const rels = strFromU8(all['word/_rels/document.xml.rels'] ?? new Uint8Array())
  return zipSync({ ...all, 'word/_rels/document.xml.rels': strToU8(rels.replace('</Relationships>', `${relations}</Relationships>`)), ...Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)])) })
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relation = (id: string, type: string, target: string, external = false): string => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`
const inR = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

describe('a redacted Word document', () => {
  test('has a name masked that is spread over several runs, and keeps what stands around it', async () => {
    const { text, everything } = await copied(makeDocx('<w:p><w:r><w:t xml:space="preserve">Dear Ms Marg</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>arethe</w:t></w:r><w:r><w:tab/><w:t xml:space="preserve">Olden</w:t></w:r><w:r><w:t xml:space="preserve">burg, </w:t></w:r><w:r><w:t>pay.</w:t></w:r></w:p>'))
    expect(text).toBe('Dear Ms [PERSON_1], pay.')
    expect(everything.replace(/<[^>]*>/g, '')).not.toMatch(/Marg|arethe|Olden|burg/)
  })

  test('says the same placeholder in body, header, footnote, comment and escaped text', async () => {
    const { text, everything } = await copied(makeDocx(
      `${wordParagraph('Oldenburg and Smith &amp; Sons agree.')}<w:p><w:r><w:t>See</w:t><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p><w:sectPr ${inR}><w:headerReference r:id="r0"/></w:sectPr>`,
      { header: wordParagraph('File Oldenburg'), footnotes: `<w:footnote w:id="2">${wordParagraph('Note on Oldenburg')}</w:footnote>`, comments: `<w:comment w:id="1" w:author="Oldenburg" w:initials="MO" w:date="2024-01-01T00:00:00Z">${wordParagraph('Ask Oldenburg')}</w:comment>` },
    ))
    expect(text.match(/\[PERSON_1\]/g)).toHaveLength(4)
    expect(text).toContain('[ORGANISATION_1] agree')
    expect(everything).not.toMatch(/Oldenburg|Sons|2024-01-01|"MO"/)
  })

  test('holds nothing that was deleted, and everything that was inserted', async () => {
    const { text, everything, outcome } = await copied(makeDocx('<w:p><w:r><w:t xml:space="preserve">Stays </w:t></w:r><w:del w:author="Mr Deleter"><w:r><w:delText>secret word</w:delText></w:r></w:del><w:ins w:author="Mr Deleter"><w:r><w:t>new</w:t></w:r></w:ins></w:p>'))
    expect(text).toBe('Stays new')
    expect(everything).not.toMatch(/secret|Deleter/)
    expect(outcome.leftOut['deleted-text']).toBe(1)
  })

  test('keeps no field code that may hold data, and keeps page numbers and references', async () => {
    const field = (code: string, shown: string): string => `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>${shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
    const { text, everything } = await copied(makeDocx(`<w:p>${field('HYPERLINK &quot;mailto:x@private.example&quot;', 'Write')} ${field('PAGE \\* MERGEFORMAT', '3')} ${field('REF Clause_Harcourt \\h', '4.1')}</w:p><w:p><w:bookmarkStart w:id="1" w:name="Clause_Harcourt"/><w:fldSimple w:instr="INCLUDETEXT C:\\Users\\ann\\x.doc"><w:r><w:t>shown</w:t></w:r></w:fldSimple></w:p>`))
    expect(text).toContain('Write')
    expect(text).toContain('shown')
    expect(everything).not.toMatch(/private|INCLUDETEXT|Users|Harcourt/)
    expect(everything).toMatch(/PAGE \\\* MERGEFORMAT/)
    expect(everything).toMatch(/REF mark_1 \\h/)
    expect(everything).toMatch(/w:name="mark_1"/)
  })

  test('has no links to addresses that were masked, no metadata, no macros and nothing embedded', async () => {
    const docx = withEntries(makeDocx(`<w:p ${inR}><w:hyperlink r:id="h1"><w:r><w:t>write to us</w:t></w:r></w:hyperlink><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" r:id="e1" ProgID="Excel"/></w:object></w:r></w:p><w:altChunk ${inR} r:id="a1"/>`), {
      'docProps/core.xml': '<cp><dc:creator>Oldenburg</dc:creator></cp>', 'docProps/custom.xml': '<x>Client Oldenburg</x>', 'word/vbaProject.bin': 'Oldenburg macro', 'word/embeddings/o.xlsx': 'Oldenburg sheet', 'word/a.html': 'Oldenburg html',
      '_rels/.rels': `<Relationships>${relation('r0', 'officeDocument', 'word/document.xml')}<Relationship Id="p" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>${relation('q', 'custom-properties', 'docProps/custom.xml')}</Relationships>`,
    }, relation('h1', 'hyperlink', 'mailto:m.oldenburg@example.org', true) + relation('e1', 'package', 'embeddings/o.xlsx') + relation('a1', 'aFChunk', 'a.html') + '<Relationship Id="v" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>')
    const { text, entries, everything, outcome } = await copied(docx)
    expect(text).toBe('write to us')
    expect(Object.keys(entries).toSorted()).toEqual(['[Content_Types].xml', '_rels/.rels', 'word/document.xml'])
    expect(everything).not.toMatch(/oldenburg|mailto|OLEObject|altChunk|h1/i)
    expect(outcome.leftOut).toMatchObject({ 'metadata': 3, 'links': 1, 'embedded-files': 2, 'macros': 1 })
  })

  test('keeps a link to the web in which nothing was found', async () => {
    const { entries } = await copied(withEntries(makeDocx(`<w:p ${inR}><w:hyperlink r:id="h1"><w:r><w:t>law</w:t></w:r></w:hyperlink></w:p>`), {}, relation('h1', 'hyperlink', 'https://law.example/a?b=1&amp;c=2', true)))
    expect(entries['word/_rels/document.xml.rels']).toContain('Target="https://law.example/a?b=1&amp;c=2"')
  })

  test('masks descriptions of pictures, watermarks and captions, and shows a blank picture unless pictures are kept', async () => {
    const namespaces = `${inR} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"`
    const docx = withEntries(makeDocx(`<w:p ${namespaces}><w:r><w:drawing><wp:inline><wp:docPr id="1" name="C:\\Oldenburg.png" descr="Portrait of Oldenburg"/><a:blip r:embed="i1"/></wp:inline><wp:inline><wp:docPr id="2" name="x" descr="C:\\Users\\brigid\\scan of flat.jpg"/></wp:inline></w:drawing></w:r><w:r><w:pict><v:shape id="Mark Oldenburg"><v:textpath string="Draft for Oldenburg"/></v:shape></w:pict></w:r></w:p><w:tbl><w:tblPr><w:tblCaption w:val="Debts of Oldenburg"/></w:tblPr><w:tr><w:tc>${wordParagraph('cell')}</w:tc></w:tr></w:tbl>`), { 'word/media/Oldenburg.png': 'picture bytes' }, relation('i1', 'image', 'media/Oldenburg.png'))
    const blank = await copied(docx)
    expect(blank.everything).not.toMatch(/Oldenburg|brigid/)
    expect(blank.everything).toContain('descr="Portrait of [PERSON_1]"')
    expect(blank.everything).toContain('string="Draft for [PERSON_1]"')
    expect(Object.keys(blank.entries)).toContain('word/media/blank.png')
    expect(blank.outcome).toMatchObject({ leftOut: { pictures: 1 }, notSearched: { pictures: 0 } })
    const kept = await copied(docx, true)
    expect(kept.entries['word/media/image1.png']).toBe('picture bytes')
    expect(kept.outcome.notSearched.pictures).toBe(1)
  })

  test('has no content controls, custom styles’ names, revision ids or foreign vocabularies', async () => {
    const { text, everything } = await copied(makeDocx(
      `<w:sdt><w:sdtPr><w:alias w:val="Client Oldenburg"/><w:dataBinding w:xpath="/Oldenburg"/></w:sdtPr><w:sdtContent><w:p w:rsidR="00AB12CD"><w:pPr><w:pStyle w:val="OldenburgStyle"/></w:pPr><k:client xmlns:k="http://oldenburg.example/schema" k:id="7"><w:r><w:t>inside</w:t></w:r></k:client></w:p></w:sdtContent></w:sdt>`,
      { styles: '<w:style w:type="paragraph" w:customStyle="1" w:styleId="OldenburgStyle"><w:name w:val="Oldenburg Letter"/></w:style>' },
    ))
    expect(text).toBe('inside')
    expect(everything).not.toMatch(/oldenburg|00AB12CD/i)
    expect(everything).toContain('<w:pStyle w:val="Custom1"/>')
  })

  test('reads cells side by side and lines of an address below each other, so that they are found together', async () => {
    const cell = (value: string): string => `<w:tc>${wordParagraph(value)}</w:tc>`
    const { asked } = await copied(makeDocx(`<w:tbl><w:tr>${cell('Name')}${cell('Oldenburg')}</w:tr></w:tbl>${wordParagraph('Harbour Road 4')}${wordParagraph('20457 Hamburg')}`))
    expect(asked).toContain('Name\tOldenburg')
    expect(asked).toContain('Harbour Road 4\n20457 Hamburg')
  })

  test('charts keep their shape: a masked number becomes nought, a masked name its placeholder, the sheet loses its name', async () => {
    const chart = `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ${inR}><c:ser><c:cat><c:strRef><c:f>Oldenburg!A1</c:f><c:strCache><c:pt idx="0"><c:v>Oldenburg</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser><c:externalData r:id="x1"/></c:chartSpace>`
    const { entries, everything } = await copied(withEntries(makeDocx(`<w:p><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ${inR} r:id="c1"/></w:p>`), { 'word/charts/chart9.xml': chart, 'word/charts/_rels/chart9.xml.rels': `<Relationships>${relation('x1', 'package', '../embeddings/b.xlsx')}</Relationships>`, 'word/embeddings/b.xlsx': 'Oldenburg' }, relation('c1', 'chart', 'charts/chart9.xml')))
    expect(entries['word/charts/chart1.xml']).toContain('<c:v>[PERSON_1]</c:v>')
    expect(everything).not.toMatch(/Oldenburg|externalData/)
  })

  test('what is read again for the check holds every text and every odd attribute of the copy', async () => {
    const { copy } = await copied(makeDocx(`${wordParagraph('Left behind')}<w:p><w:r><w:t w:odd="Some Person">x</w:t></w:r></w:p>`))
    const { texts, attributes } = textsOfCopy(copy)
    expect(texts.join('\n')).toContain('Left behind')
    expect(attributes.join('\n')).toContain('Some Person')
  })

  test('a file that is no Word document is refused', async () => {
    await expect(copied(zipSync({ 'a.txt': strToU8('x') }))).rejects.toMatchObject({ code: 'document-damaged' })
  })
})
