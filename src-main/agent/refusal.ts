import type { Answer } from '../../src-preload/contract/index.ts'
import type { MatterCoverage } from '../store/ports.ts'
import { namePages } from './name-pages.ts'
import { refusalSentence } from './prompt/answer-prompt.ts'

/** All wording about what was and was not searched stands here. */
export function refusalText(coverage: MatterCoverage): string {
  const read = coverage.documents - coverage.documentsFailed - coverage.documentsPending
  if (read <= 0) return `${refusalSentence} No document of this matter has been read yet.`
  return `${refusalSentence} Searched ${counted(coverage.pages - coverage.pagesWithoutText, 'page')} in ${counted(read, 'document')}.`
}

/** What an answer did not see or cannot vouch for, in words. */
export function coverageCaveats({ documentsPending, documentsFailed, unreadPages, doubtfulPages, gaps }: MatterCoverage): string[] {
  const unread = namePages(gaps.filter(({ doubtful }) => !doubtful))
  const inDoubt = namePages(gaps.filter(({ doubtful }) => doubtful))
  return [
    ...(unreadPages > 0 ? [`${counted(unreadPages, 'page')} ${unreadPages === 1 ? 'has' : 'have'} not been read and ${unreadPages === 1 ? 'was' : 'were'} not searched: ${unread}.`] : []),
    ...(doubtfulPages > 0 ? [`The text of ${counted(doubtfulPages, 'page')} is in doubt: ${inDoubt}.`] : []),
    ...(documentsPending > 0 ? [`${counted(documentsPending, 'document')} ${documentsPending === 1 ? 'is' : 'are'} still being read and may hold more.`] : []),
    ...(documentsFailed > 0 ? [`${counted(documentsFailed, 'document')} could not be read.`] : []),
  ]
}

const documentsLinked = 20

/** The pages that {@link coverageCaveats} is about, document by document, so that a person can go to them. */
export function unseenPages({ gaps }: MatterCoverage): NonNullable<Answer['unseen']> {
  return [...Map.groupBy(gaps, ({ documentId }) => documentId)].slice(0, documentsLinked)
    .map(([documentId, of]) => ({ documentId, documentName: of[0]?.documentName ?? '', pages: of.map(({ page }) => page) }))
}

/** Ways in which small models say that they found nothing. */
const nothingFound = [
  /\bdocuments?\b.{0,40}\b(?:do|does|did) not (?:say|state|mention|specify|contain|provide|include|give|indicate)\b/iu,
  /\b(?:excerpts?|text|passages?|context|information)\b.{0,60}\b(?:do|does|did|is|are) not (?:say|state|mention|specify|contain|provide|include|give|indicate|available|mentioned|specified|provided|stated)\b/iu,
  /\bno (?:information|mention|answer|details?)\b/iu,
  /\b(?:is|are|was|were) not (?:explicitly )?(?:mentioned|stated|specified|provided|given|available)\b/iu,
  /\b(?:cannot|can't|can not) (?:be )?(?:answer|determin|found|find)/iu,
]

/** Whether a sentence of the model only says that the documents don't tell. */
export function saysNothingFound(sentence: string): boolean {
  return nothingFound.some((pattern) => pattern.test(sentence))
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}
