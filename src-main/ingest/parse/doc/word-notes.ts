import type { StoryLengths, WordFile } from './word-file.ts'
import { tables } from './word-tables.ts'

/** A note or comment: where the body refers to it, and where its text lies. */
export interface WordNote { readonly kind: 'Footnote' | 'Endnote' | 'Comment'; readonly number: number; readonly author: string; readonly reference: number; readonly start: number; readonly end: number }

/** The notes and comments of a Word file ([MS-DOC] 2.8.16 and after). */
export function readNotes(file: WordFile): WordNote[] {
  const { lengths } = file
  const footnotes = storyStart(lengths, 'footnotes')
  const authors = readAuthors(file)
  const comment = file.old === null ? { bytes: 30, authorAt: 20 } : { bytes: 20, authorAt: 10 }
  return [
    ...readKind(file, 'Footnote', tables.footnoteRefs, tables.footnoteTexts, 2, footnotes, footnotes + lengths.footnotes, () => ''),
    ...readKind(file, 'Endnote', tables.endnoteRefs, tables.endnoteTexts, 2, storyStart(lengths, 'endnotes'), storyStart(lengths, 'endnotes') + lengths.endnotes, () => ''),
    ...readKind(file, 'Comment', tables.commentRefs, tables.commentTexts, comment.bytes, storyStart(lengths, 'comments'), storyStart(lengths, 'comments') + lengths.comments, (at) => authors[file.table.getUint16(at + comment.authorAt, true)] ?? ''),
  ]
}

/** Stories follow one another: body, footnotes, headers, comments, endnotes, text boxes, text boxes of headers. */
export function storyStart(lengths: StoryLengths, story: keyof StoryLengths): number {
  const order: readonly (keyof StoryLengths)[] = ['body', 'footnotes', 'margins', 'comments', 'endnotes', 'boxes', 'marginBoxes']
  return order.slice(0, order.indexOf(story)).reduce((total, each) => total + lengths[each], 0)
}

/** Positions in a list of positions ([MS-DOC] 2.2.2) whose entries have `dataBytes` bytes of their own behind them. */
export function readPositions({ table, place }: WordFile, index: number, dataBytes: number): { readonly positions: readonly number[]; readonly dataAt: number } {
  const { start, end } = place(index)
  const count = Math.max(0, Math.floor((end - start - 4) / (4 + dataBytes)))
  const positions = count === 0 ? [] : Array.from({ length: count + 1 }, (_, i) => table.getUint32(start + i * 4, true))
  return { positions, dataAt: start + (count + 1) * 4 }
}

function readKind(file: WordFile, kind: WordNote['kind'], refs: number, texts: number, refBytes: number, from: number, to: number, authorAt: (at: number) => string): WordNote[] {
  const references = readPositions(file, refs, refBytes)
  const bounds = readPositions(file, texts, 0).positions
  return references.positions.slice(0, -1).flatMap((reference, i) => {
    const start = from + (bounds[i] ?? 0)
    const end = Math.min(to, from + (bounds[i + 1] ?? 0))
    return start < end ? [{ kind, number: i + 1, author: authorAt(references.dataAt + i * refBytes), reference, start, end }] : []
  })
}

function readAuthors({ table, place, old }: WordFile): string[] {
  const { start, end } = place(tables.commentAuthors)
  const authors: string[] = []
  for (let at = start; old !== null && at < end; at += 1 + table.getUint8(at)) {
    authors.push(new TextDecoder('windows-1252').decode(new Uint8Array(table.buffer, table.byteOffset + at + 1, Math.min(table.getUint8(at), end - at - 1))))
  }
  if (old !== null) return authors
  for (let at = start; at + 2 <= end;) {
    const length = table.getUint16(at, true)
    let name = ''
    for (let i = 0; i < length && at + 4 + i * 2 <= end; i++) name += String.fromCharCode(table.getUint16(at + 2 + i * 2, true))
    authors.push(name)
    at += 2 + length * 2
  }
  return authors
}
