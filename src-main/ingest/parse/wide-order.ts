import { textLikeness } from './text-likeness.ts'

/**
 * The byte order of text in UTF-16 that has no mark; null for anything else. Latin text has a zero in every second byte. Other
 * scripts have a few zeros, in their spaces and line ends, and must read like text.
 */
export function wideOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 4_096)
  if (sample.length < 4 || bytes.length % 2 !== 0) return null
  let even = 0
  let odd = 0
  for (let i = 0; i + 1 < sample.length; i += 2) {
    if (sample[i] === 0) even++
    if (sample[i + 1] === 0) odd++
  }
  const pairs = sample.length / 2
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le'
  if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be'
  if (even + odd < pairs * 0.01) return null
  const [little, big] = [likeness(sample, 'utf-16le'), likeness(sample, 'utf-16be')]
  return Math.max(little, big) < 0.55 ? null : little > big ? 'utf-16le' : 'utf-16be'
}

/** How much it reads like text; 0 for what holds controls or signs that nobody has assigned. */
function likeness(sample: Uint8Array, order: string): number {
  try {
    const text = new TextDecoder(order, { fatal: true }).decode(sample, { stream: true })
    return /[\u0000-\u0008\u000E-\u001F\p{Co}\p{Cn}]/u.test(text) ? 0 : textLikeness(text)
  } catch {
    return 0
  }
}
