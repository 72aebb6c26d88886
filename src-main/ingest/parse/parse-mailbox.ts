import type { Page } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import { readEml } from './mail/read-eml.ts'
import { splitMailbox } from './mail/split-mailbox.ts'
import { newTally, tallyWarnings, writeMessage } from './mail/write-message.ts'
import type { ChildSink, ParseContext, ParsedDocument } from './parsed-document.ts'

const maxMessages = 50_000

/**
 * A mailbox (MBOX, RFC 4155): the pages of each message stand under its subject and date, one message after the other.
 * Attachments are children, as far as the sink takes them. Errors: `document-too-many-parts`, `document-damaged`.
 */
export function parseMailbox(bytes: Uint8Array, { children, onPages }: Pick<ParseContext, 'children' | 'onPages'>): ParsedDocument {
  const messages = splitMailbox(bytes)
  if (messages.length === 0) throw new AppError('document-damaged')
  if (messages.length > maxMessages) throw new AppError('document-too-many-parts', { limit: maxMessages })
  const tally = newTally()
  const sink = fullSink(children)
  const pages: Page[] = []
  let damaged = 0
  for (const [index, message] of messages.entries()) {
    try {
      for (const page of writeMessage(readEml(message.bytes()), sink, tally, { titled: true })) pages.push({ ...page, page: pages.length + 1 })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      damaged++
      pages.push({ page: pages.length + 1, label: `Message ${index + 1}`, text: '', headings: [], method: 'none', confidence: 0, coverage: 'failed', engine: null, places: [], tables: [] })
    }
    onPages(index + 1, messages.length)
  }
  const warnings = [...tallyWarnings(tally), ...(damaged > 0 ? [`${damaged} of ${messages.length} messages are damaged and could not be read.`] : []), ...sink.warnings()]
  return { mediaType: 'mailbox', pages, warnings, children: children.files, language: null, thread: null }
}

/** Takes children until the sink is full; a mailbox is read to its end all the same. */
function fullSink(inner: ChildSink): ChildSink & { warnings(): string[] } {
  let dropped = 0
  return {
    get files() { return inner.files },
    add(name, bytes) {
      try {
        if (dropped === 0) inner.add(name, bytes)
        else dropped++
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        dropped++
      }
    },
    warnings: () => (dropped === 0 ? [] : [`${dropped} attachments beyond the limit of one mailbox were left out.`]),
  }
}
