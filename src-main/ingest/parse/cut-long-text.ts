/**
 * Cuts text into pieces of at most `maxChars` UTF-16 units, each at the last line end, sentence end or space that fits,
 * else between two characters. White space at the cuts is dropped; nothing else is.
 */
export function cutLongText(text: string, maxChars: number): string[] {
  const pieces: string[] = []
  let start = 0
  while (text.length - start > maxChars) {
    const end = start + cutPoint(text.slice(start, start + maxChars))
    const piece = text.slice(start, end).trim()
    if (piece !== '') pieces.push(piece)
    start = end
  }
  const rest = text.slice(start).trim()
  if (rest !== '') pieces.push(rest)
  return pieces
}

/** How much of `window` to keep; more than nothing. The last third is searched, so that pieces stay of useful size. */
function cutPoint(window: string): number {
  const from = Math.floor((window.length * 2) / 3)
  for (const mark of ['\n\n', '\n', '. ', ' ']) {
    const at = window.lastIndexOf(mark)
    if (at >= from) return at + mark.length
  }
  const last = window.charCodeAt(window.length - 1)
  const splitsPair = last >= 0xd800 && last <= 0xdbff && window.length > 1
  return splitsPair ? window.length - 1 : window.length
}
