import { formatBytes, formatCount, formatMs, formatRate, formatScale, formatShare } from '../format.ts'
import { coverageWords, documentWords, ingestWords, watchWords } from './en-documents.ts'
import { categoryWords, escalationWords, policyWords } from './en-escalation.ts'
import { exportWords } from './en-export.ts'
import { maskingWords, sendingWords } from './en-settings.ts'
import { hopWordsOf, ledgerWords, whereWords } from './en-ledger.ts'
import { pageWords, readingWords, viewerWords } from './en-viewer.ts'
import { plural } from './plural.ts'

const pages = (n: number): string => plural(n, 'page', 'pages')
const passages = (n: number): string => plural(n, 'passage', 'passages')
const documents = (n: number): string => plural(n, 'document', 'documents')
const quoted = (text: string): string => `“${text}”`

/** Every word the interface shows, in one place; a German or French catalogue has the same shape. */
export const en = {
  app: { name: 'Strongroom', mainMenu: 'Main menu', loading: 'Opening Strongroom…', notOpened: 'The matters could not be opened', notOpenedText: 'Nothing was changed on this machine. Strongroom may still be starting; try again in a moment.' },
  common: {
    cancel: 'Cancel', close: 'Close', undo: 'Undo', retry: 'Try again', rename: 'Rename', delete: 'Delete', copied: 'Copied', choose: 'Choose…', back: 'Back', next: 'Next',
    details: 'Details', copyDetails: 'Copy details', you: 'You', loading: 'Loading…',
  },
  connection: {
    lost: 'The connection to Strongroom on this machine was lost. Nothing is lost; trying again…',
  },
  categories: categoryWords,
  escalation: escalationWords,
  policy: policyWords,
  sending: sendingWords,
  masking: maskingWords,
  privacy: {
    coverage: (read: number, total: number): string => `${formatCount(read)} of ${pages(total)} read`,
    needLook: (n: number): string => `${formatCount(n)} ${n === 1 ? 'needs' : 'need'} a look`,
    reading: (done: number, total: number): string => `Reading ${formatCount(Math.min(done + 1, total))} of ${documents(total)}…`,
    empty: 'No documents yet',
  },
  layout: {
    showMatters: 'Show matters', hideMatters: 'Hide matters', showEvidence: 'Show evidence', hideEvidence: 'Hide evidence',
    mattersPane: 'Matters', evidencePane: 'Evidence', conversationPane: 'Conversation', resizeMatters: 'Resize matters', resizeEvidence: 'Resize evidence', resizeList: 'Resize the list of passages',
  },
  matters: {
    title: 'Matters', create: 'New matter', createTitle: 'New matter', name: 'Name', namePlaceholder: 'For example: Oldenburg v. Harbour Estates',
    createHint: 'A matter is a folder of its own on this machine. Documents, questions and answers of one matter never reach another.',
    createAction: 'Create matter', renameTitle: 'Rename matter', options: (name: string): string => `Options for ${name}`,
    deleteTitle: (name: string): string => `Delete ${quoted(name)}?`,
    deleteHint: (docs: number): string => `This removes its ${documents(docs)} from Strongroom, every question and answer, and its folder on this machine. Your original files stay where they are. It cannot be undone.`,
    deleteType: (name: string): string => `Type ${quoted(name)} to confirm`, deleteAction: 'Delete this matter', deleteMenu: 'Delete…', renameMenu: 'Rename…',
    deleted: (name: string): string => `${quoted(name)} was deleted.`, empty: 'No matters yet', unreadable: 'Could not be opened', unreadableFolder: (id: string): string => `Folder ${id}`,
    emptyTitle: 'Start with a matter', emptyText: 'A matter keeps the documents of one case, audit or patient together, walled off from the others.',
  },
  nav: { documents: 'Documents', ledger: 'Ledger', models: 'Models', settings: 'Settings' },
  chats: {
    title: 'Conversations', create: 'New conversation', untitled: 'New conversation', renameTitle: 'Rename conversation', name: 'Title',
    options: (title: string): string => `Options for conversation ${quoted(title)}`, deleted: (title: string): string => `${quoted(title)} was deleted.`, restored: 'The conversation is back.',
  },
  ask: {
    label: 'Ask this matter', placeholder: 'Ask this matter…', send: 'Ask', stop: 'Stop', hint: 'Enter to ask · Shift+Enter for a new line',
    tooLong: 'A question can have up to 4,000 characters.',
    noDocuments: 'Add documents first; then ask.', noModel: 'A chat model is needed to write answers.', openModels: 'Open models',
    modelLoading: 'The model is being loaded; you can ask already.',
  },
  conversation: {
    emptyTitle: 'Ask your documents', emptyText: (docs: number): string => `${documents(docs)} in this matter. Every sentence of an answer is checked against the page it quotes.`,
    emptyMatterTitle: 'Add the documents of this matter', emptyMatterText: 'Drop a folder or files anywhere in this window. They are read on this machine and stay here.',
    examplesTitle: 'For example', examples: ['What deadlines are mentioned, and what must happen by then?', 'Who are the parties, and what did each of them agree to?', 'Which amounts of money are named, and what are they for?'],
    question: (text: string): string => `Question: ${text}`, answer: 'Answer',
    searching: 'Looking through the passages…', found: (n: number, ms: number): string => `${passages(n)} found in ${formatMs(ms)}`, foundShort: (n: number): string => `${passages(n)} found`,
    waiting: 'Preparing the answer…', reading: (share: number): string => `Reading the passages: ${formatShare(share)}`, readingHint: (done: number, total: number): string => `The model reads the passages before it writes: ${formatCount(done)} of ${plural(total, 'token', 'tokens')}, which are pieces of words.`,
    writing: 'Writing the answer…', checking: 'Quotes are checked when the answer is complete.',
    unsupported: 'not found in the documents',
    reasons: {
      'no-citation': 'No quote was given for this sentence.', 'quote-not-on-page': 'The quote given for it is not on the page.',
      'number-not-in-passages': 'A number or date in it is not in the quoted passages.', 'name-not-in-passages': 'A name in it is not in the quoted passages.',
      'words-not-in-passages': 'Its words are not in the quoted passages.',
    },
    refusedTitle: 'The documents do not say', searchedTitle: (n: number): string => `Closest ${n === 1 ? 'passage' : `${formatCount(n)} passages`} that were searched`,
    citation: (n: number, document: string, page: string): string => `Citation ${n}: ${document}, ${page}`,
    stopped: 'Stopped. What was written so far is kept; it was not checked.', stoppedEmpty: 'Stopped before anything was written.',
    interrupted: 'Strongroom closed while this answer was being written. What was written is kept; it was not checked.', failed: 'No answer',
    askAgain: 'Ask again', caveats: 'What this answer did not see', caveatsOpen: 'Show all such pages', unseen: (name: string, pages: readonly number[]): string => `${name}, ${pages.length === 1 ? 'page' : 'pages'} ${pages.slice(0, 6).map(formatCount).join(', ')}${pages.length > 6 ? ' …' : ''}`, copyPlain: 'Copy', copyFootnotes: 'Copy with footnotes', copied: 'The answer was copied.', copyFailed: 'The clipboard is not available here. Select the text and copy it instead.',
    where: 'Where did it go?', answeredIn: (total: number): string => `answered in ${formatMs(total)}`, firstWord: (firstToken: number): string => `first word after ${formatMs(firstToken)}`,
    announceDone: (text: string, n: number): string => `Answer complete. ${text} ${plural(n, 'citation', 'citations')}.`, announceFound: (n: number): string => `${passages(n)} found. The answer is being written.`, showEvidence: 'Show these passages',
  },
  export: exportWords,
  where: whereWords,
  hops: hopWordsOf,
  evidence: {
    title: 'Evidence', quotes: 'Quotes in this answer', passages: 'Passages found', alsoFound: 'Also found', emptyTitle: 'Nothing to show yet', emptyText: 'When you ask, the passages that answer best appear here first, while the answer is still being written.', noneTitle: 'No passages', noneText: 'No passage of the documents belongs to this answer.',
    relevance: (score: number): string => `Relevance ${formatShare(score)}`, page: (label: string | null, page: number): string => label === null ? `page ${formatCount(page)}` : label,
    previousQuote: 'Previous quote', nextQuote: 'Next quote', position: (i: number, n: number): string => `${formatCount(i)} of ${formatCount(n)}`,
    verified: { exact: 'Found word for word on the page', normalised: 'Found on the page; line breaks and hyphens differ' },
  },
  viewer: viewerWords,
  pageCoverage: pageWords,
  reading: readingWords,
  documents: documentWords,
  coverage: coverageWords,
  ingest: ingestWords,
  watch: watchWords,
  models: {
    title: 'Models', intro: 'Models are files on this machine. They never send anything.', chat: 'Answering', chatHint: 'Writes the answers. Larger models answer better and slower.', embedding: 'Searching', embeddingHint: 'Finds the passages. Needed to read documents.', ner: 'Finding names', nerHint: 'Finds people, places and organisations, so that they can be masked before anything is sent.', ocr: 'Reading scans', ocrHint: 'A second way to read scans, beside the one that is built in: better with Chinese, Japanese and difficult print, and slower.',
    states: { absent: 'Not on this machine', partial: 'Partly fetched', fetching: 'Fetching', verifying: 'Verifying', ready: 'Ready', damaged: 'Damaged' }, provenance: { measured: 'Measured by us', listed: 'Listed, not measured', imported: 'Imported by you' },
    fits: 'Fits in memory', fitsNot: 'May not fit in memory', memory: (bytes: number): string => `needs about ${formatBytes(bytes)} of memory`, context: (tokens: number): string => `reads up to ${formatCount(tokens)} tokens at once`,
    fetch: 'Fetch', resumeFetch: 'Go on fetching', cancelFetch: 'Stop fetching', verify: 'Verify', select: 'Use this one', selected: 'In use', remove: 'Remove', of: (done: number, total: number): string => `${formatBytes(done)} of ${formatBytes(total)}`, perSecond: (bytes: number): string => `${formatBytes(bytes)} a second`,
    actionOn: (action: string, label: string): string => `${action}: ${label}`, sources: { 'hub': 'from the model hub', 'package-mirror': 'from a package mirror', 'folder': 'from a folder' }, removeTitle: (label: string): string => `Remove ${label}?`, removeHint: (bytes: number): string => `Its file (${formatBytes(bytes)}) is deleted from this machine. It can be fetched or imported again.`, removeAction: 'Remove model', removed: (label: string): string => `${label} was removed.`,
    verified: (label: string): string => `${label}: the file is the expected one.`, notVerified: (label: string): string => `${label}: the file is not the expected one.`,
    offlineTitle: 'Strongroom is offline', offlineText: 'No model is fetched while Strongroom is set to stay offline. Allow downloads to fetch from the addresses in the model catalogue only, or import a file you already have.', allow: 'Allow downloads',
    importTitle: 'Import a model file', importHint: 'A GGUF file from a folder or a USB drive. It is copied and checked; nothing is fetched.', importPath: 'Path of the GGUF file', importAction: 'Import', importing: 'Importing…', imported: (label: string): string => `${label} was imported.`, empty: 'The model catalogue is empty.',
    runtime: { title: 'Loaded now', none: 'No model is loaded.', loading: 'Loading the model…', ready: 'Loaded', failed: 'The model could not be loaded', reads: (rate: number): string => `reads ${formatRate(rate)} tokens a second`, writes: (rate: number): string => `writes ${formatRate(rate)} tokens a second`, context: (tokens: number): string => `context of ${formatCount(tokens)} tokens`, unmeasured: 'Speed is shown after the first answer.' },
  },
  ledger: ledgerWords,
  settings: {
    title: 'Settings', appearance: 'Appearance', theme: 'Theme', themes: { system: 'As the system', light: 'Light', dark: 'Dark' }, textSize: 'Text size', textSizeValue: formatScale,
    storage: 'Data on this machine', dataFolder: 'Data folder', dataFolderHint: 'Matters, models and settings are kept here and nowhere else. Copying a matter’s folder is a backup.', copyPath: 'Copy path', pathCopied: 'The path was copied.', about: 'About', version: (v: string): string => `Strongroom ${v}`, machine: (cores: number, memory: number): string => `${plural(cores, 'processor core', 'processor cores')}, ${formatBytes(memory)} of memory`, shell: { electron: 'Desktop window', browser: 'Shown in your browser, served from this machine only' }, firstRun: 'Show the introduction again', shortcuts: 'Keyboard shortcuts',
  },
  shortcuts: { title: 'Keyboard shortcuts', palette: 'All actions', newMatter: 'New matter', addDocuments: 'Add documents', ask: 'Go to the question box', stop: 'Stop the answer, or close', previousQuote: 'Previous quote', nextQuote: 'Next quote', settings: 'Settings', list: 'This list', send: 'Ask', newLine: 'New line in a question', selectDocument: 'Select a document in the list', selectAll: 'Select all documents that match', removeDocuments: 'Remove the selected documents' },
  palette: { title: 'All actions', placeholder: 'Type an action, matter or conversation…', empty: 'Nothing matches.', matter: 'Matters', chat: 'Conversations', actions: 'Actions', theme: (name: string): string => `Theme: ${name}`, allowDownloads: 'Go online: downloads and approved requests', stayOffline: 'Stay offline', gaps: 'Pages to look at' },
  firstRun: { step: (i: number, n: number): string => `Step ${formatCount(i)} of ${formatCount(n)}`, skipAll: 'Skip',
    dataTitle: 'Your documents stay on this machine', dataText: 'Strongroom reads your files and answers questions about them here, without an account and without the network. Everything it keeps is in this folder:', dataPoints: ['Answers come with quotes; each quote is checked against its page.', 'What the documents do not say is said plainly.', 'The ledger lists every step that touched your data.'],
    modelTitle: 'A model that answers', modelText: 'A small language model writes the answers. It is a file on this machine.', modelReady: (label: string): string => `${label} is ready.`, modelAbsent: 'No model is on this machine yet. Fetch one or import a file you have; you can also do it later under Models.', modelAction: 'Open models',
    tryTitle: 'Try it', tryText: (name: string): string => `Open ${quoted(name)}, which is here already, and ask it something, or start a matter with your own documents.`, tryTextEmpty: 'Create a matter, drop a folder of documents on the window, and ask.', open: 'Open and ask', create: 'Create a matter', own: 'New matter',
  },
  failure: { title: 'Something in this window stopped working', text: 'Your documents, questions and answers are kept on this machine. Reload the window to go on.', reload: 'Reload the window', code: 'Code', details: 'Details', unreachable: 'Strongroom on this machine did not answer. Nothing was changed; it may still be starting.', unexpected: 'Strongroom answered in a way this window does not understand. Nothing was changed; reload the window.' },
  toast: { region: 'Notices', dismiss: 'Dismiss notice' },
} as const
