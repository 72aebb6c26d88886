import type { Page } from '../../../../src-preload/contract/index.ts'
import { AppError } from '../../../support/errors.ts'
import { canonicalLine } from '../canonical-text.ts'
import { offerChild } from '../offer-child.ts'
import { readText } from '../parse-text.ts'
import type { ChildSink } from '../parsed-document.ts'
import { SectionPages } from '../section-pages.ts'
import type { MailAttachment, MailMessage } from './mail-message.ts'
import { writeBodies } from './write-body.ts'

/** Inline pictures below this size are logos and lines, not letters that somebody photographed. */
const minInlineBytes = 10_000

/** What was left unread in one message or in all of a mailbox. */
export interface MailTally {
  /** Attachments of kinds that no reader takes, and those that could not be unpacked. */
  unread: number
  damaged: number
  encrypted: number
  tnef: number
  tooDeep: number
}

export const newTally = (): MailTally => ({ unread: 0, damaged: 0, encrypted: 0, tnef: 0, tooDeep: 0 })

/**
 * Pages of one message: its header fields and the names of its attachments, then its text. Attachments go to `children`.
 * With `titled`, the pages stand under the message's subject and date as a heading.
 * Errors: those of the sink.
 */
export function writeMessage(message: MailMessage, children: ChildSink, tally: MailTally, { titled }: { readonly titled: boolean }): readonly Page[] {
  const pages = new SectionPages('markup')
  const subject = canonicalLine(message.subject)
  if (titled) pages.heading(1, subject === '' ? 'No subject' : subject)
  const names = message.attachments.flatMap((attachment) => handOn(attachment, children, tally))
  const fields = [...message.fields, ['Attachments', names.join(', ')] as const]
  pages.block(fields.flatMap(([name, value]) => (canonicalLine(value) === '' ? [] : [`${name}: ${canonicalLine(value)}`])).join('\n'))
  if (!writeBodies(message.bodies, pages)) tally.tooDeep++
  for (const report of message.reports) readText(report, pages)
  const label = [subject === '' ? 'No subject' : subject, canonicalLine(message.date)].filter((part) => part !== '').join(', ').slice(0, 200)
  const finished = pages.finish().map((page) => (titled ? { ...page, label } : page))
  if (!message.encrypted) return finished
  tally.encrypted++
  return finished.map((page) => ({ ...page, coverage: 'partly' }))
}

/** The attachment's name, as a list; empty for a picture that only decorates the message. */
function handOn(attachment: MailAttachment, children: ChildSink, tally: MailTally): string[] {
  let bytes: Uint8Array
  try {
    bytes = attachment.bytes()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    tally.damaged++
    return [attachment.name]
  }
  if (attachment.mediaType.endsWith('ms-tnef')) {
    tally.tnef++
    return [attachment.name]
  }
  if (attachment.inline && bytes.length < minInlineBytes) return []
  if (bytes.length > 0 && !offerChild(children, attachment.name, bytes)) tally.unread++
  return [attachment.name]
}

/** Plain sentences about what {@link MailTally} counted. */
export function tallyWarnings(tally: MailTally): string[] {
  const counted = (n: number, one: string, many: string): string[] => (n === 0 ? [] : [n === 1 ? one : `${n} ${many}`])
  return [
    ...counted(tally.unread, '1 attachment is of a kind that cannot be read.', 'attachments are of kinds that cannot be read.'),
    ...counted(tally.damaged, '1 attachment is damaged and could not be taken out.', 'attachments are damaged and could not be taken out.'),
    ...counted(tally.tnef, '1 attachment is a winmail.dat of Outlook that could not be read; files may be inside it.', 'attachments are winmail.dat files of Outlook that could not be read; files may be inside them.'),
    ...counted(tally.encrypted, 'The message is encrypted; what it says was not read.', 'messages are encrypted; what they say was not read.'),
    ...counted(tally.tooDeep, 'The HTML part of the message is nested too deep and was read only in part.', 'messages have an HTML part that is nested too deep; they were read only in part.'),
  ]
}
