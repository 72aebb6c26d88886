/**
 * A regular expression of Python's `re` (as spaCy's tokenizer files hold them) as one of JavaScript.
 * Covers what those files use: Unicode escapes, needless escapes, and classes that mean all of Unicode.
 */
export function fromPython(source: string, flags: 'u' | 'gu'): RegExp {
  let out = ''
  let inClass = false
  const body = source.replace(/^\(\?u\)/, '')
  for (let at = 0; at < body.length; at++) {
    const char = body[at] ?? ''
    if (char !== '\\') {
      if (inClass) inClass = char !== ']'
      else inClass = char === '['
      out += char
      continue
    }
    at++
    const next = body[at] ?? ''
    if (next === 'U') {
      out += `\\u{${body.slice(at + 1, at + 9).replace(/^0+(?=.)/, '')}}`
      at += 8
    } else if (next === 'w') out += inClass ? String.raw`\p{L}\p{N}_` : String.raw`[\p{L}\p{N}_]`
    else if (next === 'd') out += String.raw`\p{Nd}`
    else if (/[A-Za-z0-9^$\\.*+?()[\]{}|/]/.test(next) || (next === '-' && inClass)) out += `\\${next}`
    else out += next
  }
  return new RegExp(out, flags)
}
