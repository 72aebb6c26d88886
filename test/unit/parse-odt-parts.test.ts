import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { parseOdt } from '../../src-main/ingest/parse/opendocument/parse-odt.ts'
import { parsePresentation } from '../../src-main/ingest/parse/presentation/parse-presentation.ts'
import { parseSpreadsheet } from '../../src-main/ingest/parse/spreadsheet/parse-spreadsheet.ts'
import { collectChildren } from '../support/collect-children.ts'
import { lockOpenDocument } from '../support/lock-open-document.ts'
import { makeDocStreams } from '../support/make-doc.ts'
import { makeOle } from '../support/make-ole.ts'
import { makeOpenDocument } from '../support/make-package.ts'

const p = (text: string, attributes = ''): string => `<text:p ${attributes}>${text}</text:p>`
const textOf = (body: string, styles = ''): string => parseOdt(makeOpenDocument('text', body, { styles })).pages.map(({ text }) => text).join('\n---\n')

describe('what stands in an OpenDocument text in ways of its own', () => {
  test('a date that is shown is read; when a comment was written is not', () => {
    expect(textOf(p('On <text:date>3 May 2024</text:date><office:annotation><dc:creator>Ann</dc:creator><dc:date>2024-05-04</dc:date><text:p>Check.</text:p></office:annotation>'))).toBe('On 3 May 2024\n\nComment by Ann: Check.')
  })

  test('hidden sections, styles and fields are left out, and that is said', () => {
    const styles = '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style><style:style style:name="H2" style:parent-style-name="H"/>'
    const body = p('a<text:span text:style-name="H">b</text:span><text:span text:style-name="H2">c</text:span><text:span text:style-name="T">d</text:span><text:hidden-text text:is-hidden="true">e</text:hidden-text>') + `<text:section text:display="none">${p('f')}</text:section><text:section text:display="true">${p('g')}</text:section>`
    expect(textOf(body, styles)).toBe('ad\n\ng')
    expect(parseOdt(makeOpenDocument('text', `<text:section text:display="none">${p('f')}</text:section>${p('g')}`)).warnings).toEqual(['Some text is formatted as hidden; it was left out.'])
    expect(parseOdt(makeOpenDocument('text', `<text:section text:display="none">${p('')}</text:section>${p('g')}`)).warnings).toEqual([])
  })

  test('addresses of links and descriptions of pictures are noted; deletions are said', () => {
    const body = `<text:tracked-changes><text:changed-region><text:deletion>${p('gone')}</text:deletion></text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>`
      + p('See <text:a xlink:href="https://x.example/terms">our <text:span>terms</text:span></text:a>, <text:a xlink:href="#Rent">above</text:a><draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:title>Plan</svg:title><svg:desc>The site plan</svg:desc></draw:frame>.')
    const { pages, warnings } = parseOdt(makeOpenDocument('text', body))
    expect(pages[0]?.text).toBe('See our terms, above.\n\nLink: our terms (https://x.example/terms)\n\nPicture: The site plan')
    expect(warnings).toEqual(['Changes are tracked; 1 deleted passage was left out.'])
  })

  test('a file of another program inside becomes a child', () => {
    const children = collectChildren()
    const plain = makeOpenDocument('text', p('a<draw:frame><draw:object-ole xlink:href="./Object 1"/></draw:frame><draw:frame><draw:object xlink:href="./Object 2"/></draw:frame>'))
    const bytes = zipSync({ ...unzipSync(plain), 'Object 1': makeOle(makeDocStreams([{ text: 'Old annex' }])) })
    const { warnings } = parseOdt(bytes, { password: null, children })
    expect([...children.contents.keys()]).toEqual(['Embedded file 1.doc'])
    expect(warnings).toEqual(['1 embedded object was not read.'])
  })
})

describe('a locked OpenDocument file', () => {
  const plain = makeOpenDocument('text', p('In confidence'), { parts: { 'styles.xml': '<a/>' } })
  const read = (bytes: Uint8Array, password: string | null): string => parseOdt(bytes, { password, children: collectChildren() }).pages[0]?.text ?? ''

  test('is read with its password, and not with another', () => {
    const locked = lockOpenDocument(plain, 'geheim€')
    expect(() => read(locked, null)).toThrow(expect.objectContaining({ code: 'document-encrypted' }))
    expect(() => read(locked, 'x')).toThrow(expect.objectContaining({ code: 'wrong-password' }))
    expect(read(locked, 'geheim€')).toBe('In confidence')
  })

  test('so are spreadsheets and presentations', async () => {
    const sheet = makeOpenDocument('spreadsheet', `<table:table table:name="S"><table:table-row><table:table-cell>${p('Paid')}</table:table-cell></table:table-row></table:table>`, { parts: { 'styles.xml': '<a/>' } })
    const slides = makeOpenDocument('presentation', `<draw:page draw:name="1"><draw:frame><draw:text-box>${p('Plan')}</draw:text-box></draw:frame></draw:page>`, { parts: { 'styles.xml': '<a/>' } })
    const context = { onPages: () => {}, children: collectChildren(), extension: '', password: 'x' }
    const sheets = await parseSpreadsheet(lockOpenDocument(sheet, 'x'), context)
    expect(sheets.pages[0]?.text).toContain('Paid')
    expect((await parsePresentation(lockOpenDocument(slides, 'x'), context)).pages[0]?.text).toContain('Plan')
  })

  test('whose lock is of another kind is refused by name', () => {
    expect(() => read(lockOpenDocument(plain, 'x', 'Blowfish CFB'), 'x')).toThrow(expect.objectContaining({ code: 'document-encrypted' }))
  })

  test('a parts list without locks changes nothing', () => {
    expect(read(zipSync({ ...unzipSync(plain), 'META-INF/manifest.xml': strToU8('<m:manifest xmlns:m="m"><m:file-entry m:full-path="content.xml"/></m:manifest>') }), 'x')).toBe('In confidence')
  })
})
