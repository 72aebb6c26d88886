/** A format as the library that follows it understands it. */
export interface PreparedFormat { readonly code: string; readonly isDate: boolean }

/** Letters and signs that the library takes as they are, or as what they ask for; it gives up at any other that is not quoted. */
const understood = /[\s,$\-+/():!^&'~{}<>=€acfijklopqrtuxzP0-9#?@GEeBMDYHSAmdyhsg%;b]/
const tokens = /"[^"]*"?|\\.|[_*].|\[[^\]]*\]|General|AM\/PM|A\/P|上午\/下午|./gisu
const prepared = new Map<string, PreparedFormat>()

/**
 * Spells a number format so that it can be followed: programs other than Excel write "dd.mm.yyyy" and "£0.00" without the
 * marks that Excel sets before a point or a pound, and reports of SQL Server begin all formats with a language and no
 * currency ("[$-1010409]0.0%"), which is no reason for a dollar. Kept per format, since cells share a few.
 */
export function prepareFormat(format: string): PreparedFormat {
  const known = prepared.get(format)
  if (known !== undefined) return known
  const parts = format.match(tokens) ?? []
  const isDate = parts.some((part) => /^[ymdhs]$/i.test(part) || /^\[[hms]+\]$/i.test(part))
  const code = parts.map((part, i) => spelled(part, parts[i - 1] ?? '', parts[i + 1] ?? '', isDate)).join('')
  // What begins with "General" is taken for nothing but that, whatever follows.
  const made = { code: /^General./i.test(code) ? `""${code}` : code, isDate }
  if (prepared.size >= 1_000) prepared.clear()
  prepared.set(format, made)
  return made
}

function spelled(part: string, before: string, after: string, isDate: boolean): string {
  if (part.startsWith('[$')) {
    const symbol = /^\[\$([^\]-]*)/.exec(part)?.[1] ?? ''
    return symbol === '' ? '' : `"${symbol.replaceAll('"', '')}"`
  }
  if (part.length > 1) return part
  // Parts of a second are the only digits after a point in a date.
  if (part === '.') return isDate && !(after === '0' && /^(?:s|\[s+\])$/i.test(before)) ? String.raw`\.` : part
  return understood.test(part) ? part : `\\${part}`
}
