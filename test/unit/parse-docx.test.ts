import { describe, expect, test } from 'vitest'
import { parseDocx } from '../../src-main/ingest/parse/docx/parse-docx.ts'
import { formatNumber } from '../../src-main/ingest/parse/docx/word-numbering.ts'
import { makeDocx, wordParagraph } from '../support/make-docx.ts'

const textOf = (bytes: Uint8Array): string => parseDocx(bytes).pages.map(({ text }) => text).join('\n---\n')
const styles = '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Own"><w:name w:val="My heading"/><w:basedOn w:val="berschrift1"/></w:style>'
const numbering = '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="§ %1"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.(%2)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
const cell = (...content: string[]): string => `<w:tc>${content.join('')}</w:tc>`

describe('a Word document is read as Word shows it', () => {
  test('headings by style, with the numbers that Word computes', () => {
    const item = wordParagraph('Item', '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    const bytes = makeDocx(wordParagraph('Rent', '<w:pStyle w:val="berschrift1"/>') + item + item + wordParagraph('Term', '<w:pStyle w:val="Own"/>') + item, { styles, numbering })
    const { pages } = parseDocx(bytes)
    expect(pages.map(({ text }) => text)).toEqual(['§ 1 Rent\n\n1.(a) Item\n1.(b) Item', '§ 2 Term\n\n2.(a) Item'])
    expect(pages[1]).toMatchObject({ label: '§ 2 Term', headings: [{ offset: 0, level: 1, text: '§ 2 Term' }], method: 'markup', confidence: 1 })
  })

  test('tables row by row, nested tables inside their cell, a frame of one column as text', () => {
    const inner = `<w:tbl><w:tr>${cell(wordParagraph('x'))}${cell(wordParagraph('y'))}</w:tr></w:tbl>`
    const table = `<w:tbl><w:tr>${cell(wordParagraph('Name'))}${cell(wordParagraph('Paid'))}</w:tr><w:tr>${cell(wordParagraph('Ann'), wordParagraph('Lee'))}${cell(inner, wordParagraph('900'))}</w:tr></w:tbl>`
    const frame = `<w:tbl><w:tr>${cell(wordParagraph('Framed text.'))}</w:tr></w:tbl>`
    expect(textOf(makeDocx(table + frame))).toBe('Name\tPaid\nAnn Lee\tx y 900\n\nFramed text.')
  })

  test('footnotes and comments at the end of the page, headers and footers on a page of their own', () => {
    const body = '<w:p><w:r><w:t>Body</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    const text = textOf(makeDocx(body, {
      footnotes: `<w:footnote w:type="separator" w:id="-1">${wordParagraph('never shown')}</w:footnote><w:footnote w:id="2">${wordParagraph('The source.')}</w:footnote>`,
      comments: `<w:comment w:id="0" w:author="Ann">${wordParagraph('Check this.')}</w:comment>`,
      header: wordParagraph('Case 7/2020'),
    }))
    expect(text).toBe('Body\n\nFootnote 1: The source.\n\nComment by Ann: Check this.\n---\nCase 7/2020')
  })

  test('what was deleted is left out, what was inserted is there, and a text box is read once', () => {
    const box = `<w:txbxContent>${wordParagraph('In the box')}</w:txbxContent>`
    const body = `<w:p><w:r><w:t>Old</w:t></w:r><w:del><w:r><w:delText> gone</w:delText></w:r></w:del><w:ins><w:r><w:t> new</w:t></w:r></w:ins><w:r><mc:AlternateContent><mc:Choice>${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent></w:r></w:p>`
    expect(textOf(makeDocx(body))).toBe('Old new\n\nIn the box')
  })

  test('equations, tabs, breaks, symbols and hyphens keep their place', () => {
    const body = '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>'
    expect(textOf(makeDocx(body))).toBe('a\tb\nc-☒x=1')
  })
})

test('numbers are written as Word writes them', () => {
  expect([formatNumber(28, 'lowerLetter'), formatNumber(4, 'upperRoman'), formatNumber(3, 'decimalZero'), formatNumber(9, 'decimal')]).toEqual(['bb', 'IV', '03', '9'])
})

test('a nesting that no program writes is refused, not followed', () => {
  const deep = '<w:sdt>'.repeat(20_000) + wordParagraph('x') + '</w:sdt>'.repeat(20_000)
  expect(() => parseDocx(makeDocx(deep))).toThrow(expect.objectContaining({ code: 'document-too-deep' }))
})
