/**
 * Patterns of rules without the flag `u`: with it V8 also reads every class of letters for pairs of surrogates, which takes three times as long
 * to compile and twice as long to search. No rule knows a letter outside the Basic Multilingual Plane.
 */

/** Where capitals and small letters are told apart: Latin with Vietnamese, Greek, Cyrillic. */
const casedBlocks = [[0x41, 0x24f], [0x370, 0x52f], [0x1e00, 0x1eff]] as const
/** Every other script of the plane, as whole blocks with their marks and digits. */
const otherLetters = String.raw`\u0250-\u02ff\u0530-\u065f\u066e-\u06ef\u06fa-\u1dff\u1f00-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufaff\ufb00-\ufdff\ufe70-\ufefc\uff21-\uff3a\uff41-\uff5a`

const written = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`

function rangesOf(test: RegExp): string {
  let ranges = ''
  for (const [first, last] of casedBlocks) {
    for (let from = first; from <= last; from += 1) {
      if (!test.test(String.fromCharCode(from))) continue
      let to = from
      while (to < last && test.test(String.fromCharCode(to + 1))) to += 1
      ranges += to === from ? written(from) : `${written(from)}-${written(to)}`
      from = to
    }
  }
  return ranges
}

const classes: Readonly<Record<string, string>> = {
  L: rangesOf(/\p{L}/u) + otherLetters,
  Lu: rangesOf(/\p{Lu}/u),
  Ll: rangesOf(/\p{Ll}/u),
  M: String.raw`\u0300-\u036f\u1dc0-\u1dff`,
  N: String.raw`0-9\u00b2\u00b3\u00b9\u00bc-\u00be\u0660-\u0669\u06f0-\u06f9\uff10-\uff19`,
}

/** The same pattern with ranges for Unicode's classes; with these where it has one that is not known here. `way` takes the place of its flag `g`. */
export function plainPattern(pattern: RegExp, way = 'g'): RegExp {
  const source = pattern.source.replaceAll(/\[(?:\\.|[^\]\\])*\]|\\p\{(\w+)\}|\\./gs, (piece, name?: string) => {
    if (name !== undefined) return classes[name] === undefined ? piece : `[${classes[name]}]`
    return piece.startsWith('[') ? piece.replaceAll(/\\p\{(\w+)\}/g, (whole, inside: string) => classes[inside] ?? whole) : piece
  })
  const flags = pattern.flags.replace('g', way)
  return /\\[pP]\{|\\u\{/.test(source) ? new RegExp(pattern.source, flags) : new RegExp(source, flags.replace('u', ''))
}
