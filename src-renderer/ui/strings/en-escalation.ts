import { formatBytes, formatCount, formatDateOnly, formatUsd } from '../format.ts'
import { plural } from './plural.ts'

const quoted = (text: string): string => `“${text}”`
const places = (n: number): string => plural(n, 'place', 'places')

/** What each category of finding is called, for one and in a list. */
export const categoryWords = {
  'person': 'Person', 'organisation': 'Organisation', 'place': 'Place', 'address': 'Address', 'nationality': 'Nationality', 'username': 'User name', 'email': 'E-mail address', 'phone': 'Telephone', 'url': 'Web address',
  'ip-address': 'IP address', 'coordinates': 'Coordinates', 'bank-account': 'Bank account', 'card': 'Payment card', 'national-id': 'National ID', 'tax-id': 'Tax number', 'passport': 'Passport', 'licence': 'Licence', 'vehicle': 'Vehicle',
  'medical-id': 'Medical ID', 'case-number': 'Case number', 'reference': 'Reference', 'secret': 'Secret', 'date': 'Date', 'birth-date': 'Date of birth', 'age': 'Age', 'amount': 'Amount', 'other-identifier': 'Other identifier', 'custom': 'Your own words',
} as const

/** The review of an escalation and what is around it. */
export const escalationWords = {
  action: 'Escalate…', menu: 'Other ways to ask', menuItem: 'Ask a model elsewhere…', typeFirst: 'Type a question first; then it can be escalated.',
  title: 'Escalate', reviewTitle: 'Review before sending', close: 'Close without sending',
  setup: {
    intro: 'The local model’s answer is not enough? Choose where to ask. Names and numbers are masked first, and you see every byte before anything is sent.', question: 'Question', provider: 'Ask', model: 'Model', hosted: 'Hosted', noHosting: 'not stated',
    modeTitle: 'What goes along', modes: { 'passages': 'Question and passages', 'question-only': 'Question only' },
    modeHints: { 'passages': 'The passages found for this question go along, masked. Better answers about what the documents say.', 'question-only': 'The local model writes a question that stands by itself. No document text goes along. Good for general questions of law or method.' },
    earlier: 'Include the earlier questions and answers of this conversation', prepare: 'Prepare the preview', prepareHint: 'Nothing is sent by preparing.',
    noProviderTitle: 'No provider yet', noProviderText: 'Add the service, or your organisation’s own endpoint, that questions may be escalated to. Nothing is contacted by adding it.', addProvider: 'Open the settings', keyMissing: 'no key', keyMissingText: 'No key is stored for this provider. Add it under Settings, then prepare the preview.',
    keysLocked: 'The stored keys are locked. You can prepare and read the preview; unlock the keys to send it.', unlock: 'Unlock…',
  },
  routes: { frontier: 'Outside provider', private: 'Your organisation’s endpoint' },
  making: {
    title: 'Preparing the preview', hint: 'This happens on this machine. Nothing is sent.', starting: 'Starting…', cancelled: 'The preview was given up. Nothing was sent.',
    stages: { 'writing-question': 'The local model writes a question that stands by itself…', 'finding-names': 'Looking for names, numbers and other identifying text…', 'serialising': 'Putting the request together…' },
  },
  failed: { title: 'The preview could not be made', nothingSent: 'Nothing was sent.', back: 'Change the choices' },
  tabs: { text: 'Text', request: 'Exact request', side: (n: number): string => `Findings and cost (${formatCount(n)})`, label: 'Parts of the review' },
  ways: { label: 'What goes along', backTo: (mode: string): string => `Back to: ${mode.toLocaleLowerCase()}`, size: (bytes: number): string => formatBytes(bytes), measuring: 'being prepared…', failed: 'could not be prepared', announce: (mode: string, bytes: number): string => `${mode}: ${formatBytes(bytes)} would be sent.` },
  columns: { original: 'Original', outgoing: 'Sent', same: 'Sent as it is' },
  parts: { label: (label: string, findings: number): string => `${label}, ${plural(findings, 'finding', 'findings')}`, found: (n: number): string => n === 0 ? 'nothing found' : plural(n, 'finding', 'findings') },
  actions: { mask: 'Mask', generalise: 'Generalise', keep: 'Keep' },
  actionStates: { mask: 'masked', generalise: 'generalised', keep: 'kept' },
  actionHints: { mask: 'A placeholder goes instead; the reply gets the real text back.', generalise: 'Something coarser goes instead, and is not put back.', keep: 'Sent as it stands.' },
  detectors: {
    'checksum': 'its check digits are right', 'pattern': 'it has the form of one', 'context': 'the words around it say so', 'names': 'it reads as a name', 'address': 'it reads like an address', 'your-list': 'it is on your list', 'same-as-another': 'it is another form of something found', 'you': 'you marked it',
  },
  finding: {
    label: (text: string, category: string, state: string, outgoing: string): string => `${text}: ${category}, ${state}${outgoing === text ? '' : ` as ${outgoing}`}`,
    reason: (reason: string, sure: string): string => `Found because ${reason} (${sure} sure).`, everywhere: (n: number): string => n > 1 ? `All ${places(n)} of it` : 'All places of it', remember: 'Remember for this matter', sentAs: 'Sent as', keep: 'This will be sent as it stands.',
    changed: (text: string, state: string, n: number): string => `${quoted(text)} is now ${state}${n > 1 ? ` in ${places(n)}` : ''}.`, updating: 'Updating the preview…', keys: 'm mask · g generalise · k keep · n and p go on and back',
  },
  findings: {
    title: 'Findings', count: (n: number, entities: number): string => `${plural(n, 'finding', 'findings')}, ${plural(entities, 'thing or person', 'things or people')}`, filter: 'Show', all: 'Everything', states: 'By what happens', categories: 'By kind', state: { mask: 'Masked', generalise: 'Generalised', keep: 'Kept' }, option: (label: string, n: number): string => `${label} (${formatCount(n)})`,
    next: 'Next finding', previous: 'Previous finding', position: (i: number, n: number): string => `${formatCount(i)} of ${formatCount(n)}`, none: 'No finding matches this choice.', empty: 'Nothing that identifies anyone was found. That is no promise: read the text before you send it.',
    times: (n: number): string => `${formatCount(n)} ×`, forAll: (text: string): string => `What happens with ${text}`, mixed: 'Mixed', also: (n: number): string => `also written ${plural(n, 'other way', 'other ways')}`,
  },
  more: {
    title: 'Mask words…', hint: 'Type words as they stand in the text, or select them in the text.', words: 'Words to mask', category: 'Kind', where: 'Where', allPlaces: (n: number): string => n === 1 ? 'The only place' : `All ${places(n)}`, none: 'These words do not stand in the original text.', short: 'Type at least two characters.',
    remember: 'Remember for this matter', submit: 'Mask', selection: 'Mask the selection…', showFirst: (n: number): string => `The first ${formatCount(n)} places are listed.`, done: (text: string): string => `${quoted(text)} is now masked.`,
  },
  warnings: { title: 'Before you send', kept: (n: number): string => `${plural(n, 'finding is', 'findings are')} kept and sent as they stand.`, showKept: 'Show them', anonymity: 'Masking is not anonymity: who knows the case may still recognise it.' },
  blocked: {
    title: 'This cannot be sent as it stands', place: (label: string, category: string | null): string => category === null ? label : `${label}: ${category}`, maskIt: 'Mask it…', settings: 'Open the settings', 
    tag: 'blocks', none: 'Nothing can be sent until this is settled.', jump: (where: string): string => `Go to the place in ${where}`, announce: (n: number): string => `The preview cannot be sent: ${plural(n, 'reason', 'reasons')}.`,
  },
  facts: {
    title: 'Where it goes', provider: 'Provider', model: 'Model', host: 'Address', hosting: 'Hosted', hostingUnknown: 'not stated', route: 'Route', tokens: 'Tokens', tokensValue: (input: number, output: number): string => `${formatCount(input)} out, up to ${formatCount(output)} back`,
    cost: 'Cost', costValue: (usd: number): string => `up to about ${formatUsd(usd)}`, costUnknown: 'No price is known for this model.', priced: (date: string): string => `price list of ${formatDateOnly(date)}`, today: 'Today', matter: 'This matter', of: (spent: number, limit: number): string => `${formatUsd(spent)} of ${formatUsd(limit)} spent, ${formatUsd(Math.max(0, limit - spent))} left`, noLimit: (spent: number): string => `${formatUsd(spent)} spent, no limit set`,
  },
  request: {
    title: 'The exact request', hint: 'These are the bytes, and nothing else is sent. The approval holds for them alone.', method: 'Method', url: 'Address', headers: 'Headers', headersHint: 'Names only; values such as your key stay in the main process.', bytes: 'Size of the body', sha256: 'SHA-256 of the body', body: 'Body', copy: 'Copy the body', copied: 'The body was copied.', copySha: 'Copy', shaCopied: 'The SHA-256 was copied.', bytesValue: (n: number): string => plural(n, 'byte', 'bytes'),
  },
  send: {
    action: (provider: string): string => `Send to ${provider}`, hint: (bytes: number, host: string): string => `${formatBytes(bytes)} to ${host}, once`, expires: (left: string): string => `This preview holds for ${left}`, expired: 'This preview has expired. Nothing was sent.', isVoid: 'This preview no longer holds.', again: 'Prepare again', sending: 'Sending…',
    change: 'Change the choices', lost: 'Changes made in this review are started again.', cancelled: 'Nothing was sent.', expiringSoon: 'This preview expires in one minute.',
  },
  badge: {
    title: 'Answered elsewhere', sentTo: (provider: string): string => `Sent to ${provider}`, cost: (usd: number): string => `cost ${formatUsd(usd)}`, costUnknown: 'cost not known', bytes: (sent: number, received: number): string => `${formatBytes(sent)} sent, ${formatBytes(received)} received`, tokens: (input: number, output: number): string => `${formatCount(input)} tokens out, ${formatCount(output)} back`, modes: { 'passages': 'with masked passages', 'question-only': 'without document text' },
    names: 'Names were put back on this machine. What the reply says was not written from your documents alone; links in it are shown as text and never opened.',
  },
  waiting: (provider: string): string => `Waiting for ${provider}…`, writing: (provider: string): string => `${provider} is answering; names are put back on this machine…`, announceSent: (provider: string): string => `Sent to ${provider}. The answer will be read out when it is complete.`,
} as const

/** Whether anything of a matter may leave, and who decides it. */
export const policyWords = {
  menu: 'Data policy…', title: 'Data policy', of: (name: string): string => `What may leave ${quoted(name)}`, options: { never: 'Never', ask: 'Ask every time' },
  hints: { never: 'Nothing of this matter can be sent. There is no button for it.', ask: 'A question can be escalated after masking, a review of every byte, and your approval: once for each request.' },
  now: 'Now', decidedBy: { user: 'Set by you.', matter: 'Set for this matter.', environment: 'Set by an environment variable of this machine (STRONGROOM_OFFLINE). Settings here cannot change it.', administrator: 'Set by the administrator of this machine. Settings here cannot change it.' },
  confirmTitle: (name: string): string => `Allow questions of ${quoted(name)} to be escalated?`, confirmHint: 'Nothing is sent by this. From now on an answer has an “Escalate…” button. Each request is masked, shown to you in full and sent only when you approve it. Masking is not anonymity: who knows the case may still recognise it.', confirmAction: 'Allow, and ask every time', changed: { never: 'Nothing of this matter can be sent any more.', ask: 'Questions of this matter can be escalated, one approval each.' },
  pill: { never: 'On this machine only', ask: 'Asks before anything leaves', offline: 'Offline: nothing leaves', 'no-provider': 'Asks before anything leaves', 'forbidden-by-policy': 'On this machine only' },
} as const
