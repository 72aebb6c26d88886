/** What a compressed body begins with in Outlook's dictionary ([MS-OXRTFCP] 2.1.2.1). */
const dictionary = String.raw`{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0` + '\r\n' + String.raw`\par \pard\plain\f0\fs20\b\i\u\tab\tx`
const compressed = 0x75465a4c
const uncompressed = 0x414c454d
const maxBytes = 64_000_000

/** Unpacks a message body in compressed RTF ([MS-OXRTFCP]); '' for what is none. Ends where the data ends, however it was cut. */
export function unpackRtf(bytes: Uint8Array): string {
  if (bytes.length < 16) return ''
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kind = view.getUint32(8, true)
  if (kind === uncompressed) return Buffer.from(bytes.buffer, bytes.byteOffset + 16, bytes.byteLength - 16).toString('latin1')
  if (kind !== compressed) return ''
  const wanted = Math.min(view.getUint32(4, true), maxBytes)
  const window = new Uint8Array(4_096)
  window.set(Buffer.from(dictionary, 'latin1'))
  let write = dictionary.length
  const output = Buffer.alloc(Math.min(wanted, bytes.length * 20))
  let written = 0
  const put = (byte: number): void => {
    window[write] = byte
    write = (write + 1) % 4_096
    if (written < output.length) output[written++] = byte
  }
  for (let at = 16; at < bytes.length && written < output.length;) {
    const control = bytes[at++] ?? 0
    for (let bit = 0; bit < 8 && at < bytes.length; bit++) {
      if ((control & (1 << bit)) === 0) {
        put(bytes[at++] ?? 0)
        continue
      }
      const token = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
      at += 2
      const offset = token >> 4
      if (offset === write) return output.toString('latin1', 0, written)
      for (let i = 0; i < (token & 15) + 2; i++) put(window[(offset + i) % 4_096] ?? 0)
    }
  }
  return output.toString('latin1', 0, written)
}

/** Groups of a document's head. */
const tables = new Set(['fonttbl', 'colortbl', 'stylesheet', 'info', 'pict', 'generator'])

/**
 * The HTML that was wrapped in RTF ([MS-OXRTFEX]): mark-up in groups that begin with `\*\htmltag`, text in between, RTF for
 * other readers between `\htmlrtf` and `\htmlrtf0`. Null for RTF that was not made from HTML.
 */
export function htmlOfRtf(rtf: string): string | null {
  if (!/\\fromhtml1/.test(rtf.slice(0, 2_000))) return null
  const codePage = /\\ansicpg(\d+)/.exec(rtf)?.[1] ?? '1252'
  const decoder = decoderFor(codePage)
  const tokens = /\{\\\*\\htmltag\d* ?|\{\\\*\\|\{|\}|\\htmlrtf(0?)\b ?|\\'([0-9a-f]{2})|\\u(-?\d+) ?(?:\\'[0-9a-f]{2}|\?)?|\\([a-z]+)(-?\d+)? ?|\\([^a-z])|[\r\n]+|[^\\{}\r\n]+/gi
  let html = ''
  let octets: number[] = []
  let hidden = false
  /** Of each open group: whether its text is dropped. */
  const groups: boolean[] = []
  const dropped = (): boolean => hidden || groups.includes(true)
  const flush = (): void => {
    if (octets.length > 0) html += decoder.decode(Uint8Array.from(octets))
    octets = []
  }
  for (const [token, off, hex, unicode, word, , sign] of rtf.matchAll(tokens)) {
    if (hex !== undefined) {
      if (!dropped()) octets.push(Number.parseInt(hex, 16))
      continue
    }
    flush()
    if (token.startsWith('{\\*\\htmltag')) groups.push(false)
    else if (token === '{\\*\\') groups.push(true)
    else if (token === '{') groups.push(false)
    else if (token === '}') groups.pop()
    else if (off !== undefined) hidden = off === ''
    else if (dropped()) continue
    else if (unicode !== undefined) html += String.fromCharCode(Number(unicode) & 0xffff)
    else if (word !== undefined && tables.has(word)) groups[groups.length - 1] = true
    else if (word !== undefined) html += word === 'par' || word === 'line' ? '\n' : word === 'tab' ? '\t' : ''
    else if (sign !== undefined) html += '\\{}'.includes(sign) ? sign : sign === '~' ? '\u00A0' : ''
    else if (!/^[\r\n]/.test(token)) html += token
  }
  flush()
  return html
}

function decoderFor(codePage: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(codePage === '65001' ? 'utf-8' : codePage === '932' ? 'shift_jis' : codePage === '936' ? 'gbk' : codePage === '949' ? 'euc-kr' : codePage === '950' ? 'big5' : `windows-${codePage}`)
  } catch {
    return new TextDecoder('windows-1252')
  }
}
