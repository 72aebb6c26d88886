import type { LeftOutKind } from '../redacted-copy.ts'

/** A part that goes into the copy: what it is called there, and its content type (ECMA-376 part 1, § 11.3 and 14.2). */
export interface PartRule { readonly name: string; readonly contentType: string; readonly numbered: boolean }

const word = (kind: string): string => `application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml`
const drawing = (kind: string): string => `application/vnd.openxmlformats-officedocument.drawingml.${kind}+xml`
const rule = (name: string, contentType: string, { numbered = false } = {}): PartRule => ({ name, contentType, numbered })

export const documentRule = rule('word/document', word('document.main'))

/** Relationship type → part. A part of any other type stays behind: what is not known cannot be looked through. */
export const partRules: Readonly<Record<string, PartRule>> = {
  styles: rule('word/styles', word('styles')),
  numbering: rule('word/numbering', word('numbering')),
  settings: rule('word/settings', word('settings')),
  fontTable: rule('word/fontTable', word('fontTable')),
  theme: rule('word/theme/theme', 'application/vnd.openxmlformats-officedocument.theme+xml', { numbered: true }),
  footnotes: rule('word/footnotes', word('footnotes')),
  endnotes: rule('word/endnotes', word('endnotes')),
  comments: rule('word/comments', word('comments')),
  header: rule('word/header', word('header'), { numbered: true }),
  footer: rule('word/footer', word('footer'), { numbered: true }),
  chart: rule('word/charts/chart', drawing('chart'), { numbered: true }),
  diagramData: rule('word/diagrams/data', drawing('diagramData'), { numbered: true }),
  diagramLayout: rule('word/diagrams/layout', drawing('diagramLayout'), { numbered: true }),
  diagramQuickStyle: rule('word/diagrams/quickStyle', drawing('diagramStyle'), { numbered: true }),
  diagramColors: rule('word/diagrams/colors', drawing('diagramColors'), { numbered: true }),
}

/** Parts that a document finds by their type, without an element that names them. */
export const implicitTypes: ReadonlySet<string> = new Set(['styles', 'numbering', 'settings', 'fontTable', 'theme', 'footnotes', 'endnotes', 'comments'])

const leftOut: Readonly<Record<string, LeftOutKind>> = {
  oleObject: 'embedded-files', package: 'embedded-files', aFChunk: 'embedded-files', subDocument: 'embedded-files', control: 'embedded-files', video: 'embedded-files', audio: 'embedded-files', media: 'embedded-files',
  vbaProject: 'macros', wordVbaData: 'macros', keyMapCustomizations: 'macros', attachedToolbars: 'macros', ui: 'macros', extensibility: 'macros',
  customXml: 'custom-data', customXmlProps: 'custom-data', glossaryDocument: 'building-blocks', font: 'fonts',
  'core-properties': 'metadata', 'extended-properties': 'metadata', 'custom-properties': 'metadata', thumbnail: 'metadata', people: 'metadata', printerSettings: 'metadata', attachedTemplate: 'metadata',
  commentsExtended: 'metadata', commentsIds: 'metadata', commentsExtensible: 'metadata', recipientData: 'metadata', mailMergeSource: 'metadata', mailMergeHeaderSource: 'metadata', origin: 'metadata', signature: 'metadata',
  webSettings: 'other-parts', stylesWithEffects: 'other-parts', chartStyle: 'other-parts', chartColorStyle: 'other-parts', diagramDrawing: 'other-parts',
  image: 'pictures', hyperlink: 'links',
}

export function leftOutKind(type: string): LeftOutKind {
  return leftOut[type] ?? 'other-parts'
}

/** Pictures that a kept one may be, by extension. */
export const pictureTypes: Readonly<Record<string, string>> = {
  png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', bmp: 'image/bmp', tif: 'image/tiff', tiff: 'image/tiff', emf: 'image/x-emf', wmf: 'image/x-wmf',
}
