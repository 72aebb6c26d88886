import type { MaskedStretch } from '../redacted-copy.ts'
import type { Box, PageCharacters, PlacedCharacter } from './page-characters.ts'

/** Characters that stand together on a line: a word of the page, or the part of a mask that is on one line. */
export interface PageRun {
  readonly characters: readonly PlacedCharacter[]
  /** What goes into the copy's text; '' for what only is painted over. */
  readonly text: string
  readonly kind: 'word' | 'mask' | 'unreadable'
}

/** This many signs in a row of which nobody knows the letters may be a name. */
const unreadableRun = 3

/** Cuts a page into runs in reading order: words, masks (one for each line, the first with the placeholder), and signs that could not be read. */
export function layOutWords({ text, characters }: PageCharacters, masks: readonly MaskedStretch[]): readonly PageRun[] {
  const runs: PageRun[] = []
  let open: PlacedCharacter[] = []
  let openMask: MaskedStretch | null = null
  const written = new Set<MaskedStretch>()
  let nextMask = 0
  const close = (): void => {
    const [first, last] = [open[0], open.at(-1)]
    if (first && last) {
      if (openMask !== null) {
        runs.push({ characters: open, text: written.has(openMask) ? '' : openMask.by, kind: 'mask' })
        written.add(openMask)
      } else runs.push(...wordsIn(open, text.slice(first.offset, last.offset + last.length)))
    }
    open = []
  }
  for (const character of characters) {
    while (nextMask < masks.length && (masks[nextMask]?.end ?? 0) <= character.offset) nextMask++
    const candidate = masks[nextMask]
    const mask = candidate && candidate.start < character.offset + character.length ? candidate : null
    const last = open.at(-1)
    const between = last ? text.slice(last.offset + last.length, character.offset) : ''
    // A mask goes on over a space; a word does not. Neither goes on in another line or column.
    const breaks = last !== undefined && (mask !== openMask || last.angle !== character.angle || (mask === null ? /\s/.test(between) : /[\n\t]/.test(between)))
    if (breaks) close()
    openMask = mask
    open.push(character)
  }
  close()
  return runs
}

function wordsIn(characters: readonly PlacedCharacter[], text: string): readonly PageRun[] {
  const unmapped = characters.filter((character) => character.unmapped).length
  const isUnreadable = unmapped >= unreadableRun
  return [{ characters, text: isUnreadable ? '' : text.replaceAll('\ufffd', ''), kind: isUnreadable ? 'unreadable' : 'word' }]
}

export function boxAround(characters: readonly PlacedCharacter[]): Box {
  return {
    left: Math.min(...characters.map(({ box }) => box.left)), right: Math.max(...characters.map(({ box }) => box.right)),
    bottom: Math.min(...characters.map(({ box }) => box.bottom)), top: Math.max(...characters.map(({ box }) => box.top)),
  }
}

/** Both ends of a run's baseline, in the page's coordinates. */
export function baselineOf(characters: readonly PlacedCharacter[]): { readonly x: number; readonly y: number; readonly endX: number; readonly endY: number } {
  const first = characters[0]
  if (first === undefined) return { x: 0, y: 0, endX: 0, endY: 0 }
  const [cos, sin] = [Math.cos(first.angle), Math.sin(first.angle)]
  const along = characters.flatMap(({ box }) => [[box.left, box.bottom], [box.right, box.top], [box.left, box.top], [box.right, box.bottom]]).map(([x = 0, y = 0]) => (x - first.originX) * cos + (y - first.originY) * sin)
  const [from, to] = [Math.min(...along), Math.max(...along)]
  return { x: first.originX + from * cos, y: first.originY + from * sin, endX: first.originX + to * cos, endY: first.originY + to * sin }
}
