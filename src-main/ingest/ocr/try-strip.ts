import type { GreyImage } from './raster/grey-image.ts'
import { findInk } from './raster/ink.ts'
import type { ReadWord } from './read-word.ts'

/** In pixels: half a dozen lines as they are mostly scanned. */
const fewLines = 360

/** Signs of Chinese, Japanese and Korean come one by one, and each says as much as two letters. */
const sign = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu
const word = /[\p{L}\p{N}]{2}/u

/** How many characters of real words were read well: a picture gives single letters, and text upside down gives words in doubt. */
export function surelyRead(words: readonly ReadWord[]): number {
  return words.reduce((sum, { text, confidence }) => {
    const signs = text.match(sign)?.length ?? 0
    return confidence >= 0.6 && (signs > 0 || word.test(text)) ? sum + (text.length + signs) * confidence ** 2 : sum
  }, 0)
}

/** A sixth of the page's height and some lines at least, where ink and paper change most often: text, not pictures. */
export function busiestStrip(page: GreyImage): GreyImage {
  const { width, height, dark, scale } = findInk(page, 500)
  const rows = Array.from({ length: height }, (_, y) => {
    let [changes, before] = [0, 0]
    for (let x = 0; x < width; x++) {
      const here = dark[y * width + x] ?? 0
      if (here !== before) changes++
      before = here
    }
    return changes
  })
  const reach = Math.min(height, Math.ceil(Math.max(height / 6, fewLines / scale)))
  let sum = rows.slice(0, reach).reduce((total, row) => total + row, 0)
  let [best, from] = [sum, 0]
  for (let y = reach; y < height; y++) {
    sum += (rows[y] ?? 0) - (rows[y - reach] ?? 0)
    if (sum > best) [best, from] = [sum, y - reach + 1]
  }
  const [top, bottom] = [from * scale, Math.min(page.height, (from + reach) * scale)]
  return { width: page.width, height: bottom - top, data: page.data.subarray(top * page.width, bottom * page.width) }
}
