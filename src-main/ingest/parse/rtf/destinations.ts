/** What a group holds, by the control word that opens it (Rich Text Format 1.9.1, "Destinations"). */
export type Destination = 'text' | 'skipped' | 'fonts' | 'styles' | 'label' | 'margin' | 'footnote' | 'comment' | 'author' | 'box' | 'field' | 'code' | 'form' | 'object' | 'property' | 'value'

const known: Readonly<Record<string, Destination>> = {
  fonttbl: 'fonts', stylesheet: 'styles', listtext: 'label', pntext: 'label', footnote: 'footnote', annotation: 'comment', atnauthor: 'author', shptxt: 'box',
  dptxbxtext: 'box', field: 'field', fldinst: 'code', formfield: 'form', objdata: 'object', sn: 'property', sv: 'value',
  header: 'margin', headerl: 'margin', headerr: 'margin', headerf: 'margin', footer: 'margin', footerl: 'margin', footerr: 'margin', footerf: 'margin',
}

/** Read although they are marked as what an old reader may skip. */
const transparent = new Set(['shpinst', 'shpgrp', 'fldrslt', 'result', 'mmath', 'moMath', 'moMathPara', 'do', 'sp'])

const skipped = new Set([
  'colortbl', 'info', 'pict', 'objclass', 'objname', 'themedata', 'colorschememapping', 'datastore', 'latentstyles', 'rsidtbl', 'generator', 'xmlnstbl', 'listtable',
  'listoverridetable', 'pgdsctbl', 'bkmkstart', 'bkmkend', 'nonshppict', 'shprslt', 'pn', 'atnid', 'atnref', 'atrfstart', 'atrfend', 'atndate', 'atnicn', 'atntime',
  'revtbl', 'filetbl', 'xe', 'tc', 'rxe', 'txe', 'falt', 'panose', 'template', 'ftnsep', 'ftnsepc', 'ftncn', 'aftnsep', 'aftnsepc', 'aftncn', 'userprops', 'docvar', 'nesttableprops', 'nonesttables',
  'passwordhash', 'protusertbl', 'mmathPr', 'wgrffmtfilter', 'fontemb', 'fontfile', 'private', 'htmltag', 'mhtmltag', 'background', 'datafield', 'upr',
])

/** The destination that a control word opens at the start of a group; null when it is not one. */
export function destinationOf(word: string, isOptional: boolean): Destination | null {
  const destination = known[word]
  if (destination !== undefined) return destination
  if (skipped.has(word)) return 'skipped'
  return isOptional && !transparent.has(word) ? 'skipped' : null
}
