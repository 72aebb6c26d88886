import { describe, expect, test } from 'vitest'
import { disguises } from '../support/redaction-disguises.ts'
import { seededRandom } from '../support/canaries/seeded-random.ts'
import { namesOf, redactText, redactTexts } from '../support/redact-text.ts'

const names = ['Margarethe Oldenburg', 'Benedikt Haslinger', 'Rosalind Featherstone', 'Johanna Terpstra', 'Cornelius Rademacher', 'Mariana Bonaventura', 'Theodor Castiglione', 'Leonora Marchandeau', 'Isidora Petrovic', 'Bartholomew Kerrigan']
const numbers = ['+49 171 2345678', '0221 4789012', '4111 1111 1111 1111', '123-45-6789', '020 7946 0123', '+33 6 12 34 56 78', '5500 0000 0000 0004', '+1 415 555 2671']
const sentence = (value: string, isNumber: boolean): string => (isNumber ? `Please call back, the number is ${value} as before.` : `The letter was signed by ${value} and sent to the other side.`)

/** How often a value is masked whole when written in this way. The name finder knows names as they are written properly, and each stands so elsewhere in the request. */
async function shareCaught(apply: (typeof disguises)[number]['apply']): Promise<{ readonly tried: number; readonly share: number }> {
  const values = [...names, ...numbers].flatMap((value, at) => [0, 1, 2].map((round) => ({ value, isNumber: at >= names.length, other: apply(value, seededRandom(at * 10 + round)) }))).filter(({ value, other }) => other !== value)
  let caught = 0
  for (const { value, isNumber, other } of values) {
    const { parts } = await redactTexts([...(isNumber ? [] : [`This is about ${value}.`]), sentence(other, isNumber)], { mode: 'default', names: namesOf(...names) })
    const masked = parts.at(-1)?.outgoing ?? ''
    const [before = '', after = ''] = sentence('\u0000', isNumber).split('\u0000')
    if (masked.startsWith(before) && masked.endsWith(after) && /^(?:[\s\u200B-\u202E\uFEFF]*\[[A-Z_]+_\d+\])+[\s\u200B-\u202E\uFEFF]*$/u.test(masked.slice(before.length, masked.length - after.length))) caught += 1
  }
  return { tried: values.length, share: caught / values.length }
}

/** Measured when this was written, less a twentieth (a number broken over two lines is two numbers); bench/redaction-disguises.ts measures on messages. */
const floors: Readonly<Record<string, number>> = {
  'letters of other scripts': 0.95, 'zero-width characters': 0.95, 'direction marks': 0.95, 'spaced letters': 0.95, 'numbers in English words': 0.95, 'numbers in German words': 0.95,
  'misread by a scanner': 0.85, 'digits for letters': 0.95, 'hyphenated over a line’s end': 0.95, 'broken over lines': 0.55, 'no-break spaces': 0.95, 'full-width digits': 0.95, 'capitals': 0.95, 'small letters': 0.95,
}

describe('what is written so that programs misread it is still masked', () => {
  test.each(disguises.map(({ name, apply }) => ({ name, apply })))('$name', async ({ name, apply }) => {
    const { tried, share } = await shareCaught(apply)
    expect(tried).toBeGreaterThan(15)
    expect(share).toBeGreaterThanOrEqual(floors[name] ?? 1)
  })

  test.each(['The B2B team uses mp3, H264 and COVID19 data from Q4.', 'Order AB12CD and part 4X7Z9 of the kevin5 account.'])('and what only looks so stays as it is: %s', async (text) => {
    expect(await redactText(text, { mode: 'default', names: namesOf(...names) })).toContain(text.slice(0, 8))
  })
})
