import type { MediaType } from '../../../../src-preload/contract/index.ts'
import { AppError } from '../../../support/errors.ts'
import { wideOrder } from '../wide-order.ts'
import { isSpreadsheetXml } from '../spreadsheet/spreadsheet-xml-mark.ts'
import { looksTabular } from '../spreadsheet/separated-values.ts'

export type TextKind = Extract<MediaType, 'text' | 'markdown' | 'html' | 'web-archive' | 'email' | 'mailbox' | 'contacts' | 'calendar' | 'spreadsheet' | 'rtf'>

/** Extensions of files of text, with the dot and in lower case; '' stands for none. */
export const textExtensions: Readonly<Record<string, TextKind>> = {
  '': 'text', '.txt': 'text', '.text': 'text', '.log': 'text', '.xml': 'text', '.json': 'text', '.tex': 'text', '.rst': 'text',
  ...Object.fromEntries(['.jsonl', '.ndjson', '.yaml', '.yml', '.toml', '.ini', '.cfg', '.conf', '.properties', '.srt', '.vtt', '.adoc', '.asciidoc', '.org', '.textile', '.wiki', '.bib', '.sql', '.asc', '.sgml', '.nfo'].map((name) => [name, 'text'] as const)),
  '.csv': 'spreadsheet', '.tsv': 'spreadsheet', '.tab': 'spreadsheet',
  '.md': 'markdown', '.markdown': 'markdown', '.mdown': 'markdown',
  '.html': 'html', '.htm': 'html', '.xhtml': 'html', '.xht': 'html', '.shtml': 'html',
  '.mht': 'web-archive', '.mhtml': 'web-archive', '.eml': 'email', '.emlx': 'email', '.nws': 'email', '.mbox': 'mailbox', '.mbx': 'mailbox',
  '.vcf': 'contacts', '.vcard': 'contacts', '.ics': 'calendar', '.ical': 'calendar', '.ifb': 'calendar', '.vcs': 'calendar', '.rtf': 'rtf',
}
/** Old Office programs and many exports write HTML, a web archive or RTF under these names. */
const oldOfficeNames = new Set(['.doc', '.dot', '.xls', '.xlt'])
/** Under these names programs also export rows of text, which a spreadsheet program opens all the same. */
const spreadsheetNames = new Set(['.xls', '.xlt', '.xlsx', '.xlsm', '.xlsb', '.ods'])
/** Before Word had files of its own, and in many programs after, these were names of plain text. */
const oldTextNames = new Set(['.doc', '.dot'])
/** Names under which a file of text is looked at for what it is more exactly. */
const plainNames = new Set(['', '.txt', '.text', '.log'])

/**
 * What a file without a binary signature is. Text that says what it is (RTF, vCard, calendar, mailbox, web archive, HTML)
 * counts as that under a name of its own kind, a plain name or an unknown one; else the extension tells.
 * Errors: `format-mismatch` for text under the name of a binary format other than `.doc` and for noise under a readable name, `format-unsupported`.
 */
export function sniffText(bytes: Uint8Array, extension: string, claimsBinary: boolean): TextKind {
  const byExtension = textExtensions[extension]
  const head = textHead(bytes)
  const isOldOffice = oldOfficeNames.has(extension)
  const marked = markedKind(head)
  if (marked === 'rtf' || marked === 'spreadsheet' || (isOldOffice && marked !== null)) return marked
  if (spreadsheetNames.has(extension) && marked === null && !holdsBinary(bytes) && looksTabular(head)) return 'spreadsheet'
  // Other programs than Outlook, too, write messages under its name.
  if (extension === '.msg' && marked === 'email') return marked
  if (oldTextNames.has(extension) && !holdsBinary(bytes)) return 'text'
  if (claimsBinary) throw new AppError('format-mismatch')
  if (holdsBinary(bytes) && !(byExtension !== undefined && (opensAs(byExtension, head) || (extension !== '' && isPaddedText(bytes))))) throw new AppError(byExtension !== undefined && extension !== '' ? 'format-mismatch' : 'format-unsupported')
  if (byExtension === undefined) return marked ?? 'text'
  if (plainNames.has(extension)) return marked === 'email' && extension !== '' ? 'text' : marked ?? 'text'
  // A message saved as a web page and a web page saved as a message are the same format in part, and one message may begin as
  // a mailbox does: their names tell.
  if ((byExtension === 'contacts' || byExtension === 'calendar') && opensAs(byExtension, head)) return marked ?? byExtension
  if (byExtension === 'contacts' || byExtension === 'calendar' || byExtension === 'mailbox') return marked ?? (byExtension !== 'mailbox' ? 'text' : /^\s*From \S.*\d{4}/.test(head) ? 'mailbox' : 'email')
  if (byExtension === 'web-archive') return marked === 'html' ? 'html' : 'web-archive'
  return byExtension === 'rtf' ? 'text' : byExtension
}

/**
 * Whether text begins as its name promises, so that it is read though it holds zeros or controls: files in a message as they
 * are (RFC 3030), a calendar with a padded field. Contacts and calendars may have a line of their server's before them.
 */
function opensAs(kind: TextKind, head: string): boolean {
  if (kind === 'contacts') return /^BEGIN:VCARD\s*$/im.test(head)
  if (kind === 'calendar') return /^BEGIN:VCALENDAR\s*$/im.test(head)
  if (kind === 'html') return markedKind(head) === 'html'
  return ['email', 'mailbox', 'web-archive'].includes(kind) && headerField.test(head.trimStart().replace(/^From .*\r?\n/, ''))
}

/** What a text says of itself in its first lines; null when it does not. */
function markedKind(head: string): TextKind | null {
  const start = head.trimStart()
  if (start.startsWith('{\\rt')) return 'rtf'
  if (isSpreadsheetXml(start)) return 'spreadsheet'
  if (/^BEGIN:VCARD\s*$/im.test(start.slice(0, 200)) && /^BEGIN:VCARD/i.test(start)) return 'contacts'
  if (/^BEGIN:VCALENDAR/i.test(start)) return 'calendar'
  if (/^From \S.*\d{4}.*\r?\n(?:>?[\w-]+:|>From )/.test(start)) return 'mailbox'
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html[\s>])/i.test(start)) return 'html'
  return markedMessage(start)
}

const headerField = /^(?:received|return-path|from|to|date|subject|message-id|mime-version|delivered-to|content-type|x-[\w-]+):/i

function markedMessage(start: string): 'web-archive' | 'email' | null {
  if (!headerField.test(start)) return null
  const headers = start.split(/\r?\n\r?\n/, 1)[0] ?? ''
  if (/^(?:snapshot-content-location|from: <saved by |x-mimeole: produced by microsoft (?:mhtml|mimeole))/im.test(headers) && /^content-type:\s*(?:multipart\/related|text\/html)/im.test(headers)) return 'web-archive'
  return /^message-id:/im.test(headers) && /^from:/im.test(headers) ? 'email' : null
}

/** The first bytes as text, whichever way they are encoded: good enough to look for words of ASCII. */
function textHead(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, 8_192)
  if (sample[0] === 0xff && sample[1] === 0xfe) return new TextDecoder('utf-16le').decode(sample)
  if (sample[0] === 0xfe && sample[1] === 0xff) return new TextDecoder('utf-16be').decode(sample)
  return new TextDecoder(wideOrder(bytes) ?? 'utf-8').decode(sample)
}

/** Text all the same: zeros that fill it up, as a crash leaves them in a log, and what printers and terminals are told aside. */
function isPaddedText(bytes: Uint8Array): boolean {
  const rest = bytes.subarray(0, 8_192).filter((byte) => byte !== 0)
  const controls = rest.reduce((count, byte) => (byte < 32 && (byte < 8 || byte > 13) && byte !== 27 ? count + 1 : count), 0)
  if (rest.length === 0 || controls * 50 > rest.length) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(rest, { stream: true })
    return true
  } catch {
    return false
  }
}

/** Text has no zero bytes unless it is UTF-16 or UTF-32, and few other control characters. */
function holdsBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 8_192)
  if ((sample[0] === 0xff && sample[1] === 0xfe) || (sample[0] === 0xfe && sample[1] === 0xff)) return false
  if (sample[0] === 0 && sample[1] === 0 && sample[2] === 0xfe && sample[3] === 0xff) return false
  if (wideOrder(bytes) !== null) return false
  let zeros = 0
  let controls = 0
  for (const byte of sample) {
    if (byte === 0) zeros++
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++
  }
  const maybeUtf16 = zeros > sample.length * 0.2 && zeros <= sample.length * 0.52
  return maybeUtf16 ? controls > sample.length * 0.05 : (zeros > 0 && zeros > sample.length * 0.001) || controls > sample.length * 0.05
}
