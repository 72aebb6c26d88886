/** Escapes of JSON, URLs, HTML and quoted-printable; runs of bytes are taken together. */
export const escapes = /\\u[\da-f]{4}|\\x[\da-f]{2}|\\[nrtbf"'\\/]|(?:%[\da-f]{2}){1,200}|(?:=[\dA-F]{2}){1,200}|&#(?:x[\da-f]{1,6}|\d{1,7});|&(?:amp|lt|gt|quot|apos|nbsp|shy);/gi
const named: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&nbsp;': ' ', '&shy;': '', '\\n': '\n', '\\r': '\r', '\\t': '\t', '\\b': ' ', '\\f': ' ' }

/** Escapes that no ordinary text has by chance. */
export const plainEscapes = /\\u[\da-f]{4}|(?:%[\da-f]{2}){1,200}|&#(?:x[\da-f]{1,6}|\d{1,7});|&(?:amp|lt|gt|quot|apos|nbsp|shy);/gi

/** What one match of {@link escapes} stands for. */
export function unescapeOne(escape: string): string {
  const lower = escape.toLowerCase()
  if (named[lower] !== undefined) return named[lower]
  if (/^\\[ux]/.test(lower)) return String.fromCharCode(Number.parseInt(lower.slice(2), 16))
  if (lower.startsWith('&#')) {
    const code = lower.startsWith('&#x') ? Number.parseInt(lower.slice(3), 16) : Number.parseInt(lower.slice(2), 10)
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : ''
  }
  if (/^[%=]/.test(lower)) return Buffer.from(lower.replaceAll(/[%=]/g, ''), 'hex').toString('utf8')
  return escape.slice(1)
}
