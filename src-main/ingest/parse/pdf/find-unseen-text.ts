import { canDraw, drawAnnotations, withDrawnPage, type Pixels } from './drawn-page.ts'
import type { Pdfium } from './pdfium-library.ts'
import type { FaintWord } from './page-lines.ts'

const maxSide = 1_500
/** Of 255: less than this sets no letter off from its ground. */
const leastContrast = 10
/** Fewer characters are an ornament or a slip. */
const manyCharacters = 20

/**
 * Whether a page holds words that nobody sees: in the colour of their ground, or not painted at all. Looks at the page as it
 * is drawn, only where its writing is faint, so that white letters on a dark head are no matter. False for a turned page.
 */
export function holdsUnseenText(pdfium: Pdfium, page: number, words: readonly FaintWord[]): boolean {
  const count = (of: readonly FaintWord[]): number => of.reduce((sum, { characters }) => sum + characters, 0)
  if (count(words) < manyCharacters || !canDraw(pdfium) || pdfium._FPDFPage_GetRotation(page) !== 0) return false
  const [pointsX, pointsY] = [pdfium._FPDF_GetPageWidthF(page), pdfium._FPDF_GetPageHeightF(page)]
  const scale = Math.min(1, maxSide / Math.max(pointsX, pointsY, 1))
  const [width, height] = [Math.max(1, Math.round(pointsX * scale)), Math.max(1, Math.round(pointsY * scale))]
  const isUnseen = ({ left, right, bottom, top, tiny }: FaintWord, { buffer, stride }: Pixels): boolean => {
    if (tiny) return true
    const [fromX, toX] = [Math.max(0, Math.floor(left * scale)), Math.min(width, Math.ceil(right * scale))]
    const [fromY, toY] = [Math.max(0, Math.floor(height - top * scale)), Math.min(height, Math.ceil(height - bottom * scale))]
    return toX > fromX && toY > fromY && [0, 1, 2].every((channel) => {
      let [least, most] = [255, 0]
      for (let y = fromY; y < toY; y++) {
        for (let at = buffer + y * stride + fromX * 4 + channel; at < buffer + y * stride + toX * 4; at += 4) {
          const value = pdfium.HEAPU8[at] ?? 0
          if (value < least) least = value
          if (value > most) most = value
        }
      }
      return most - least < leastContrast
    })
  }
  return withDrawnPage(pdfium, page, width, height, drawAnnotations, (pixels) => count(words.filter((word) => isUnseen(word, pixels))) >= manyCharacters) ?? false
}
