import type { RefinedName } from './refined-name.ts'

/** Before a person who is only called by a letter. */
const cue = String.raw`(?:\b(?:applicant|aunt|baby|boy|boyfriend|brother|child|colleague|cousin|daughter|defendant|father|friend|girl|girlfriend|grandfather|grandmother|husband|minor|mother|named|neighbour|nephew|niece|officer|partner|patient|sister|son|suspect|uncle|victim|wife|witness|year-old)|\b(?:Mr|Mrs|Ms|Miss|Dr|Judge)\.?)`
const called = new RegExp(String.raw`${cue},? (\p{Lu})(?:\.(?![ -]?\p{Lu}\.)|(?=['’]s\b| (?:and|had|has|is|was|who)\b))`, 'gu')
const confidence = 0.8

/** "their daughter M.": a single letter that stands for a person, and every other place where it does. */
export function singleLetters(text: string): readonly RefinedName[] {
  const letters = new Set([...text.matchAll(called)].map(([, letter = '']) => letter))
  return [...letters].flatMap((letter) => {
    const mention = new RegExp(String.raw`(?<![\p{L}\p{N}.]|(?<!\p{L})\p{Lu}[.-] ?)${letter}\.(?![ -]?\p{Lu}\.|\p{L})`, 'gu')
    const bare = new RegExp(String.raw`${cue},? ${letter}(?![\p{L}\p{N}.])`, 'gu')
    return [
      ...[...text.matchAll(mention)].map(({ index }) => ({ start: index, end: index + 1, category: 'person' as const, confidence })),
      ...[...text.matchAll(bare)].map(({ 0: found, index }) => ({ start: index + found.length - 1, end: index + found.length, category: 'person' as const, confidence })),
    ]
  })
}
