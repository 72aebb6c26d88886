import type { PageCoverage } from '../../../src-preload/contract/index.ts'

/** What is known of a page once it was read. */
export interface ReadingFacts {
  readonly hasText: boolean
  readonly confidence: number
  /** Share of the page that is inked at all; share that is closely inked and holds no word. */
  readonly inkShare: number
  readonly unreadArea: number
  /** Part of the page's picture is missing. */
  readonly incomplete: boolean
  readonly suspectTable: boolean
}

/** On the scans measured, pages below this had more than one wrong character in ten; see docs/benchmarks.md. */
const doubtfulConfidence = 0.8
/** A picture that takes up more of a page than this may well be text that was not seen. */
const muchUnread = 0.2
/** Specks and the shadow of an edge. */
const hardlyAnyInk = 0.001

/** How far a page counts as read. Nothing is said to be read that is in doubt: a person looks at the doubtful ones. */
export function judgeCoverage({ hasText, confidence, inkShare, unreadArea, incomplete, suspectTable }: ReadingFacts): PageCoverage {
  if (!hasText) return inkShare < hardlyAnyInk && !incomplete ? 'empty' : 'failed'
  if (incomplete || confidence < doubtfulConfidence || unreadArea > muchUnread) return 'partly'
  return suspectTable ? 'suspect-table' : 'ocr'
}
