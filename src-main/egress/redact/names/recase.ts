import { isGeneric, isOrdinary } from './generic-words.ts'
const word = /[\p{L}\p{M}][\p{L}\p{M}'’]*/gu
/** Fewer capitals than this share of a paragraph's letters: whoever wrote it uses none. */
const fewCapitals = 0.01
const fewestLetters = 8
/** Shorter words in capitals are abbreviations more often than shouted names. */
const shortestShout = 4

/**
 * A text of the same length in which words that may be names have a capital and shouted ones are quiet, for a model that
 * tells names by their capitals. Null where nothing is to be changed.
 */
export function recase(text: string): string | null {
  const recased = text.replace(/(?:[^\n]|\n(?!\s*\n))+/g, (paragraph) => (isSmall(paragraph) ? capitalised(paragraph) : quietened(paragraph)))
  return recased === text ? null : recased
}

function isSmall(paragraph: string): boolean {
  const letters = paragraph.match(/\p{L}/gu)?.length ?? 0
  return letters >= fewestLetters && (paragraph.match(/\p{Lu}/gu)?.length ?? 0) < letters * fewCapitals
}

function capitalised(paragraph: string): string {
  return paragraph.replace(word, (each) => (staysSmall(each) ? each : sameLength(each, each.slice(0, 1).toUpperCase() + each.slice(1))))
}

function quietened(paragraph: string): string {
  return paragraph.replace(word, (each) => {
    if (each.length < shortestShout || each !== each.toUpperCase() || each === each.toLowerCase()) return each
    const small = each.toLowerCase()
    return sameLength(each, staysSmall(small) ? small : each.slice(0, 1) + small.slice(1))
  })
}

/** Usually small: not even a word that may begin a name. */
function staysSmall(small: string): boolean {
  return small.length === 1 || isOrdinary(small) || isGeneric(small)
}

/** A few letters have no counterpart of their own; what was found could not be found again in the text then. */
function sameLength(before: string, after: string): string {
  return after.length === before.length ? after : before
}
