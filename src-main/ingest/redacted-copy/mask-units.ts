import type { FindMasks, MaskedStretch } from './redacted-copy.ts'

/** Something that reads as one text and is stored in pieces, each of which can be written anew. */
export interface WritableUnit { readonly text: string; readonly pieces: readonly { readonly text: string; write(text: string): void }[] }

/** The finder reads about this much at a time; a name is not looked for across two of them. */
const textLength = 24_000

/**
 * Asks for the masks of all units together and writes them into their pieces: a mask that spans several pieces stands in the first that it
 * touches and takes its share out of the others. `between` says what separates two units in what is read.
 */
export async function maskUnits<U extends WritableUnit>(groups: readonly (readonly U[])[], find: FindMasks, between: (before: U, after: U) => string): Promise<void> {
  const texts: string[] = []
  const places: { readonly text: number; readonly start: number; readonly unit: U }[] = []
  for (const units of groups) {
    let text = ''
    let previous: U | null = null
    const close = (): void => {
      if (text !== '') texts.push(text)
      text = ''
      previous = null
    }
    for (const unit of units) {
      if (text.length > textLength) close()
      text += previous === null ? '' : between(previous, unit)
      places.push({ text: texts.length, start: text.length, unit })
      text += unit.text
      previous = unit
    }
    close()
  }
  const masks = await find(texts)
  for (const { text, start, unit } of places) writeMasks(unit, start, masks[text] ?? [])
}

function writeMasks({ pieces, text }: WritableUnit, offset: number, masks: readonly MaskedStretch[]): void {
  const inside = masks.filter((mask) => mask.start < offset + text.length && mask.end > offset)
  if (inside.length === 0) return
  const written = new Set<MaskedStretch>(inside.filter((mask) => mask.start < offset))
  let at = offset
  for (const piece of pieces) {
    const [start, end] = [at, at + piece.text.length]
    at = end
    const touching = inside.filter((mask) => mask.start < end && mask.end > start)
    if (touching.length === 0) continue
    let result = ''
    let from = start
    // A tab or a line end cannot hold a placeholder: the text after it does.
    const takesText = /\S/.test(piece.text)
    for (const mask of touching) {
      result += piece.text.slice(from - start, Math.max(mask.start, start) - start)
      if (!written.has(mask) && takesText) {
        result += mask.by
        written.add(mask)
      }
      from = Math.min(mask.end, end)
    }
    piece.write(result + piece.text.slice(from - start))
  }
}
