import { decodeDosPage, isDosPage } from '../dos-pages.ts'
import { guessEncoding } from '../guess-encoding.ts'
import { textLikeness } from '../text-likeness.ts'

/** How the names in one archive are to be decoded that do not say how; all of them are of one system. */
export function nameDecoder(names: readonly Uint8Array[]): (name: Uint8Array) => string {
  const sample = Buffer.concat(names.flatMap((name) => [name, Buffer.from('\n')]))
  const utf8 = decoderOf('utf-8', true)
  if (utf8(sample) !== null) return (name) => utf8(name) ?? ''
  const guessed = guessEncoding(sample)
  // 437 by the standard, 850 in western Europe.
  const readings = ['ibm437', 'ibm850', guessed].map((encoding) => decoderOf(encoding, false))
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
      if (isDosPage(encoding)) return decodeDosPage(bytes, encoding)
      return new TextDecoder(encoding, { fatal }).decode(bytes)
    } catch {
      return null
    }
  }
}
