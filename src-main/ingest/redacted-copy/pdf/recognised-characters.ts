import type { RecognisedText } from '../redacted-copy.ts'
import type { PageCharacters, PlacedCharacter } from './page-characters.ts'

/** Where the letters of a line stand, from the top of a recognised box: most reach to here, a few hang below. */
const baselineShare = 0.8

/** Recognised words as characters of a page of that size (points, as it is shown, y upwards). A word is one: all of it is masked or none. */
export function recognisedCharacters({ text, words, rotation }: RecognisedText, width: number, height: number): PageCharacters {
  const turns = ((Math.round(rotation / 90) % 4) + 4) % 4
  // Back from the page as it was turned to be read.
  const shown = (x: number, y: number): readonly [number, number] => {
    const [left, down] = turns === 1 ? [y, 1 - x] : turns === 2 ? [1 - x, 1 - y] : turns === 3 ? [1 - y, x] : [x, y]
    return [left * width, (1 - down) * height]
  }
  const characters = words.filter((word) => word.end > word.start && word.end <= text.length).map((word): PlacedCharacter => {
    const corners = [shown(word.x, word.y), shown(word.x + word.width, word.y + word.height)]
    const [originX, originY] = shown(word.x, word.y + word.height * baselineShare)
    return {
      offset: word.start, length: word.end - word.start, originX, originY, angle: (turns * Math.PI) / 2, size: Math.max(1, word.height * (turns % 2 === 0 ? height : width)), invisible: true, unmapped: false,
      box: { left: Math.min(...corners.map(([x]) => x)), right: Math.max(...corners.map(([x]) => x)), bottom: Math.min(...corners.map(([, y]) => y)), top: Math.max(...corners.map(([, y]) => y)) },
    }
  })
  return { text, characters: characters.toSorted((a, b) => a.offset - b.offset) }
}
