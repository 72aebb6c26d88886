import { strToU8, zipSync } from 'fflate'

const relationType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const namespaces = 'xmlns:a="a" xmlns:p="p" xmlns:r="r" xmlns:c="c" xmlns:dgm="d" xmlns:mc="mc" xmlns:text="t" xmlns:table="tb" xmlns:office="o" xmlns:draw="dr" xmlns:style="s" xmlns:svg="sv" xmlns:xlink="x" xmlns:presentation="pr" xmlns:dc="dc" xmlns:chart="ch" xmlns:math="m"'

/** A ZIP of XML parts; what is not a whole part already is given a root with all namespaces. */
export function makePackage(parts: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, strToU8(content)])))
}

/** Relationships by their id: type and target; a target with a colon is external. */
export function relationships(list: Readonly<Record<string, readonly [type: string, target: string]>>): string {
  const one = ([id, [type, target]]: [string, readonly [string, string]]): string => `<Relationship Id="${id}" Type="${relationType}/${type}" Target="${target}"${target.includes(':') ? ' TargetMode="External"' : ''}/>`
  return `<Relationships>${Object.entries(list).map(one).join('')}</Relationships>`
}

export function root(name: string, content: string, attributes = ''): string {
  return `<?xml version="1.0"?><${name} ${namespaces} ${attributes}>${content}</${name}>`
}

export interface SheetParts { readonly name: string; readonly data: string; readonly state?: string; readonly after?: string; readonly relations?: string }

/** An XLSX of sheets whose `data` is the content of their `sheetData`, and of other parts by name. */
export function makeXlsx(sheets: readonly SheetParts[], parts: Readonly<Record<string, string>> = {}, workbook = ''): Uint8Array {
  const list = sheets.map(({ name, state }, i) => `<sheet name="${name}" sheetId="${i + 1}" ${state === undefined ? '' : `state="${state}"`} r:id="s${i}"/>`).join('')
  return makePackage({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relationships({ w: ['officeDocument', 'xl/workbook.xml'] }),
    'xl/workbook.xml': root('workbook', `${workbook}<sheets>${list}</sheets>`),
    'xl/_rels/workbook.xml.rels': relationships({ ...Object.fromEntries(sheets.map((_, i) => [`s${i}`, ['worksheet', `worksheets/sheet${i + 1}.xml`] as const])), st: ['styles', 'styles.xml'], ss: ['sharedStrings', 'sharedStrings.xml'] }),
    ...Object.fromEntries(sheets.flatMap(({ data, after = '', relations }, i) => [
      [`xl/worksheets/sheet${i + 1}.xml`, root('worksheet', `<sheetData>${data}</sheetData>${after}`)],
      ...(relations === undefined ? [] : [[`xl/worksheets/_rels/sheet${i + 1}.xml.rels`, relations]]),
    ])),
    ...parts,
  })
}

/** A row of an XLSX: text as inline strings, numbers as they are; null leaves a cell out. */
export function xlsxRow(row: number, values: readonly (string | number | null)[], attributes = ''): string {
  const cells = values.map((value, i) => {
    const at = `${String.fromCharCode(65 + i)}${row}`
    if (value === null) return ''
    return typeof value === 'number' ? `<c r="${at}"><v>${value}</v></c>` : `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
  })
  return `<row r="${row}" ${attributes}>${cells.join('')}</row>`
}

export interface SlideParts { readonly tree: string; readonly relations?: string; readonly attributes?: string }

/** A PPTX of slides whose `tree` is the content of their shape tree; listed in the order given, stored in the opposite one. */
export function makePptx(slides: readonly SlideParts[], parts: Readonly<Record<string, string>> = {}, attributes = ''): Uint8Array {
  const file = (i: number): string => `slide${slides.length - i}.xml`
  return makePackage({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relationships({ p: ['officeDocument', 'ppt/presentation.xml'] }),
    'ppt/presentation.xml': root('p:presentation', `<p:sldIdLst>${slides.map((_, i) => `<p:sldId id="${256 + i}" r:id="s${i}"/>`).join('')}</p:sldIdLst>`, attributes),
    'ppt/_rels/presentation.xml.rels': relationships({ ...Object.fromEntries(slides.map((_, i) => [`s${i}`, ['slide', `slides/${file(i)}`] as const])), au: ['commentAuthors', 'commentAuthors.xml'] }),
    ...Object.fromEntries(slides.flatMap(({ tree, relations, attributes: own = '' }, i) => [
      [`ppt/slides/${file(i)}`, root('p:sld', `<p:cSld><p:spTree>${tree}</p:spTree></p:cSld>`, own)],
      ...(relations === undefined ? [] : [[`ppt/slides/_rels/${file(i)}.rels`, relations]]),
    ])),
    ...parts,
  })
}

/** A text box; `place` is left, top, width and height, and `holder` the placeholder it fills. */
export function slideBox(paragraphs: string, place: readonly [number, number, number, number] | null = null, holder = ''): string {
  const position = place === null ? '' : `<a:xfrm><a:off x="${place[0]}" y="${place[1]}"/><a:ext cx="${place[2]}" cy="${place[3]}"/></a:xfrm>`
  return `<p:sp><p:nvSpPr><p:nvPr>${holder}</p:nvPr></p:nvSpPr><p:spPr>${position}</p:spPr><p:txBody>${paragraphs}</p:txBody></p:sp>`
}

export const slideLine = (text: string, properties = ''): string => `<a:p>${properties}<a:r><a:t>${text}</a:t></a:r></a:p>`

/** An OpenDocument file: the content of its body, its automatic styles and other parts. */
export function makeOpenDocument(kind: 'text' | 'spreadsheet' | 'presentation', body: string, { styles = '', parts = {} }: { readonly styles?: string; readonly parts?: Readonly<Record<string, string>> } = {}): Uint8Array {
  return makePackage({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'content.xml': root('office:document-content', `<office:automatic-styles>${styles}</office:automatic-styles><office:body><office:${kind}>${body}</office:${kind}></office:body>`),
    ...parts,
  })
}
