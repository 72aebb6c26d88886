import { decodeText } from '../decode-text.ts'

const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * A message's bytes as Internet mail has them: without what Apple Mail writes around them (EMLX: a line with their count before,
 * a property list behind), out of UTF-16, in which some programs save, and with line feeds where old Macs wrote none.
 */
export function mailSource(bytes: Uint8Array): Uint8Array {
  const wide = bytes[0] === 0xff || bytes[0] === 0xfe || bytes.subarray(0, 64).includes(0)
  const decoded = wide ? decodeText(bytes) : null
  let source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (decoded !== null && decoded.encoding.startsWith('utf-')) source = Buffer.from(decoded.text, 'utf8')
  if (source[0] === 0xef && source[1] === 0xbb) source = source.subarray(3)
  const count = /^\s*(\d{1,10})\s*?\n/.exec(source.toString('latin1', 0, 40))
  if (count !== null) source = source.subarray(count[0].length, count[0].length + Number(count[1]))
  let start = 0
  while (start < source.length && [0x20, 0x09, lineFeed, carriageReturn].includes(source[start] ?? 0)) start++
  source = source.subarray(start)
  return source.includes(lineFeed) || !source.includes(carriageReturn) ? source : Buffer.from(source.map((byte) => (byte === carriageReturn ? lineFeed : byte)))
}
