import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { linkNote } from '../../src-main/ingest/parse/docx/link-address.ts'
import { parseDocx } from '../../src-main/ingest/parse/docx/parse-docx.ts'
import { collectChildren } from '../support/collect-children.ts'
import { makeDocx, wordParagraph } from '../support/make-docx.ts'
import { makeDocStreams } from '../support/make-doc.ts'
import { makeOle } from '../support/make-ole.ts'

const textOf = (bytes: Uint8Array): string => parseDocx(bytes).pages.map(({ text }) => text).join('\n---\n')
const run = (text: string, properties = ''): string => `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
const mark = (type: string, inside = ''): string => `<w:r><w:fldChar w:fldCharType="${type}">${inside}</w:fldChar></w:r>`
const code = (text: string): string => `<w:r><w:instrText>${text}</w:instrText></w:r>`
const base = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A document with relationships and parts of its own besides. */
function withParts(body: string, relations: string, parts: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return zipSync({ ...unzipSync(makeDocx(body)), 'word/_rels/document.xml.rels': strToU8(`<Relationships>${relations}</Relationships>`), ...parts })
}

describe('what stands in a document in ways of its own', () => {
  test('of fields the result is read: not their code, nor results inside the code; a form shows its boxes and choices', () => {
    const nested = mark('begin') + code('IF ') + mark('begin') + code('MERGEFIELD x') + mark('separate') + run('unseen') + mark('end') + mark('separate') + run('seen') + mark('end')
    const box = (state: string): string => mark('begin', `<w:ffData><w:checkBox><w:default w:val="0"/>${state}</w:checkBox></w:ffData>`) + code('FORMCHECKBOX') + mark('end')
    const list = mark('begin', '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="red"/><w:listEntry w:val="blue"/></w:ddList></w:ffData>') + code('FORMDROPDOWN') + mark('end')
    expect(textOf(makeDocx(`<w:p>${nested}${run(' ')}${box('<w:checked/>')}${box('')}${run(' ')}${list}</w:p>`))).toBe('seen ☒☐ blue')
  })

  test('a field that never ends hides nothing after its paragraph', () => {
    expect(textOf(makeDocx(`<w:p>${run('a')}${mark('begin')}${code('PAGE')}</w:p>${wordParagraph('b')}`))).toBe('a\n\nb')
  })

  test('hidden text is left out, also when a style hides it, and that is said; the code of a field is no such text', () => {
    const styles = '<w:style w:type="character" w:styleId="H"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    const body = `<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>${run('a')}${run('b', '<w:vanish/>')}${run('c', '<w:vanish w:val="0"/>')}${run('d', '<w:rStyle w:val="H"/>')}</w:p>`
    const { pages, warnings } = parseDocx(makeDocx(body, { styles }))
    expect([pages[0]?.text, warnings]).toEqual(['ac', ['Some text is formatted as hidden; it was left out.']])
    const index = mark('begin') + `<w:r><w:rPr><w:vanish/></w:rPr><w:instrText> XE "rent" </w:instrText></w:r>` + mark('end')
    expect(parseDocx(makeDocx(`<w:p>${run('a')}${index}</w:p>`)).warnings).toEqual([])
  })

  test('addresses of links and descriptions of pictures are noted once a page; those that say nothing are not', () => {
    const link = (id: string, text: string): string => `<w:hyperlink r:id="${id}">${run(text)}</w:hyperlink>`
    const field = mark('begin') + code(' HYPERLINK "mailto:ann@lee.example" ') + mark('separate') + run('Ann') + mark('end')
    const picture = (description: string): string => `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="${description}"/></wp:inline></w:drawing></w:r>`
    const body = `<w:p>${link('r1', 'our terms')}${run(' ')}${link('r1', 'our terms')}${run(' ')}${link('r2', 'www.x.example')}${run(' ')}${field}${picture('The site plan, north at the top')}${picture('Picture 4')}${picture('scan.png')}${picture('tab1')}</w:p>`
    const external = (id: string, target: string): string => `<Relationship Id="${id}" Type="${base}/hyperlink" Target="${target}" TargetMode="External"/>`
    expect(textOf(withParts(body, external('r1', 'https://x.example/terms') + external('r2', 'http://www.x.example/'), {}))).toBe(
      'our terms our terms www.x.example Ann\n\nLink: our terms (https://x.example/terms)\n\nLink: Ann (ann@lee.example)\n\nPicture: The site plan, north at the top')
  })

  test('a paragraph whose end was deleted goes on in the next, a large first letter in its word; deletions are said', () => {
    const joined = `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${run('The rent')}<w:del><w:r><w:delText> gone</w:delText></w:r></w:del></w:p>${wordParagraph(' is due.')}`
    const drop = `<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>${run('O')}</w:p>${wordParagraph('nce')}`
    const { pages, warnings } = parseDocx(makeDocx(joined + drop))
    expect(pages[0]?.text).toBe('The rent is due.\n\nOnce')
    expect(warnings).toEqual(['Changes are tracked; 1 deleted passage was left out.'])
  })

  test('a row of a table that was deleted with changes tracked is no row of it, and that is said', () => {
    const row = (text: string, properties = ''): string => `<w:tr>${properties}<w:tc>${wordParagraph(text)}</w:tc><w:tc>${wordParagraph('1')}</w:tc></w:tr>`
    const { pages, warnings } = parseDocx(makeDocx(`<w:tbl>${row('Rent')}${row('Heating', '<w:trPr><w:del w:author="A"/></w:trPr>')}${row('Water', '<w:trPr><w:ins w:author="A"/></w:trPr>')}</w:tbl>`))
    expect([pages[0]?.text, warnings]).toEqual(['Rent\t1\nWater\t1', ['Changes are tracked; 1 deleted passage was left out.']])
  })

  test('letters drawn as a picture are read, and signs of symbol fonts are known by their font', () => {
    expect(textOf(makeDocx(`<w:p>${run('a\uf062', '<w:rFonts w:ascii="Symbol"/>')}<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r></w:p>`))).toBe('aβ\n\nDRAFT')
  })

  test('equations keep fractions, powers, roots and brackets', () => {
    const m = (name: string, ...inside: string[]): string => `<m:${name}>${inside.join('')}</m:${name}>`
    const t = (text: string): string => m('r', m('t', text))
    const equation = m('oMath', m('f', m('num', t('a+b')), m('den', t('2'))), t('='), m('sSup', m('e', t('x')), m('sup', t('2'))), t('+'), m('rad', m('radPr', '<m:degHide m:val="1"/>'), m('deg'), m('e', t('y+1'))), m('d', m('e', t('z'))), m('nary', m('naryPr', '<m:chr m:val="∑"/>'), m('sub', t('i=1')), m('sup', t('n')), m('e', t('i'))))
    expect(textOf(makeDocx(`<w:p>${equation}</w:p>`))).toBe('(a+b)/2=x^2+√(y+1)(z)∑_(i=1)^n i')
  })
})

describe('the numbers of lists', () => {
  const level = (i: number, extra = ''): string => `<w:lvl w:ilvl="${i}">${extra}<w:start w:val="1"/><w:numFmt w:val="${i === 0 ? 'upperRoman' : 'decimal'}"/><w:lvlText w:val="${i === 0 ? '%1.' : '%1.%2'}"/></w:lvl>`
  const item = (text: string, list: number, at = 0): string => wordParagraph(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`)

  test('an empty item counts, a list that restarts does so where it begins, and legal numbers are digits', () => {
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0)}${level(1, '<w:isLgl/>')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`
    const body = item('a', 1) + item('', 1) + item('b', 1) + item('c', 1, 1) + item('d', 2) + item('e', 1)
    expect(textOf(makeDocx(body, { numbering }))).toBe('I. a\nIII. b\n3.1 c\nI. d\nII. e')
  })

  test('a list is found through the style that names it, and a level through the style that stands for it', () => {
    const styles = '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="Clause"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    const numbering = `<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="L"/>${level(0)}${level(1, '<w:pStyle w:val="S"/>')}</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`
    expect(textOf(makeDocx(item('a', 1) + wordParagraph('b', '<w:pStyle w:val="S"/>'), { styles, numbering }))).toBe('I. a\nI.1 b')
  })
})

describe('files inside a document', () => {
  test('embedded files become children, out of the wrapping that Office puts around them', () => {
    const inner = makeDocx(wordParagraph('The annex'))
    const children = collectChildren()
    const bytes = withParts(wordParagraph('The letter'), `<Relationship Id="a" Type="${base}/package" Target="embeddings/Annex.docx"/><Relationship Id="b" Type="${base}/oleObject" Target="embeddings/oleObject1.bin"/><Relationship Id="c" Type="${base}/oleObject" Target="embeddings/oleObject2.bin"/>`, {
      'word/embeddings/Annex.docx': inner, 'word/embeddings/oleObject1.bin': makeOle(makeDocStreams([{ text: 'Old annex' }])), 'word/embeddings/oleObject2.bin': makeOle({ Equation: new Uint8Array(40) }),
    })
    const { warnings } = parseDocx(bytes, { children })
    expect([...children.contents.keys()]).toEqual(['Annex.docx', 'Embedded file 1.doc'])
    expect(textOf(children.contents.get('Annex.docx') ?? new Uint8Array())).toBe('The annex')
    expect(warnings).toEqual(['1 embedded file was not read.'])
  })

  test('a part of another format is read where it stands', () => {
    const bytes = withParts(`${wordParagraph('Before')}<w:altChunk r:id="a"/>${wordParagraph('After')}`, `<Relationship Id="a" Type="${base}/aFChunk" Target="chunk.htm"/>`, { 'word/chunk.htm': strToU8('<html><body><p>In <b>HTML</b></p></body></html>') })
    expect(textOf(bytes)).toBe('Before\n\nIn HTML\n\nAfter')
  })
})

test('of a link on many words the first are noted, since all of them stand on the page', () => {
  const text = 'A study of the duties of tenants and landlords in old houses, with tables'
  expect(linkNote(text, 'https://x.example/study')).toBe('A study of the duties of tenants and landlords in old… (https://x.example/study)')
})
