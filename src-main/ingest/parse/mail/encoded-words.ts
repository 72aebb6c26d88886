import { charsetText } from './charset-text.ts'
import { printableBytes } from './transfer-encoding.ts'

/** RFC 2047 allows 75 characters; programs that write more write some hundreds. The limit keeps a hostile field from costing time. */
const word = /=\?([^?\s*]{1,40})(?:\*[^?]{0,40})?\?([bq])\?(.{0,1500}?)\?=/gis

/**
 * A header field as its reader sees it: unfolded, encoded words decoded (RFC 2047), a character split between two words put
 * together again. `raw` has one character for each byte; bytes beyond ASCII, which old programs write as they are, are decoded
 * in `charset`, that of the message's text, or as they look.
 */
export function decodeHeader(raw: string, charset?: string): string {
  let text = ''
  let pending: { charset: string; bytes: Buffer[] } | null = null
  const flush = (): void => {
    if (pending !== null) text += joined(pending.bytes, pending.charset)
    pending = null
  }
  let at = 0
  for (const match of raw.matchAll(word)) {
    const [whole, label = '', kind = '', packed = ''] = match
    const between = raw.slice(at, match.index)
    at = match.index + whole.length
    // White space between two encoded words belongs to neither.
    if (pending === null || between.trim() !== '') {
      flush()
      text += plain(between, charset)
    } else if (pending.charset !== label.toLowerCase()) flush()
    pending ??= { charset: label.toLowerCase(), bytes: [] }
    pending.bytes.push(kind.toLowerCase() === 'b' ? Buffer.from(packed.replace(/[^\w+/-]/g, ''), 'base64') : printableBytes(Buffer.from(packed.replaceAll('_', ' '), 'latin1')))
  }
  flush()
  return text + plain(raw.slice(at), charset)
}

/** Words of one character set: together, since a character may be split between two, unless they make more sense one by one. */
function joined(words: readonly Buffer[], charset: string): string {
  const together = charsetText(Buffer.concat(words), charset)
  if (words.length === 1 || !together.includes('\uFFFD')) return together
  const apart = words.map((bytes) => charsetText(bytes, charset)).join('')
  return apart.split('\uFFFD').length < together.split('\uFFFD').length ? apart : together
}

function plain(raw: string, charset: string | undefined): string {
  return /[\u0080-\u00ff]/.test(raw) ? charsetText(Buffer.from(raw, 'latin1'), charset) : raw
}
