import { analyse } from 'chardet'
import { decodeDosPage, dosPages, isDosPage } from './dos-pages.ts'
import { textLikeness } from './text-likeness.ts'

const sampleBytes = 32_000

/** Encodings of TextDecoder (Encoding standard) and of DOS that documents come in, the commoner first: where two read alike, the first is taken. */
const candidates = [
  'windows-1252', 'windows-1250', 'windows-1251', 'shift_jis', 'gb18030', 'big5', 'euc-kr', 'euc-jp', 'koi8-u', 'windows-1254', 'windows-1253', 'windows-1255', 'windows-1256',
  'windows-1257', 'windows-874', 'macintosh', 'iso-8859-2', 'iso-8859-15', 'iso-8859-5', 'iso-8859-7', 'iso-8859-6', 'iso-8859-8', 'ibm866', 'x-mac-cyrillic', 'windows-1258', ...dosPages,
]

const otherLatin = new Set(['windows-1250', 'windows-1254', 'windows-1257', 'windows-1258', 'iso-8859-2', 'iso-8859-15'])

/**
 * The encoding in which bytes that are not UTF-8 most look like text. Every candidate is tried on a sample and judged by what
 * it makes of it; chardet's opinion counts where that leaves two close to each other. Windows-1252, which maps every byte, is
 * the last resort; mostly valid UTF-8 with a few bad bytes stays UTF-8.
 */
export function guessEncoding(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, sampleBytes)
  const lenient = new TextDecoder('utf-8').decode(sample)
  const bad = lenient.length - lenient.replaceAll('\uFFFD', '').length
  const beyondAscii = lenient.length - lenient.replace(/[^\u0000-\u007F]/g, '').length
  if (bad * 4 < beyondAscii || isDamagedUtf8(sample, lenient)) return 'utf-8'
  const opinions = new Map(analyse(sample).map(({ name, confidence }) => [canonicalLabel(name), confidence / 100]))
  let best = { label: 'windows-1252', text: '', score: Number.NEGATIVE_INFINITY }
  for (const label of candidates) {
    const text = decodeSample(sample, label)
    if (text === null) continue
    const score = textLikeness(text) + 0.05 * (opinions.get(label) ?? 0)
    // What reads the same in two encodings keeps the commoner one's name.
    // A text of several western languages fits no one alphabet fully, and some letters of others by chance.
    const lead = best.label === 'windows-1252' && otherLatin.has(label) ? 0.1 : 0.01
    if (text !== best.text && score > best.score + lead) best = { label, text, score }
  }
  return best.label
}

/** Whether most bytes beyond ASCII are whole characters of UTF-8 that read like text: some programs damage every byte that Windows-1252 lacks. */
function isDamagedUtf8(sample: Uint8Array, lenient: string): boolean {
  const kept = lenient.replace(/[\u0000-\u007F\uFFFD]/g, '')
  const high = sample.reduce((count, byte) => count + (byte >> 7), 0)
  return Buffer.byteLength(kept) > high * 0.45 && textLikeness(kept) > 0.5
}

/**
 * The sample in one encoding; null where it does not fit. A character cut off at the sample's end is no misfit, and a few
 * damaged ones are none either: they count against it.
 */
function decodeSample(sample: Uint8Array, label: string): string | null {
  const text = isDosPage(label) ? decodeDosPage(sample, label) : new TextDecoder(label).decode(sample, { stream: true })
  const misfits = text.length - text.replaceAll('\uFFFD', '').length
  return misfits > 0 && misfits * 50 > text.replace(/[\u0000-\u007F]/g, '').length ? null : text
}

function canonicalLabel(name: string): string {
  try {
    return new TextDecoder(name).encoding
  } catch {
    return name
  }
}
