import { readEml } from './mail/read-eml.ts'
import { readMsg } from './mail/read-msg.ts'
import { readTnef } from './mail/read-tnef.ts'
import { newTally, tallyWarnings, writeMessage } from './mail/write-message.ts'
import type { ParseContext, ParsedDocument } from './parsed-document.ts'

/**
 * An e-mail (EML, Outlook's MSG or its winmail.dat): its header fields, then its text (the HTML part where there is no plain one).
 * Attachments and forwarded messages are children. Errors: `document-too-deep`, `document-too-many-parts`, `document-damaged`, those of the sink.
 */
export function parseEmail(bytes: Uint8Array, { children }: Pick<ParseContext, 'children'>): ParsedDocument {
  const isOle = bytes[0] === 0xd0 && bytes[1] === 0xcf
  const message = isOle ? readMsg(bytes) : readTnef(bytes) ?? readEml(bytes)
  const tally = newTally()
  const pages = writeMessage(message, children, tally, { titled: false })
  return { mediaType: 'email', pages, warnings: tallyWarnings(tally), children: children.files, language: null, thread: message.thread }
}
