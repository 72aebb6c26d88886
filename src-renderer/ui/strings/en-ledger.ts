import type { Hop, LedgerVerdict, WhereItWent } from '../../../src-preload/contract/index.ts'
import { formatBytes, formatCount } from '../format.ts'
import { plural } from './plural.ts'

const steps = (n: number): string => plural(n, 'step', 'steps')
const list = (hosts: readonly string[]): string => new Intl.ListFormat('en').format(hosts)
const stayed = 'Everything this answer touched stayed on this machine.'
const unsentWords: Readonly<Record<NonNullable<WhereItWent['unsent']>, string>> = {
  proposal: 'An escalation was prepared and not sent.', withdrawal: 'An escalation was prepared and withdrawn.', refusal: 'An escalation was prepared and refused.', approval: 'An escalation was approved; no sending of it is recorded.',
}

/** The panel under an answer. */
export const whereWords = {
  title: 'Where did it go?', none: 'No steps were recorded for this answer.', note: 'Steps hold sizes and fingerprints, never the text itself.', failed: 'The steps of this answer could not be read.',
  /** One true sentence about all steps of an answer. */
  summary: ({ sentTo, bytesSent, bytesReceived, approved, elsewhere, unsent }: WhereItWent): string => {
    const also = elsewhere.length > 0 ? ` It also touched ${list(elsewhere)}.` : ''
    const consent = approved ? 'after your approval' : 'with no approval on record'
    const rest = also === '' ? 'Everything else stayed on this machine.' : also.trim()
    // The row is written before the connection is opened: whether the bytes got through, only a reply shows.
    if (sentTo.length > 0 && bytesReceived === 0) return `Sending ${formatBytes(bytesSent)} to ${list(sentTo)} was begun ${consent}, and no reply came: count it as sent. ${rest}`
    if (sentTo.length > 0) return `${formatBytes(bytesSent)} were sent to ${list(sentTo)} ${consent}; ${formatBytes(bytesReceived)} came back. ${rest}`
    if (elsewhere.length > 0) return `No request was sent.${also}`
    return unsent === null ? stayed : `${stayed} ${unsentWords[unsent]}`
  },
}

/** Literals of the ledger that a person would not understand; what is not here is a name (of a model, of a kind of thing) and stays. */
const detailWords: Readonly<Record<string, string>> = {
  'whole': 'the whole reply', 'stopped': 'stopped by you', 'complete': 'the whole reply', 'offline': 'Strongroom is set to stay offline', 'matter-never': 'this matter is never to be sent', 'host-not-allowed': 'the address is not on the list',
  'no-key': 'no key is stored', 'key-missing': 'no key is stored', 'key-store-locked': 'the stored keys are locked', 'spend-limit': 'the spending limit is reached', 'detector-failed': 'the search for names failed', 'text-not-scanned': 'a part was not searched for names',
  'value-left': 'a masked name still stood in the request', 'identifier-left': 'a number that identifies someone still stood in the request', 'too-large': 'the request is too large', 'policy-file': 'forbidden by this machine’s policy file', 'ledger-unavailable': 'the ledger could not be written',
  'approval-void': 'the approval did not hold any more', 'bytes-changed': 'the request was not the one approved', 'exit-closed': 'sending is not allowed here', 'exit-blocked': 'the request may not be sent as it stands',
  'provider-refused': 'the provider refused it', 'provider-unreachable': 'the provider could not be reached', 'provider-tls': 'the provider’s certificate is not trusted', 'reply-too-large': 'the reply was too large', 'reply-unreadable': 'the reply could not be read',
}

/** A literal is a code, and behind it sometimes the reason or the number that a provider answered with. */
function inWords(literal: string): string {
  const [code = '', ...more] = literal.split(' ')
  const words = more.map((each) => detailWords[each]).find((each) => each !== undefined) ?? detailWords[code]
  if (words === undefined) return literal
  const status = more.find((each) => /^\d+$/.test(each))
  return status === undefined ? words : `${words} (${status})`
}

/** One step in words. */
export const hopWordsOf = {
  'retrieval': 'Passages searched', 'local-prompt': 'Read by the local model', 'store': 'Stored in this matter', 'tool-call': 'Tool used', 'proposal': 'Escalation prepared', 'withdrawal': 'Escalation withdrawn', 'refusal': 'Sending refused', 'approval': 'Approved by you', 'send': 'Sent', 'receive': 'Reply received', 'download': 'Downloaded', 'erase': 'Erased',
  items: (kind: Hop['kind'], n: number): string => {
    if (kind === 'retrieval') return plural(n, 'passage', 'passages')
    return kind === 'local-prompt' ? plural(n, 'part of a prompt', 'parts of a prompt') : plural(n, 'item', 'items')
  },
  detail: inWords,
  thisMachine: 'This machine', meantFor: (host: string): string => `for ${host}`, fingerprint: 'Fingerprint (SHA-256)', fingerprintOf: (kind: string, start: string): string => `${start}: copy the fingerprint of “${kind}”`,
}

const brokenAdvice = 'Documents and answers were not touched. Export the ledger as it is, and compare it with the last backup of this matter.'

type Broken = Extract<LedgerVerdict, { state: 'broken' }>

const problemWords: Readonly<Record<Broken['problem'], (row: string) => string>> = {
  'changed': (row) => `The content of row ${row} is not what was written. The rows before it are sound. ${brokenAdvice}`,
  'removed-or-inserted': (row) => `At or before row ${row} something was removed, inserted, reordered or changed. ${brokenAdvice}`,
  'cut-tail': (row) => `Rows that were written are missing, from row ${row} on. If you restored an older backup of this matter, this is why; otherwise, export the ledger as it is before you look for the cause.`,
  'head-missing': () => 'The rows agree with each other, but the record of how many there are is not where it is kept. After restoring a backup or moving the matter this is expected; the next step is recorded with a note of it.',
}

/** The screen of a matter's ledger, or of the app's own. */
export const ledgerWords = {
  title: 'Ledger', intro: 'Every step that touched this matter’s data, newest first. Steps hold sizes and fingerprints, never text.', introApp: 'What belongs to no matter: downloads of models, and matters that were deleted. Newest first.',
  whose: 'Whose ledger', ofMatter: 'This matter', ofApp: 'The app', tableLabel: 'Steps', columns: { row: 'Row', at: 'When', what: 'What', where: 'Where', size: 'Size', fingerprint: 'Fingerprint' },
  filterKind: 'Step', allKinds: 'All steps', filterPlace: 'Place', anywhere: 'All', left: 'Left this machine', stayed: 'Stayed here',
  emptyTitle: 'Nothing has happened yet', emptyText: 'Add documents or ask a question, and each step appears here.', emptyApp: 'When a model is downloaded or a matter is deleted, it appears here.', noneFit: 'No step fits this filter.',
  count: (n: number, more: boolean): string => more ? `The newest ${steps(n)}` : steps(n), allLocal: 'Every step stayed on this machine.', refresh: 'Refresh', older: 'Show older steps', failed: 'The ledger could not be read',
  verify: 'Verify', verifying: 'Verifying…', export: 'Export', exportReport: 'Report for a client file (HTML)', exportRows: 'Rows that anyone can check (JSON Lines)',
  intact: (rows: number): string => `Intact: ${plural(rows, 'row', 'rows')}`, intactText: 'Every row was recomputed. None was changed, removed, inserted or reordered, and none is missing at the end.', head: 'Hash of the last row', copyHead: 'Copy hash',
  broken: 'The ledger is broken', unproven: 'The end of the ledger cannot be proven', problem: ({ problem, firstBadId }: Broken): string => problemWords[problem](formatCount(firstBadId)), dismiss: 'Close the verdict',
}
