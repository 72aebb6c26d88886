import type { Answer, Citation } from '../../../../src-preload/contract/index.ts'
import { t } from '../../../ui/strings/index.ts'
import { asLine, whereabouts } from '../../evidence/quotes.ts'
import { answerSource, tells } from '../answer-text.ts'
import { readMarkdown, wordsOf, type Block, type Inline, type Words } from '../markdown.ts'
import { lastWords, pieces } from '../sentence-pieces.ts'
import { plainRun, type ExportBlock, type ExportNote, type ExportRun } from './export-model.ts'

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** Counts the footnotes of a file; each citation of an answer is one, however often it is pointed at. */
export class Notes {
  readonly all: ExportNote[] = []

  /** The numbers in the file of an answer's own citation numbers. */
  take(citations: readonly Citation[]): ReadonlyMap<number, number> {
    return new Map(citations.map((citation): [number, number] => {
      const n = this.all.length + 1
      this.all.push({ n, source: oneLine(`${citation.documentName}, ${whereabouts(citation)}`), quote: oneLine(asLine(citation.quote)) })
      return [citation.n, n]
    }))
  }
}

type Runs = (words: Words) => readonly ExportRun[]

function inline(parts: readonly Inline[], runs: Runs, stress: Pick<ExportRun, 'strong' | 'emphasis'> = { strong: false, emphasis: false }): ExportRun[] {
  return parts.flatMap((part) => ('children' in part
    ? inline(part.children, runs, { ...stress, [part.kind]: true })
    : runs(part).map((run) => ({ ...run, strong: run.strong || stress.strong, emphasis: run.emphasis || stress.emphasis }))))
}

/** An answer's own headings are below its question's. */
function written(blocks: readonly Block[], runs: Runs, below: number): ExportBlock[] {
  return blocks.map((block): ExportBlock => {
    switch (block.kind) {
      case 'heading': return { kind: 'heading', level: Math.min(6, below + Math.max(1, block.level - 1)), runs: inline(block.children, runs) }
      case 'paragraph': return { kind: 'paragraph', runs: inline(block.children, runs) }
      case 'list': return { kind: 'list', first: block.first, items: block.items.map((item) => written(item, runs, below)) }
      case 'table': return { kind: 'table', header: block.header.map((cell) => inline(cell, runs)), rows: block.rows.map((row) => row.map((cell) => inline(cell, runs))) }
      case 'quote': return { kind: 'quote', blocks: written(block.blocks, runs, below) }
      case 'listing': return { kind: 'listing', text: block.words.text, notes: runs(block.words).flatMap((run) => run.notes) }
      case 'rule': return { kind: 'rule' }
    }
  })
}

/** Text whose sentences were not checked. */
export function uncheckedBlocks(text: string, below: number): ExportBlock[] {
  return written(readMarkdown(text), (words) => [plainRun(words.text, { code: words.kind === 'code' })], below)
}

/** A checked answer: behind each sentence its footnotes, or the words that it was not found. */
export function answerBlocks(answer: Answer, notes: Notes, below: number): ExportBlock[] {
  if (answer.sentences.length === 0) return uncheckedBlocks(answer.text, below)
  const { text, spans } = answerSource(answer)
  const blocks = readMarkdown(text)
  const last = lastWords(wordsOf(blocks), spans)
  const numbers = notes.take(answer.citations)
  const behind = (index: number): readonly ExportRun[] => {
    const sentence = answer.sentences[index]
    if (sentence === undefined) return []
    const own = sentence.citations.flatMap((n) => numbers.get(n) ?? [])
    const marked = !sentence.supported && tells(sentence.text) ? [plainRun(` (${t.conversation.unsupported})`, { emphasis: true })] : []
    return [...(own.length > 0 ? [plainRun('', { notes: own })] : []), ...marked]
  }
  const runs = (words: Words): readonly ExportRun[] => pieces(words, spans)
    .flatMap(({ text: piece, span }) => [plainRun(piece, { code: words.kind === 'code' }), ...(span !== null && last.get(span.index) === words ? behind(span.index) : [])])
  return written(blocks, runs, below)
}
