import type { Place } from './text-segments.ts'

export interface SelectedWords { readonly place: Place; readonly words: string; readonly box: DOMRect }

/** What is selected inside one row of a part's original text, in offsets of the whole text; null for anything else. */
export function selectedWords(selection: Selection | null): SelectedWords | null {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const host = range.commonAncestorContainer instanceof Element ? range.commonAncestorContainer : range.commonAncestorContainer.parentElement
  const text = host?.closest<HTMLElement>('[data-original-of]') ?? null
  const partId = text?.dataset['originalOf']
  if (text === null || partId === undefined) return null
  const before = document.createRange()
  before.selectNodeContents(text)
  before.setEnd(range.startContainer, range.startOffset)
  const raw = range.toString()
  const words = raw.trim()
  if (words.length < 2) return null
  const start = Number(text.dataset['start'] ?? 0) + before.toString().length + raw.indexOf(words)
  return { place: { partId, start, end: start + words.length }, words, box: range.getBoundingClientRect() }
}
