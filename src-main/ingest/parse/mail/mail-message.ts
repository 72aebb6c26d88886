/** A message as it is read from EML, MSG or a mailbox, before it becomes pages. */
export interface MailMessage {
  readonly subject: string
  /** As the message states it; '' when it does not. */
  readonly date: string
  /** Header fields as a reader sees them, in their order, such as `['From', 'Ann <ann@example.org>']`. */
  readonly fields: readonly (readonly [string, string])[]
  /** What its reader sees, one after the other: most messages have one. */
  readonly bodies: readonly MailBody[]
  /** What a mail server reports of a delivery, as text. */
  readonly reports: readonly string[]
  readonly attachments: readonly MailAttachment[]
  /** The id of the conversation's first message, without brackets; null when the message has no ids. */
  readonly thread: string | null
  /** Its body is encrypted (S/MIME, PGP) and was not read. */
  readonly encrypted: boolean
}

/** One text in the forms that the message has it in; any may be absent. */
export interface MailBody {
  readonly text: string | null
  readonly html: string | null
  readonly rtf?: Uint8Array
  /** Mostly a copy of the others, in another form: to be read only as far as they lack what it says. */
  readonly spare?: boolean
}

export interface MailAttachment {
  readonly name: string
  readonly mediaType: string
  /** The HTML shows it in its text, as it does a logo under a signature. */
  readonly inline: boolean
  readonly bytes: () => Uint8Array
}

/**
 * The thread of a message by RFC 5322 3.6.4: the first id of its references, else what it answers, else its own, since it
 * may be the first.
 */
export function threadOf(references: string, inReplyTo: string, messageId: string): string | null {
  for (const field of [references, inReplyTo, messageId]) {
    const id = /<\s*([^<>\s]+)\s*>/.exec(field)?.[1] ?? /^\s*([^<>\s@]+@[^<>\s]+)\s*$/.exec(field)?.[1]
    if (id !== undefined) return id.slice(0, 500)
  }
  return null
}

/** Message ids as a reader sees them, shortened. */
export const idField = (id: string): string => id.trim().slice(0, 500)

const extensions: Readonly<Record<string, string>> = {
  'message/rfc822': '.eml', 'message/global': '.eml', 'message/partial': '.eml', 'message/news': '.eml', 'text/html': '.html', 'text/csv': '.csv', 'text/markdown': '.md', 'text/calendar': '.ics', 'application/ics': '.ics', 'text/vcard': '.vcf',
  'text/x-vcard': '.vcf', 'text/plain': '.txt', 'text/rtf': '.rtf', 'application/rtf': '.rtf', 'application/pdf': '.pdf', 'image/jpeg': '.jpg', 'image/png': '.png', 'image/gif': '.gif', 'image/tiff': '.tif',
  'application/msword': '.doc', 'application/zip': '.zip', 'text/xml': '.xml', 'application/xml': '.xml', 'application/json': '.json', 'multipart/signed': '.eml', 'application/vnd.ms-outlook': '.msg',
}

/** An attachment's name with an extension that fits its media type where it has none. */
export function attachmentName(name: string, mediaType: string): string {
  const extension = extensions[mediaType] ?? ''
  const bare = name.trim() !== '' ? name.trim() : extensions[mediaType] === '.eml' ? 'message' : 'unnamed'
  return /\.[a-z0-9]{1,10}$/i.test(bare) ? bare : bare + extension
}
