/** A stretch of a text that is read at once. */
export interface TextWindow { readonly start: number; readonly end: number }

/** UTF-16 units of one window: about two pages, so that a cancelled search ends soon and two threads share a long text. */
export const longestWindow = 8000
/** Where no line ends, windows overlap by so much, so that a name at the cut stands whole in one of them. */
const overlap = 200

/** Windows that cover all of a text. They end at the end of a paragraph, else of a line, else of a sentence, else at a blank. */
export function windowsOf(text: string): readonly TextWindow[] {
  const windows: TextWindow[] = []
  let start = 0
  while (text.length - start > longestWindow) {
    const { end, whole } = cutBefore(text, start, start + longestWindow)
    windows.push({ start, end })
    start = whole ? end : wordStart(text, end - overlap, end)
  }
  return [...windows, { start, end: text.length }]
}

/** The best place to end a window, in its second half; `whole`: nothing goes on across it. */
function cutBefore(text: string, start: number, limit: number): { readonly end: number; readonly whole: boolean } {
  const least = start + longestWindow / 2
  for (const mark of ['\n\n', '\n']) {
    const at = text.lastIndexOf(mark, limit - mark.length)
    if (at >= least) return { end: at + mark.length, whole: true }
  }
  for (const mark of ['. ', ' ']) {
    const at = text.lastIndexOf(mark, limit - mark.length)
    if (at >= least) return { end: at + mark.length, whole: false }
  }
  // Not between the halves of one character.
  const code = text.charCodeAt(limit - 1)
  return { end: code >= 0xd800 && code <= 0xdbff ? limit - 1 : limit, whole: false }
}

function wordStart(text: string, from: number, end: number): number {
  const blank = text.indexOf(' ', from)
  if (blank >= 0 && blank + 1 < end) return blank + 1
  const code = text.charCodeAt(from)
  return code >= 0xdc00 && code <= 0xdfff ? from + 1 : from
}
