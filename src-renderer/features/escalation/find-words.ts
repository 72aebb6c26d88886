import type { PreviewPart } from '../../../src-preload/contract/index.ts'

/** A place in an original text where typed words stand and are not masked yet, with a few words around it. */
export interface WordPlace { readonly partId: string; readonly partLabel: string; readonly start: number; readonly end: number; readonly before: string; readonly match: string; readonly after: string }

const contextCharacters = 32

/** Typed spaces stand for any white space, since lines break anywhere in documents; capitals make no difference. */
function pattern(words: string): RegExp | null {
  const pieces = words.trim().split(/\s+/).filter((piece) => piece !== '')
  if (pieces.join('').length < 2) return null
  return new RegExp(pieces.map((piece) => piece.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)).join(String.raw`\s+`), 'giu')
}

/** Every place of the words in the original texts that would still be sent. Empty for fewer than two characters. */
export function findWords(parts: readonly PreviewPart[], words: string): WordPlace[] {
  const looked = pattern(words)
  if (looked === null) return []
  return parts.flatMap((part) => {
    const masked = part.findings.filter((finding) => finding.action !== 'keep')
    return [...part.original.matchAll(looked)].flatMap((match) => {
      const start = match.index
      const end = start + match[0].length
      if (masked.some((finding) => finding.start <= start && end <= finding.end)) return []
      return [{
        partId: part.id, partLabel: part.label, start, end, match: match[0],
        before: part.original.slice(Math.max(0, start - contextCharacters), start), after: part.original.slice(end, end + contextCharacters),
      }]
    })
  })
}
