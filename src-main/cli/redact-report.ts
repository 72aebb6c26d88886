import type { FileRedaction } from '../egress/redact-files/redact-file.ts'
import type { LeftOutKind } from '../ingest/redacted-copy/redacted-copy.ts'

const leftOutWords: Readonly<Record<LeftOutKind, string>> = {
  'metadata': 'metadata', 'deleted-text': 'deleted text (tracked changes)', 'field-codes': 'field codes', 'content-controls': 'content controls', 'links': 'links', 'embedded-files': 'embedded files',
  'macros': 'macros', 'custom-data': 'custom data', 'building-blocks': 'building blocks', 'fonts': 'embedded fonts', 'other-parts': 'other parts', 'pictures': 'pictures', 'annotations': 'annotations',
  'form-fields': 'form fields', 'attachments': 'attachments', 'outline': 'outline entries', 'scripts': 'scripts', 'hidden-words': 'words that cannot be seen on the page', 'unreadable-words': 'words whose letters could not be read', 'pages': 'pages',
}

/** What a person should know about a copy. No text of the document. */
export function copyReportLines(report: FileRedaction, out: string): readonly string[] {
  const masked = Object.entries(report.masked).map(([category, count]) => `${category} ${count.entities}${count.places === count.entities ? '' : ` (in ${count.places} places)`}`)
  const leftOut = Object.entries(report.leftOut).filter(([kind]) => kind !== 'pages').map(([kind, count]) => `${leftOutWords[kind as LeftOutKind]} ${count}`)
  const { pictures, scannedPages } = report.notSearched
  return [
    `${out} was written, read again and searched: none of the masked values is in it.`,
    masked.length > 0 ? `Masked: ${masked.join(', ')}` : 'Nothing identifying was found. That is no proof that there is nothing.',
    ...(leftOut.length > 0 ? [`Left out: ${leftOut.join(', ')}`] : []),
    ...(report.pagesLeftOut.length > 0 ? [`Pages replaced by an empty one, because they could not be searched: ${shortList(report.pagesLeftOut)}. --keep-pictures keeps them as they are.`] : []),
    ...(scannedPages > 0 ? [`${scannedPages === 1 ? 'One page is a scan' : `${scannedPages} pages are scans`} with recognised words: what recognition missed can still be seen. Look through ${scannedPages === 1 ? 'it' : 'them'}.`] : []),
    ...(pictures > 0 && scannedPages === 0 ? [`${pictures === 1 ? 'One picture was' : `${pictures} pictures were`} kept, and nobody looked at what ${pictures === 1 ? 'it shows' : 'they show'}.`] : []),
    ...(report.wordsToLookAt > 0 ? [`${report.wordsToLookAt === 1 ? 'One word' : `${report.wordsToLookAt} words`} of the copy are also part of a masked name, but seem to be meant as words. Look through it yourself.`] : []),
    ...report.warnings,
  ]
}

function shortList(pages: readonly number[]): string {
  return pages.length > 12 ? `${pages.slice(0, 12).join(', ')} and ${pages.length - 12} more` : pages.join(', ')
}
