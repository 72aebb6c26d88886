import { latin1 } from '../bytes.ts'
import { decodeText } from '../decode-text.ts'

/** Labels of mail that say nothing of what lies beyond ASCII, so that the bytes have to tell. */
const vague = /^(?:us-ascii|ascii|ansi_x3\.4-1968|iso646-us|unknown-8bit|x-unknown|unknown|default|binary|8bit|7bit)?$/

/**
 * Text of a mail in the character set that it names; where that is none, or names no set, the bytes tell. Sets of seven bits
 * that no browser decodes any more (UTF-7, HZ, ISO-2022-KR) are known here, since old mail is written in them.
 */
export function charsetText(bytes: Uint8Array, charset: string | undefined): string {
  const label = (charset ?? '').trim().toLowerCase().replace(/^['"]+|['"]+$/g, '')
  if (/^(?:unicode-1-1-|x-)?utf-?7$/.test(label)) return utf7(latin1(bytes))
  if (label === 'hz-gb-2312' || label === 'hz') return new TextDecoder('gbk').decode(highHalf(bytes, '~{', '~}')).replaceAll('~~', '~').replace(/~\r?\n/g, '')
  if (label === 'iso-2022-kr') return new TextDecoder('euc-kr').decode(highHalf(bytes, '\x0e', '\x0f')).replace('\x1b$)C', '')
  return decodeText(bytes, vague.test(label) ? undefined : encodingOf(label)).text
}

/** What TextDecoder calls a set that mail programs name in their own ways. */
function encodingOf(label: string): string {
  const page = /^(?:cp|ms|ibm|windows|win|x-cp|x-windows)[-_]?(\d{3,5})$/.exec(label)?.[1]
  if (page !== undefined) return encodingOfPage(Number(page))
  return label === 'utf8mb4' || label === 'unicode' ? 'utf-8' : label === 'x-gbk' || label === 'gb_2312' ? 'gbk' : label
}

/** TextDecoder's name for a Windows code page. */
export function encodingOfPage(page: number): string {
  const own: Readonly<Record<number, string>> = {
    437: 'ibm437', 850: 'ibm850', 852: 'ibm852', 858: 'ibm850', 866: 'ibm866', 874: 'windows-874', 932: 'shift_jis', 936: 'gbk', 949: 'euc-kr', 950: 'big5', 10_000: 'macintosh', 20_127: 'us-ascii', 20_866: 'koi8-r', 21_866: 'koi8-u',
    50_220: 'iso-2022-jp', 50_221: 'iso-2022-jp', 51_932: 'euc-jp', 51_949: 'euc-kr', 54_936: 'gb18030', 65_001: 'utf-8', 1_200: 'utf-16le',
  }
  return own[page] ?? (page >= 28_591 && page <= 28_605 ? `iso-8859-${page - 28_590}` : `windows-${page}`)
}

/** UTF-7 (RFC 2152): UTF-16 in base64 between "+" and what ends it; "+-" is a plus sign. */
function utf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_whole, packed: string) => (packed === '' ? '+' : new TextDecoder('utf-16be').decode(evenBytes(Buffer.from(packed, 'base64')))))
}

const evenBytes = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length - (bytes.length % 2))

/** Bytes between the two marks with their high bit set, as the eight-bit form of the same set has them; the marks are left out. */
function highHalf(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const source = latin1(bytes)
  const output: Uint8Array[] = []
  for (let at = 0; at < source.length;) {
    const start = source.indexOf(from, at)
    output.push(Buffer.from(source.slice(at, start < 0 ? undefined : start), 'latin1'))
    if (start < 0) break
    const end = source.indexOf(to, start)
    output.push(Buffer.from(source.slice(start + from.length, end < 0 ? undefined : end), 'latin1').map((byte) => (byte > 0x20 ? byte | 0x80 : byte)))
    at = end < 0 ? source.length : end + to.length
  }
  return Buffer.concat(output)
}
