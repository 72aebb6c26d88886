import { canonicalLine } from '../canonical-text.ts'
import { charsetText } from './charset-text.ts'
import { decodeHeader } from './encoded-words.ts'

/** The header fields of a message or of a part of one. */
export class MimeHead {
  readonly #fields: readonly (readonly [string, string])[]
  /** Of the message's text: for bytes beyond ASCII in fields. */
  readonly #charset: string | undefined

  constructor(fields: readonly (readonly [string, string])[]) {
    this.#fields = fields
    this.#charset = this.parameters('content-type').get('charset')
  }

  /** Names of all fields, in lower case. */
  get names(): readonly string[] {
    return this.#fields.map(([name]) => name)
  }

  /** A field as written, one character for each byte; '' when it is absent. */
  raw(name: string): string {
    return this.#fields.find(([field]) => field === name)?.[1] ?? ''
  }

  /** All fields of a name, as their reader sees them, in one line. */
  text(name: string): string {
    return this.#fields.flatMap(([field, raw]) => (field === name ? [canonicalLine(decodeHeader(raw, this.#charset))] : [])).filter((text) => text !== '').join(', ')
  }

  /** A field of names and addresses, see {@link tidyPeople}. */
  people(name: string): string {
    return tidyPeople(this.text(name))
  }

  /** Parameters of a field such as Content-Type (RFC 2045 5.1, RFC 2231), by their names in lower case. */
  parameters(name: string): ReadonlyMap<string, string> {
    return parseParameters(this.raw(name), this.#charset)
  }
}

/** Names and addresses without the signs that only machines need: quotes around a plain name, brackets around a lone address. A name that poses as another address keeps its quotes. */
export function tidyPeople(field: string): string {
  return field
    .replace(/(?<=^|[,;:]\s*)"([^"\\<>,;:]+)"\s*<([^<>\s]+)>/g, (whole, name: string, address: string) => (name.trim() === address ? address : name.includes('@') ? whole : `${name.trim()} <${address}>`))
    .replace(/(?<=^|[,;:]\s*)<([^<>\s]+)>(?=\s*(?:[,;]|$))/g, '$1')
    .replace(/^[\s,]+/, '')
}

/** The fields at the beginning of `bytes`, and where the text behind them begins. Lines that are no fields are passed over. */
export function readHead(bytes: Buffer): { readonly head: MimeHead; readonly bodyStart: number } {
  const fields: [string, string][] = []
  let at = 0
  while (at < bytes.length) {
    const end = bytes.indexOf(0x0a, at)
    const next = end < 0 ? bytes.length : end + 1
    const line = bytes.toString('latin1', at, next).replace(/\r?\n$/, '')
    if (line === '') return { head: new MimeHead(fields), bodyStart: next }
    const field = /^([\x21-\x39\x3b-\x7e]+)[ \t]*:(.*)$/s.exec(line)
    const last = fields.at(-1)
    if (/^[ \t]/.test(line) && last !== undefined) last[1] += line
    else if (field !== null) fields.push([(field[1] ?? '').toLowerCase(), (field[2] ?? '').trimStart()])
    else if (!/^>?From /.test(line) && !moreFields(bytes, next)) return { head: new MimeHead(fields), bodyStart: at }
    at = next
  }
  return { head: new MimeHead(fields), bodyStart: bytes.length }
}

/** Whether a field follows before the next empty line: then a line that is none was a slip in the head, else the text began. */
function moreFields(bytes: Buffer, from: number): boolean {
  const rest = bytes.toString('latin1', from, from + 2_000).split(/^\r?$/m, 1)[0] ?? ''
  return /^(?:received|from|to|cc|subject|date|message-id|mime-version|content-[\w-]+|x-[\w-]+|reply-to|return-path|in-reply-to|references|list-[\w-]+):/im.test(rest)
}

/** `; name=value` with values quoted, continued over several parameters, or in a character set of their own. */
function parseParameters(raw: string, charset: string | undefined): Map<string, string> {
  const found = new Map<string, string>()
  const pieces = new Map<string, { index: number; value: string; encoded: boolean }[]>()
  for (const [, key = '', quoted, bare] of raw.matchAll(/;\s*([^=;\s]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"?|([^;]*))/gs)) {
    const value = quoted === undefined ? (bare ?? '').trim() : quoted.replace(/\\(["\\])/g, '$1')
    const split = /^(.+?)\*(?:(\d+)(\*)?)?$/.exec(key)
    if (split === null) {
      if (!found.has(key.toLowerCase())) found.set(key.toLowerCase(), decodeHeader(value, charset))
      continue
    }
    const name = (split[1] ?? '').toLowerCase()
    const list = pieces.get(name) ?? []
    list.push({ index: Number(split[2] ?? 0), value, encoded: split[2] === undefined || split[3] !== undefined })
    pieces.set(name, list)
  }
  for (const [name, list] of pieces) found.set(name, joinPieces(list.toSorted((a, b) => a.index - b.index)))
  return found
}

function joinPieces(pieces: readonly { readonly value: string; readonly encoded: boolean }[]): string {
  const stated = pieces[0]?.encoded === true ? /^([^']*)'[^']*'/.exec(pieces[0].value) : null
  const bytes = pieces.map(({ value, encoded }, index) => {
    const text = index === 0 && stated !== null ? value.slice(stated[0].length) : value
    return Buffer.from(encoded ? text.replace(/%([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text, 'latin1')
  })
  return charsetText(Buffer.concat(bytes), stated?.[1])
}
