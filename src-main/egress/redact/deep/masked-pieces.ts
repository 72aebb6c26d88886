/** A small model loses sight of what was asked in more text than this. */
const pieceLength = 1_400

/** Cuts masked text where paragraphs, lines or sentences end. Pieces in which nothing can be left (no letter, no digit) are not among them. */
export function piecesOf(text: string): readonly { readonly start: number; readonly end: number }[] {
  const pieces: { start: number; end: number }[] = []
  for (let start = 0; start < text.length;) {
    const end = text.length - start <= pieceLength ? text.length : start + lastEnd(text.slice(start, start + pieceLength))
    if (/[\p{L}\p{N}]/u.test(text.slice(start, end).replace(/\[[A-Z_]+_\d+\]/g, ''))) pieces.push({ start, end })
    start = end
  }
  return pieces
}

/** The last good place to cut, in the second half. */
function lastEnd(piece: string): number {
  for (const mark of [/\n\n/g, /\n/g, /[.!?]\s/g, /\s/g]) {
    const last = [...piece.matchAll(mark)].at(-1)
    if (last && last.index > piece.length / 2) return last.index + last[0].length
  }
  return piece.length
}
