const newLine = 0x0a
const carriageReturn = 0x0d
const equals = 0x3d

/** Undoes a part's transfer encoding (RFC 2045 6). What programs misspell is understood, what is damaged is read as far as it goes. */
export function decodeTransfer(bytes: Buffer, encoding: string): Buffer {
  if (/base-?64/i.test(encoding)) return base64Bytes(bytes.toString('latin1'))
  if (/quoted|printable/i.test(encoding)) return printableBytes(bytes)
  if (/uu(?:encode|e)/i.test(encoding)) return takeUuFiles(bytes.toString('latin1')).files[0]?.bytes ?? bytes
  return bytes
}

/**
 * Base64 with whatever stands between its letters; padding may also end a piece in the middle. Where lines of plain text
 * follow the padding, as a list's footer does, they are kept as they are.
 */
function base64Bytes(text: string): Buffer {
  const padding = /=[ \t]*(?=[^\s=]|\r?\n)/.exec(text)
  const rest = padding === null ? '' : text.slice(padding.index + padding[0].length)
  if (padding !== null && isProse(rest)) return Buffer.concat([packedBytes(text.slice(0, padding.index)), Buffer.from(`\n${rest.replace(/^=*/, '').trim()}\n`, 'latin1')])
  return packedBytes(text)
}

/** Whether lines hold what base64 never does: words apart, or lines of underscores. */
const isProse = (text: string): boolean => /[a-z,.:;!?]{2,}[ \t]+[a-z]{2,}|^_{5,}[ \t]*$/im.test(text.trim().slice(0, 2_000))

function packedBytes(text: string): Buffer {
  const letters = text.replace(/[^A-Za-z0-9+/=_-]/g, '')
  const pieces = letters.split(/=+/).filter((piece) => piece !== '')
  return pieces.length === 1 ? Buffer.from(pieces[0] ?? '', 'base64') : Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')))
}

/** Quoted-printable; a "=" that begins no code stands for itself. */
export function printableBytes(bytes: Buffer): Buffer {
  if (!bytes.includes(equals)) return bytes
  const output = Buffer.alloc(bytes.length)
  let written = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte !== equals) {
      output[written++] = byte
      continue
    }
    const code = bytes.toString('latin1', at + 1, at + 3)
    if (/^[0-9a-f]{2}$/i.test(code)) {
      output[written++] = Number.parseInt(code, 16)
      at += 2
      continue
    }
    // A soft line break, perhaps with spaces that a server added behind it.
    let end = at + 1
    while (bytes[end] === 0x20 || bytes[end] === 0x09 || bytes[end] === carriageReturn) end++
    if (bytes[end] === newLine || end >= bytes.length) at = end
    else output[written++] = byte
  }
  return output.subarray(0, written)
}

export interface UuFile { readonly name: string; readonly bytes: Buffer }

/** Files that old programs wrote into a text between "begin 644 NAME" and "end"; the text is returned without them. */
export function takeUuFiles(text: string): { readonly text: string; readonly files: readonly UuFile[] } {
  const files: UuFile[] = []
  const rest = text.replace(/^begin [0-7]{3,4} ([^\r\n]{1,255})\r?\n((?:[!-`][ -`]*\r?\n)+)(?:[` ]?\r?\n)?end\b[^\n]*$/gm, (_whole, name: string, body: string) => {
    files.push({ name: name.trim(), bytes: Buffer.concat(body.split(/\r?\n/).map(uuLine)) })
    return ''
  })
  return { text: files.length === 0 ? text : rest, files }
}

function uuLine(line: string): Buffer {
  const length = ((line.charCodeAt(0) || 32) - 32) & 63
  const output: number[] = []
  for (let at = 1; output.length < length && at < line.length + 3; at += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((i) => ((line.charCodeAt(at + i) || 32) - 32) & 63) as [number, number, number, number]
    output.push(((a << 2) | (b >> 4)) & 255, ((b << 4) | (c >> 2)) & 255, ((c << 6) | d) & 255)
  }
  return Buffer.from(output.slice(0, length))
}
