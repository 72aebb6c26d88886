import { describe, expect, test } from 'vitest'
import { parseOdt } from '../../src-main/ingest/parse/opendocument/parse-odt.ts'
import { makeOpenDocument, makePackage, root } from '../support/make-package.ts'

const textOf = (body: string, options: Parameters<typeof makeOpenDocument>[2] = {}): string => parseOdt(makeOpenDocument('text', body, options)).pages.map(({ text }) => text).join('\n---\n')
const p = (text: string): string => `<text:p>${text}</text:p>`
const numbered = '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/></text:list-style>'
const item = (content: string): string => `<text:list-item>${content}</text:list-item>`
const list = (items: string, attributes = ''): string => `<text:list ${attributes}>${items}</text:list>`

describe('an OpenDocument text is read as it is shown', () => {
  test('headings with their numbers, spaces, tabs and breaks', () => {
    const styles = root('office:document-styles', '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>')
    const body = `<text:h text:outline-level="1">Rent</text:h>${p('a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d')}<text:h text:outline-level="2">Term</text:h>${p('x')}`
    const { pages } = parseOdt(makeOpenDocument('text', body, { parts: { 'styles.xml': styles } }))
    expect(pages.map(({ text }) => text)).toEqual(['1 Rent\n\na  b\tc\nd', '1.1 Term\n\nx'])
    expect(pages[1]?.headings).toEqual([{ offset: 0, level: 1, text: '1 Rent' }, { offset: 0, level: 2, text: '1.1 Term' }])
  })

  test('lists count as their style says, and go on where they say so', () => {
    const body = list(item(p('One') + list(item(p('Inside')) + item(p('Again')))) + item(p('Two') + p('and more')), 'text:style-name="L1"') + p('Between') + list(item(p('Three')), 'text:style-name="L1" text:continue-numbering="true"') + list(item(p('New')), 'text:style-name="L1"')
    expect(textOf(body, { styles: numbered })).toBe('1. One\n(a) Inside\n(b) Again\n2. Two\nand more\n\nBetween\n3. Three\n1. New')
  })

  test('tables with merged cells, a frame of one column as text', () => {
    const cell = (content: string, attributes = ''): string => `<table:table-cell ${attributes}>${content}</table:table-cell>`
    const table = `<table:table><table:table-header-rows><table:table-row>${cell(p('Name'))}${cell(p('Paid'))}</table:table-row></table:table-header-rows><table:table-row>${cell(p('Ann') + p('Lee'), 'table:number-columns-spanned="2"')}<table:covered-table-cell/></table:table-row></table:table>`
    const { pages: [page] } = parseOdt(makeOpenDocument('text', `${table}<table:table><table:table-row>${cell(p('Framed.'))}</table:table-row></table:table>`))
    expect(page?.text).toBe('Name\tPaid\nAnn Lee\n\nFramed.')
    expect(page?.tables).toEqual([{ start: 0, end: 17, rows: 2, columns: 2, suspect: false }])
  })

  test('notes and comments at the end of their page, text boxes after their paragraph, headers once; deletions are left out', () => {
    const body = `<text:tracked-changes><text:changed-region>${p('gone')}</text:changed-region></text:tracked-changes>
      ${p('Body<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>The source.</text:p></text:note-body></text:note> goes on<office:annotation><dc:creator>Ann</dc:creator><dc:date>2024-01-01</dc:date><text:p>Check.</text:p></office:annotation><draw:frame><draw:text-box><text:p>In the box</text:p></draw:text-box><svg:title>never</svg:title></draw:frame>')}`
    const master = root('office:document-styles', `<office:master-styles><style:master-page><style:header>${p('Case 7')}</style:header><style:footer>${p('Case 7')}</style:footer></style:master-page></office:master-styles>`)
    const { pages } = parseOdt(makeOpenDocument('text', body, { parts: { 'styles.xml': master } }))
    expect(pages.map(({ text }) => text)).toEqual(['Body goes on\n\nIn the box\n\nFootnote 1: The source.\n\nComment by Ann: Check.', 'Case 7'])
    expect(pages[0]?.places.map(({ name }) => name)).toEqual(['Footnote 1', 'Comment by Ann'])
  })

  test('formulas stand in their line, charts after it, and what cannot be read is said', () => {
    const object = (name: string): string => `<draw:frame><draw:object xlink:href="./${name}"/></draw:frame>`
    const parts = {
      'Object 1/content.xml': '<math xmlns="m"><semantics><mrow><mi>E</mi><mo>=</mo><mn>1</mn></mrow><annotation>never</annotation></semantics></math>',
      'Object 2/content.xml': root('office:document-content', `<chart:chart><chart:title>${p('Sales')}</chart:title><table:table><table:table-row><table:table-cell>${p('Bern')}</table:table-cell><table:table-cell office:value="8"/></table:table-row></table:table></chart:chart>`),
    }
    const { pages, warnings } = parseOdt(makeOpenDocument('text', p(`so ${object('Object 1')} holds${object('Object 2')}${object('../../etc/passwd')}`), { parts }))
    expect(pages[0]?.text.replace(/ +/g, ' ')).toBe('so E=1 holds\n\nChart · Sales\n\nBern\t8')
    expect(warnings).toEqual(['1 embedded object was not read.'])
  })

  test('a flat file is read like a packed one', () => {
    expect(parseOdt(new TextEncoder().encode(root('office:document', `<office:body><office:text>${p('Flat.')}</office:text></office:body>`))).pages[0]?.text).toBe('Flat.')
  })
})

describe('hostile files', () => {
  test('one with a password is refused by name, and so is one that nests without end or holds no text', () => {
    const manifest = '<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    expect(() => textOf(p('x'), { parts: { 'META-INF/manifest.xml': manifest } })).toThrow(expect.objectContaining({ code: 'document-encrypted' }))
    expect(() => textOf('<text:span>'.repeat(5_000))).toThrow(expect.objectContaining({ code: 'document-too-deep' }))
    expect(() => parseOdt(makePackage({ mimetype: 'x' }))).toThrow(expect.objectContaining({ code: 'document-damaged' }))
  })

  test('entities of its own are not followed', () => {
    const content = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><d xmlns:office="o" xmlns:text="t"><office:body><office:text><text:p>&file;&b;!</text:p></office:text></office:body></d>`
    expect(parseOdt(makePackage({ 'content.xml': content })).pages[0]?.text).toBe('&file;&b;!')
  })
})
