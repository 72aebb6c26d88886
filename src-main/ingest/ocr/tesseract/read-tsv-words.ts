import type { ReadWord } from '../read-word.ts'

const wordLevel = 5

/** The words of Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence (0–100), text. */
export function readTsvWords(tsv: string): ReadWord[] {
  const words: ReadWord[] = []
  const numbers = { block: -1, paragraph: -1, line: -1 }
  let at = ''
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t')
    const [level, , block = 0, paragraph = 0, line = 0, , left = 0, top = 0, width = 0, height = 0, confidence = 0] = cells.slice(0, 11).map(Number)
    const text = cells.slice(11).join(' ').trim()
    if (level !== wordLevel || text === '' || !(width > 0 && height > 0)) continue
    const [block0, paragraph0] = at.split(' ')
    if (String(block) !== block0) numbers.block++
    if (String(block) !== block0 || String(paragraph) !== paragraph0) numbers.paragraph++
    const here = `${block} ${paragraph} ${line}`
    if (here !== at) numbers.line++
    at = here
    words.push({ text, confidence: Math.min(1, Math.max(0, confidence / 100)), left, top, right: left + width, bottom: top + height, ...numbers })
  }
  return words
}
