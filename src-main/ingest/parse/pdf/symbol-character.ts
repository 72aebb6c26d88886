import { symbolText } from '../docx/word-symbols.ts'

/** Adobe's private codes for the pieces that tall brackets are set from, and for signs without serifs. */
const pieces: Readonly<Record<number, string>> = {
  0xf8e6: '⏐', 0xf8e7: '⎯', 0xf8e8: '®', 0xf8e9: '©', 0xf8ea: '™', 0xf8eb: '⎛', 0xf8ec: '⎜', 0xf8ed: '⎝', 0xf8ee: '⎡', 0xf8ef: '⎢', 0xf8f0: '⎣', 0xf8f1: '⎧', 0xf8f2: '⎨', 0xf8f3: '⎩',
  0xf8f4: '⎪', 0xf8f5: '⎮', 0xf8f6: '⎞', 0xf8f7: '⎟', 0xf8f8: '⎠', 0xf8f9: '⎤', 0xf8fa: '⎥', 0xf8fb: '⎦', 0xf8fc: '⎫', 0xf8fd: '⎬', 0xf8fe: '⎭',
}
/** What stands before an item of a list in Wingdings and its likes: circles, squares, diamonds, arrow heads. */
const bullets = new Set([0x6c, 0x6e, 0x71, 0x74, 0x75, 0x76, 0x77, 0x9f, 0xa0, 0xa1, 0xa7, 0xb7, 0xd8, 0xe8])

export const isPrivateUse = (code: number): boolean => (code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000

/** What a private code stands for in a font of signs, such as Symbol (its letters are Greek); null where that is not known. */
export function symbolCharacter(code: number, font: string): string | null {
  if (code < 0xf020 || code > 0xf0ff) return pieces[code] ?? null
  const own = code & 0xff
  const hexadecimal = own.toString(16)
  if (/dings|zapf|webdings/i.test(font)) return (symbolText('Wingdings', hexadecimal) || null) ?? (bullets.has(own) ? '•' : null)
  if (/^(?:[A-Z]{6}\+)?symbol/i.test(font)) return symbolText('Symbol', hexadecimal) || null
  return bullets.has(own) ? '•' : null
}
