import { guessEncoding } from '../guess-encoding.ts'
import { textLikeness } from '../text-likeness.ts'

/** Characters 128–255 of the code pages of DOS in which names are that do not say that they are UTF-8: 437 by the standard, 850 in western Europe. */
const dosPages = [
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0',
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0',
] as const

/** How the names in one archive are to be decoded that do not say how; all of them are of one system. */
export function nameDecoder(names: readonly Uint8Array[]): (name: Uint8Array) => string {
  const sample = Buffer.concat(names.flatMap((name) => [name, Buffer.from('\n')]))
  const utf8 = decoderOf('utf-8', true)
  if (utf8(sample) !== null) return (name) => utf8(name) ?? ''
  const guessed = guessEncoding(sample)
  const readings = [...dosPages.map((page) => (bytes: Uint8Array) => inPage(bytes, page)), decoderOf(guessed, false)]
  let best = { score: Number.NEGATIVE_INFINITY, read: readings[0] ?? (() => '') as (bytes: Uint8Array) => string | null }
  for (const read of readings) {
    const score = textLikeness(read(sample) ?? '')
    if (score > best.score + 0.01) best = { score, read }
  }
  return (name) => best.read(name) ?? ''
}

function decoderOf(encoding: string, fatal: boolean): (bytes: Uint8Array) => string | null {
  return (bytes) => {
    try {
      return new TextDecoder(encoding, { fatal }).decode(bytes)
    } catch {
      return null
    }
  }
}

const inPage = (bytes: Uint8Array, page: string): string => Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : page[byte - 128] ?? '')).join('')
