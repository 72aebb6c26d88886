const lineFeed = 0x0a
const greater = 0x3e

export interface MailboxEntry {
  /** The message without its separator, "From " lines in its text unquoted. Made anew at each call. */
  readonly bytes: () => Uint8Array
}

/**
 * Finds the messages of a mailbox. A separator is a line "From sender date" at the beginning or after an empty line (RFC
 * 4155); writers of the kind "mboxrd" quote such lines in a text with ">", any number of them.
 */
export function splitMailbox(bytes: Uint8Array): MailboxEntry[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const starts: number[] = []
  for (let at = file.indexOf('From ', 0, 'latin1'); at >= 0; at = file.indexOf('From ', at + 5, 'latin1')) {
    if (isSeparator(file, at)) starts.push(at)
  }
  return starts.map((start, i): MailboxEntry => {
    const bodyStart = file.indexOf(lineFeed, start) + 1
    const end = starts[i + 1] ?? file.length
    return { bytes: () => unquote(file.subarray(bodyStart === 0 ? end : bodyStart, end)) }
  })
}

/** Dates of separators: as asctime writes them, with a zone or without, and as RFC 5322 does. */
const asctime = /\b[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]?\d \d\d:\d\d(?::\d\d)?(?: [A-Z+-][\w+-]*)? \d{4}\b/
const stated = /\b\d{1,2} [A-Z][a-z]{2} \d{4} \d\d?:\d\d/

function isSeparator(file: Buffer, at: number): boolean {
  if (at > 0 && file[at - 1] !== lineFeed) return false
  const [line = '', next = ''] = file.subarray(at, at + 500).toString('latin1').split(/\r?\n/, 2)
  if (!/^From \S.*\b\d{4}\b/.test(line) || !/\d\d?:\d\d/.test(line)) return false
  const opensHead = /^(?:[!-9;-~]+:|>From )/.test(next)
  // Some programs leave no line empty before it: then it has to have the date of asctime.
  if (!/(?:^|\n)\r?\n$/.test(file.subarray(Math.max(0, at - 4), at).toString('latin1')) && at > 3) return opensHead && asctime.test(line)
  // Text may begin so, too; a message without a head has its date to tell it by, and an empty line.
  return opensHead || ((asctime.test(line) || stated.test(line)) && (next === '' || !/@/.test(line) || at === 0))
}

/** Takes one ">" from every line of the form ">From ", ">>From " and so on. */
function unquote(message: Buffer): Uint8Array {
  if (!message.includes('\n>')) return message
  const output = Buffer.alloc(message.length)
  let written = 0
  for (let start = 0; start < message.length;) {
    const found = message.indexOf(lineFeed, start)
    const end = found < 0 ? message.length : found + 1
    const quoted = message[start] === greater && /^>+From /.test(message.subarray(start, Math.min(end, start + 80)).toString('latin1'))
    written += message.copy(output, written, quoted ? start + 1 : start, end)
    start = end
  }
  return output.subarray(0, written)
}
