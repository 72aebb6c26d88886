import { type Hop, type HopKind, type LedgerVerdict, whereItWent } from '../../src-preload/contract/index.ts'

/** The words of the report for a client file. */
export const kindWords: Readonly<Record<HopKind, string>> = {
  'retrieval': 'Passages searched', 'local-prompt': 'Read by the model on this machine', 'tool-call': 'Tool used', 'store': 'Stored in the matter',
  'proposal': 'Request prepared', 'withdrawal': 'Request withdrawn', 'refusal': 'Sending refused', 'approval': 'Request approved by a person',
  'send': 'Sent', 'receive': 'Reply received', 'download': 'Downloaded', 'erase': 'Erased',
}

export const verdictWords = (verdict: LedgerVerdict): string => {
  if (verdict.state === 'intact') return `Intact. All ${count(verdict.rows, 'row')} were recomputed; none was changed, removed, inserted or reordered, and none is missing at the end.`
  const row = `row ${verdict.firstBadId}`
  switch (verdict.problem) {
    case 'changed': return `Broken: the content of ${row} is not what was written.`
    case 'removed-or-inserted': return `Broken: before or at ${row} something was removed, inserted, reordered or changed.`
    case 'cut-tail': return `Broken: rows that were written are missing, from ${row} on.`
    case 'head-missing': return 'Not proven: the record of how long this ledger is, which is kept apart from it, is not there. The rows agree with each other; whether later ones are missing cannot be told.'
  }
}

/** One true sentence about the rows of an answer. */
export function answerWords(hops: readonly Hop[]): string {
  const { sentTo, bytesSent, bytesReceived, approved, elsewhere, unsent } = whereItWent(hops)
  const also = elsewhere.length > 0 ? ` Data also left to or came from ${elsewhere.join(', ')}.` : ''
  if (sentTo.length > 0) {
    const consent = approved ? 'after a person approved it' : 'WITHOUT an approval on record'
    // The row is written before the connection is opened: whether the bytes got through, only a reply shows.
    if (bytesReceived === 0) return `Sending ${bytes(bytesSent)} to ${sentTo.join(', ')} was begun ${consent}, and no reply came: it counts as sent.${also}`
    return `${bytes(bytesSent)} were sent to ${sentTo.join(', ')} ${consent}; ${bytes(bytesReceived)} came back.${also}`
  }
  if (elsewhere.length > 0) return `No request was sent.${also}`
  const stayed = 'Everything stayed on this machine.'
  switch (unsent) {
    case null: return stayed
    case 'proposal': return `${stayed} A request was prepared and not sent.`
    case 'withdrawal': return `${stayed} A request was prepared and withdrawn.`
    case 'refusal': return `${stayed} A request was prepared and refused.`
    case 'approval': return `${stayed} A request was approved; no sending of it is recorded.`
  }
}

export const bytes = (value: number): string => `${value.toLocaleString('en')} ${value === 1 ? 'byte' : 'bytes'}`
export const count = (value: number, noun: string): string => `${value.toLocaleString('en')} ${noun}${value === 1 ? '' : 's'}`
/** Universal time, because a client file is read in other places. */
export const moment = (iso: string): string => iso.replace('T', ' ').replace(/(?:\.\d+)?Z$/, ' UTC')
