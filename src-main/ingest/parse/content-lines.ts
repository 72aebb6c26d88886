import { decodeText, type DecodedText } from './decode-text.ts'

/** A line of a vCard or calendar: `item1.TEL;TYPE=home:+49 30 1` (RFC 6350 3.3, RFC 5545 3.1). Names are in upper case. */
export interface ContentLine {
  readonly name: string
  /** "item1" in `item1.TEL`: lines of one group belong together; '' for none. */
  readonly group: string
  readonly parameters: ReadonlyMap<string, string>
  /** Still escaped. */
  readonly value: string
}

/**
 * Decodes a file of such lines. They may be folded within a character (RFC 5545 3.1), which makes no valid UTF-8 until they are
 * unfolded. Where they are no UTF-8, a set that one of them names (vCard 2.1) counts for all.
 */
export function decodeContent(bytes: Uint8Array): DecodedText {
  const named = /;CHARSET="?([\w-]+)/i.exec(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'))?.[1]
  const decoded = decodeText(bytes, named)
  if (decoded.certain && decoded.replaced === 0 && decoded.encoding === 'utf-8') return decoded
  const unfolded = decodeText(Buffer.from(Buffer.from(bytes).toString('latin1').replace(/\r?\n[ \t]/g, ''), 'latin1'))
  return unfolded.certain && unfolded.replaced === 0 ? unfolded : decoded
}

/** Splits a text into its lines, unfolded, quoted-printable values of vCard 2.1 decoded. Lines that are none are left out. */
export function contentLines(text: string): ContentLine[] {
  const lines: ContentLine[] = []
  for (const line of unfold(text)) {
    const colon = valueStart(line)
    // "ORGANIZER;CN=Ann" says something without a value, too.
    if (colon < 0 && !/^[A-Za-z-]+;[A-Za-z-]+=/.test(line)) continue
    const headEnd = colon < 0 ? line.length : colon
    const [head = '', ...rest] = splitOutsideQuotes(line.slice(0, headEnd), ';')
    const parameters = new Map<string, string>()
    for (const parameter of rest) {
      const equals = parameter.indexOf('=')
      // vCard 2.1 writes "TEL;HOME" for "TEL;TYPE=HOME".
      const [name, value] = equals < 0 ? [bareParameter(parameter), parameter] : [parameter.slice(0, equals).toUpperCase(), parameterText(parameter.slice(equals + 1))]
      parameters.set(name, parameters.has(name) ? `${parameters.get(name)},${value}` : value)
    }
    const raw = line.slice(headEnd + 1)
    const quoted = /^quoted-printable$/i.test(parameters.get('ENCODING') ?? '')
    lines.push({ name: head.slice(head.lastIndexOf('.') + 1).trim().toUpperCase(), group: head.includes('.') ? head.slice(0, head.lastIndexOf('.')) : '', parameters, value: quoted ? unquotePrintable(raw, parameters.get('CHARSET')) : raw })
  }
  return lines
}

/** A value without its escapes: `\n`, `\,`, `\;`, `\\`. */
export function unescapeValue(value: string): string {
  return value.replace(/\\([nN,;:\\])/g, (_escape, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign))
}

/** The parts of a structured value, unescaped; empty ones stay. */
export function valueParts(value: string): string[] {
  return (value.match(/(?:\\.|[^;\\])*(?:;|$)/gs) ?? []).map((part) => unescapeValue(part.replace(/;$/, '')).trim())
}

function unfold(text: string): string[] {
  const lines: string[][] = []
  /** The line so far is quoted-printable, which goes on after a "=" at its end. */
  let printable = false
  for (const line of text.split(/\r\n|\n|\r/)) {
    const last = lines.at(-1)
    const end = last?.at(-1) ?? ''
    if (last !== undefined && /^[ \t]/.test(line)) last.push(line.slice(1))
    else if (last !== undefined && printable && end.endsWith('=')) last.splice(-1, 1, end.slice(0, -1), line)
    // Empty lines are none, even within a folded one, where some programs write them.
    else if (line !== '') {
      lines.push([line])
      printable = /;(?:ENCODING=)?QUOTED-PRINTABLE/i.test(line)
    }
  }
  return lines.map((parts) => parts.join(''))
}

function valueStart(line: string): number {
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '"') quoted = !quoted
    else if (line[i] === ':' && !quoted) return i
  }
  return line.indexOf(':')
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = []
  let quoted = false
  let start = 0
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted
    else if (text[i] === separator && !quoted) {
      parts.push(text.slice(start, i))
      start = i + 1
    }
  }
  return [...parts, text.slice(start)]
}

/** Quotes and the escapes of RFC 6868 undone. */
function parameterText(value: string): string {
  return value.replace(/^"|"$/g, '').replace(/\^([n'^])/g, (_escape, sign: string) => (sign === 'n' ? '\n' : sign === "'" ? '"' : '^'))
}

function bareParameter(parameter: string): string {
  return /^(?:quoted-printable|base64|8bit|7bit)$/i.test(parameter) ? 'ENCODING' : 'TYPE'
}

function unquotePrintable(value: string, charset: string | undefined): string {
  const octets = Buffer.from(value.replace(/=([0-9a-f]{2})/gi, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1')
  return decodeText(octets, charset).text
}
