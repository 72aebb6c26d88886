/** The parts of a Word document that are the same in every one (ECMA-376, WordprocessingML). */

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

const relation = (n: number, type: string, target: string): string => `<Relationship Id="rId${n}" Type="${office}/${type}" Target="${target}"/>`
const override = (part: string, type: string): string => `<Override PartName="/word/${part}.xml" ContentType="${word}.${type}+xml"/>`

export const contentTypes = `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('document', 'document.main')}${override('styles', 'styles')}${override('numbering', 'numbering')}${override('footnotes', 'footnotes')}</Types>`
export const packageRelations = `${declaration}<Relationships xmlns="${packaged}/relationships">${relation(1, 'officeDocument', 'word/document.xml')}</Relationships>`
export const documentRelations = `${declaration}<Relationships xmlns="${packaged}/relationships">${relation(1, 'styles', 'styles.xml')}${relation(2, 'numbering', 'numbering.xml')}${relation(3, 'footnotes', 'footnotes.xml')}</Relationships>`

/** A part whose root is of the main namespace. */
export function part(root: string, content: string): string {
  return `${declaration}<w:${root} xmlns:w="${main}">${content}</w:${root}>`
}

/** Sizes are half points, distances twentieths of a point. */
const headingStyle = (level: number, size: number): string => `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="${level === 1 ? 0 : 320}" w:after="100"/><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="${size}"/></w:rPr></w:style>`
const paragraphStyle = (id: string, name: string, properties: string, letters = ''): string => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:pPr>${properties}</w:pPr><w:rPr>${letters}</w:rPr></w:style>`
const line = '<w:top w:val="single" w:sz="4" w:color="999999"/><w:left w:val="single" w:sz="4" w:color="999999"/><w:bottom w:val="single" w:sz="4" w:color="999999"/><w:right w:val="single" w:sz="4" w:color="999999"/><w:insideH w:val="single" w:sz="4" w:color="999999"/><w:insideV w:val="single" w:sz="4" w:color="999999"/>'

export const styles = part('styles', [
  '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Times New Roman"/><w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>',
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
  ...[36, 28, 24, 22, 22, 22].map((size, index) => headingStyle(index + 1, size)),
  paragraphStyle('Quote', 'Quote', '<w:ind w:left="480"/>', '<w:i/>'),
  paragraphStyle('Listing', 'Listing', '<w:ind w:left="240"/>', '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/><w:sz w:val="20"/>'),
  paragraphStyle('FootnoteText', 'footnote text', '<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>', '<w:sz w:val="18"/>'),
  '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
  `<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>${line}</w:tblBorders><w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`,
].join(''))

const levels = [0, 1, 2, 3, 4, 5, 6, 7, 8]
const level = (at: number, format: string, text: string): string => `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${(at + 1) * 400}" w:hanging="360"/></w:pPr></w:lvl>`

/** Every list is numbered by itself: a number of the file's lists, and the number of its first item, null for dots. */
export function numbering(lists: readonly (number | null)[]): string {
  const dots = `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>${levels.map((at) => level(at, 'bullet', '•')).join('')}</w:abstractNum>`
  const numbers = `<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>${levels.map((at) => level(at, 'decimal', `%${at + 1}.`)).join('')}</w:abstractNum>`
  const starts = (first: number): string => levels.map((at) => `<w:lvlOverride w:ilvl="${at}"><w:startOverride w:val="${first}"/></w:lvlOverride>`).join('')
  return part('numbering', dots + numbers + lists.map((first, index) => `<w:num w:numId="${index + 1}"><w:abstractNumId w:val="${first === null ? 0 : 1}"/>${first === null ? '' : starts(first)}</w:num>`).join(''))
}
