/** The separators that programs write, in the order in which a draw between them is decided. */
const separators = [',', ';', '\t', '|'] as const
/** A quoted field longer than this has lost its closing quote. */
const maxQuotedChars = 1_000_000

/**
 * The records of a CSV or TSV file (RFC 4180, and what programs write besides): fields in quotes may hold separators, line
 * ends and doubled quotes. A quote that is never closed is a character like any other.
 */
export function* readRecords(text: string, separator: string): Generator<string[]> {
  let fields: string[] = []
  let at = 0
  while (at < text.length) {
    const quoted = text[at] === '"' ? quotedField(text, at, separator) : null
    const end = quoted?.end ?? nextEnd(text, at, separator)
    fields.push(quoted?.value ?? text.slice(at, end))
    at = end
    if (text[at] === separator) {
      at++
      if (at < text.length) continue
      fields.push('')
    }
    yield fields
    fields = []
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
  }
}

function quotedField(text: string, start: number, separator: string): { value: string; end: number } | null {
  let value = ''
  for (let from = start + 1; ;) {
    const quote = text.indexOf('"', from)
    if (quote < 0 || quote - start > maxQuotedChars) return null
    value += text.slice(from, quote)
    const next = text[quote + 1]
    if (next === '"') {
      value += '"'
      from = quote + 2
    } else if (next === undefined || next === separator || next === '\n' || next === '\r') return { value, end: quote + 1 }
    else {
      // A quote within the field that was not doubled.
      value += '"'
      from = quote + 1
    }
  }
}

function nextEnd(text: string, from: number, separator: string): number {
  for (let at = from; at < text.length; at++) {
    const character = text[at]
    if (character === separator || character === '\n' || character === '\r') return at
  }
  return text.length
}

/** True for text whose lines all divide into as many fields, two at least: rows of a table rather than sentences. */
export function looksTabular(head: string): boolean {
  const text = head.replace(/^\uFEFF/, '')
  // The last line of a long head may be cut.
  const lines = (text.length < 4_000 ? text : text.slice(0, text.lastIndexOf('\n'))).split(/\r?\n/).filter((line) => line.trim() !== '').slice(0, 20)
  return lines.length > 1 && ['\t', ';', ',', '|'].some((separator) => {
    const counts = lines.map((line) => line.split(separator).length)
    const usual = mostCommon(counts)
    return usual > 1 && counts.filter((count) => count === usual).length >= lines.length * 0.8
  })
}

/** The separator that divides the first records most evenly; a first line "sep=;" names it. */
export function findSeparator(text: string, extension: string): { separator: string; start: number } {
  const named = /^sep=(.)\r?\n/i.exec(text)
  if (named?.[1] !== undefined) return { separator: named[1], start: named[0].length }
  if (extension === '.tsv' || extension === '.tab') return { separator: '\t', start: 0 }
  const head = text.slice(0, 20_000)
  let best = { separator: ',', score: 0 }
  for (const separator of separators) {
    const counts: number[] = []
    for (const record of readRecords(head, separator)) {
      if (record.length > 1 || record[0] !== '') counts.push(record.length)
      if (counts.length >= 50) break
    }
    // The last record of the head may be cut.
    if (counts.length > 2 && head.length < text.length) counts.pop()
    const usual = mostCommon(counts)
    const score = usual < 2 ? 0 : counts.filter((count) => count === usual).length / counts.length + Math.min(usual, 20) / 1_000
    if (score > best.score) best = { separator, score }
  }
  return { separator: best.separator === ',' && isDecimalComma(head) ? ';' : best.separator, start: 0 }
}

/** "1,5;2,5": a comma that only ever stands within a number, between semicolons, separates nothing. */
function isDecimalComma(head: string): boolean {
  const lines = head.split(/\r?\n/).filter((line) => line.trim() !== '').slice(0, 50)
  const fields = lines.flatMap((line) => line.split(';')).filter((field) => field.includes(','))
  const isDecimal = (field: string): boolean => /^\s*"?[-+]?[\d.'\s]*\d,\d+\s*(?:%|\p{Sc})?"?\s*$/u.test(field)
  return lines.every((line) => line.includes(';')) && fields.length > 0 && fields.every(isDecimal)
}

function mostCommon(counts: readonly number[]): number {
  const seen = new Map<number, number>()
  for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1)
  return [...seen].toSorted(([a, x], [b, y]) => y - x || b - a)[0]?.[0] ?? 0
}
