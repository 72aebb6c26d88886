import { formatBytes, formatCount, formatDay, formatRate, formatSecondsLeft } from '../format.ts'
import { plural } from './plural.ts'

const pages = (n: number): string => plural(n, 'page', 'pages')
const passages = (n: number): string => plural(n, 'passage', 'passages')
const documents = (n: number): string => plural(n, 'document', 'documents')
const quoted = (text: string): string => `“${text}”`
const list = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ')

/** How far a page was read: alone, and behind a number. */
export const coverageWords = {
  names: { 'text': 'Text', 'ocr': 'Recognised', 'waiting': 'Waiting for recognition', 'partly': 'Read in part', 'suspect-table': 'Table in doubt', 'failed': 'Not read', 'empty': 'Empty' },
  counted: {
    'text': (n: number): string => `${formatCount(n)} read`, 'ocr': (n: number): string => `${formatCount(n)} recognised`, 'waiting': (n: number): string => `${formatCount(n)} waiting`, 'partly': (n: number): string => `${formatCount(n)} in part`,
    'suspect-table': (n: number): string => `${formatCount(n)} ${n === 1 ? 'table' : 'tables'} in doubt`, 'failed': (n: number): string => `${formatCount(n)} not read`, 'empty': (n: number): string => `${formatCount(n)} empty`,
  },
  filter: 'Pages', any: 'Any pages', gaps: 'Unread or in doubt', unread: 'Unread', none: 'No pages', summary: (parts: readonly string[]): string => list(parts),
} as const

/** What a document is. */
const kindWords = {
  'pdf': 'PDF', 'image': 'Image', 'docx': 'Word', 'doc': 'Word (old)', 'odt': 'OpenDocument', 'rtf': 'Rich text', 'spreadsheet': 'Spreadsheet', 'presentation': 'Slides', 'text': 'Text', 'markdown': 'Markdown', 'html': 'Web page',
  'web-archive': 'Web archive', 'email': 'E-mail', 'mailbox': 'Mailbox', 'book': 'Book', 'archive': 'Archive', 'contacts': 'Contacts', 'calendar': 'Calendar',
} as const

export const documentWords = {
  title: 'Documents', add: 'Add files', addFolder: 'Add folder', tableLabel: 'Documents of this matter', emptyTitle: 'Add the first documents',
  emptyText: 'Drop a folder or files anywhere in this window, or choose them here. PDF, scans and photographs, Word, spreadsheets, slides, e-mail with its attachments, archives, web pages and text are read.',
  columns: { select: 'Selected', name: 'Name', kind: 'Kind', pages: 'Pages', coverage: 'How it was read', state: 'State', size: 'Size', added: 'Added', actions: 'Actions' },
  states: { discovered: 'Waiting', parsed: 'Reading', chunked: 'Reading', embedded: 'Storing', committed: 'Ready', failed: 'Could not be read' },
  kinds: kindWords, kindUnknown: 'Not known yet', kindFilter: 'Kind', kindAny: 'Any kind',
  show: 'Show', views: { all: 'All', gaps: 'Pages to look at', failed: 'Could not be read', reading: 'Being read' }, counted: (label: string, n: number): string => `${label} (${formatCount(n)})`,
  search: 'Find by name', sortBy: 'Sort by', sorts: { added: 'Added', name: 'Name', kind: 'Kind', pages: 'Pages', size: 'Size', gaps: 'Pages to look at' }, descending: 'Largest or latest first', sortOf: (column: string): string => `Sort by ${column}`,
  superseded: 'Show older versions', shown: (shown: number, all: number): string => shown === all ? documents(all) : `${formatCount(shown)} of ${documents(all)}`,
  relation: { inside: (name: string): string => `Inside ${quoted(name)}`, similar: (name: string): string => `Nearly the same as ${quoted(name)}`, thread: (name: string): string => `Conversation of ${quoted(name)}`, clear: 'Show all documents again' },
  sub: {
    inMail: (name: string): string => `in ${quoted(name)}`, inUnknown: 'in another document', inside: (n: number): string => `Inside this document (${formatCount(n)})`, older: 'older version', copies: (n: number): string => `in ${formatCount(n)} places`,
    similar: (n: number): string => `nearly the same as ${n === 1 ? '1 other' : `${formatCount(n)} others`}`, thread: (n: number): string => `conversation of ${formatCount(n)}`, notes: (n: number): string => plural(n, 'note', 'notes'),
  },
  open: (name: string): string => `Open ${name}`, select: (name: string): string => `Select ${name}`, retryOf: (name: string): string => `Read again: ${name}`, unlockOf: (name: string): string => `Give the password of ${name}`, optionsOf: (name: string): string => `Actions for ${name}`,
  menu: { open: 'Open', inside: 'Show what is inside', retry: 'Read again', unlock: 'Give the password…', recognise: 'Recognise unread pages again…', remove: 'Remove…' },
  selection: {
    label: 'Selected documents', count: (n: number): string => `${documents(n)} selected`, all: (n: number): string => `Select all ${formatCount(n)} that match`, collecting: 'Selecting…', clear: 'Clear selection', remove: 'Remove…', retry: (n: number): string => `Read ${formatCount(n)} again`,
    hint: 'Space selects, Shift with the arrows selects a range, Enter opens, Delete removes.',
  },
  removeTitle: (n: number, name: string): string => n === 1 ? `Remove ${quoted(name)}?` : `Remove ${documents(n)}?`,
  removeHint: (n: number, pageCount: number, passageCount: number): string => `${n === 1 ? 'This document' : `These ${documents(n)}`} (${pages(pageCount)}, ${passages(passageCount)}) and everything made from ${n === 1 ? 'it' : 'them'} are removed from this matter, with what was taken out of ${n === 1 ? 'it' : 'them'} and older versions. Answers can no longer quote ${n === 1 ? 'it' : 'them'}. Your original files stay where they are. It cannot be undone.`,
  removeAction: (n: number): string => n === 1 ? 'Remove document' : `Remove ${documents(n)}`,
  removed: (n: number, pageCount: number, passageCount: number, bytes: number): string => `${documents(n)}, ${pages(pageCount)}, ${passages(passageCount)} and ${formatBytes(bytes)} were removed.`,
  retried: (n: number): string => `${documents(n)} ${n === 1 ? 'is' : 'are'} read again.`,
  unlock: { title: (name: string): string => `Password of ${quoted(name)}`, hint: 'The password is used to read the document on this machine. It is never stored: it stays in memory until Strongroom or this window is closed, and is asked for again after that.', field: 'Password', action: 'Read document', wrong: 'This is not the password of the document. Nothing was changed.', done: (name: string): string => `${quoted(name)} is being read.` },
  adding: (n: number): string => `Adding ${plural(n, 'file', 'files')}…`, addingOf: (done: number, total: number): string => `${formatCount(done)} of ${plural(total, 'file', 'files')} added`,
  added: (added: number, unchanged: number, replaced: number, failed: number): string => list([
    added > 0 ? `${documents(added)} added` : '', replaced > 0 ? `${formatCount(replaced)} replaced by a newer version` : '', unchanged > 0 ? `${formatCount(unchanged)} already here` : '', failed > 0 ? `${formatCount(failed)} could not be read` : '',
  ]) || 'Nothing to add was found.',
  dropTitle: (matter: string): string => `Drop to add to ${quoted(matter)}`, dropHint: 'Files and folders are read on this machine and stay here.', dropNoMatter: 'Create a matter first, then drop the files.',
  noMatch: 'No document matches.', noMatchHint: 'Change the name or the filters, or show all documents again.', noneNeedLook: 'No page needs a look: every page was read.', noneFailed: 'Every document could be read.', noneReading: 'Nothing is being read now.', showAll: 'Show all documents',
  loadFailed: 'The list could not be loaded.', loadingRow: 'Loading…',
} as const

/** How reading goes on. */
export const ingestWords = {
  title: (done: number, total: number): string => `${formatCount(done)} of ${documents(total)} done`, label: 'Reading documents', pause: 'Pause', resume: 'Resume', cancel: 'Stop reading',
  recognising: (waiting: number): string => `${pages(waiting)} ${waiting === 1 ? 'waits' : 'wait'} for recognition`,
  recognisedPerMinute: (rate: number): string => `${formatRate(rate)} pages a minute are recognised`,
  pausedBy: { person: 'Paused', battery: 'Paused while the machine runs on its battery', failure: 'Paused, because reading could not go on' },
  pausedHint: { person: 'Nothing is read until you resume. What was read is kept.', battery: 'Reading goes on by itself when the machine is plugged in, or now if you resume. You can change this under Settings, Reading.', failure: 'What was read is kept. Check that the disk has room and the data folder can be written to, then resume.' },
  pages: (n: number): string => `${pages(n)} read`, passages: (done: number, total: number): string => total > 0 ? `${formatCount(done)} of ${passages(total)}` : passages(done), rate: (perSecond: number): string => `${formatRate(perSecond)} passages a second`, left: formatSecondsLeft,
  current: (done: number, total: number | null): string => total === null ? pages(done) : `page ${formatCount(done)} of ${formatCount(total)}`,
  stuckTitle: (n: number): string => `${pages(n)} ${n === 1 ? 'waits' : 'wait'} for recognition, and the engine for it is missing`, stuckHint: 'The model of the engine that is set for recognition is not on this machine. Fetch or import it under Models, or choose the other engine under Settings, Reading, and then go on.', stuckGoOn: 'Go on',
  cancelTitle: 'Stop reading?', cancelHint: 'Documents that are ready stay. Unfinished ones are taken off the list; your files are not touched.', cancelAction: 'Stop reading', keep: 'Keep reading', failed: (n: number): string => `${formatCount(n)} could not be read`,
  finished: (n: number, look: number): string => look > 0 ? `Reading finished: ${documents(n)}, ${formatCount(look)} ${look === 1 ? 'needs' : 'need'} a look.` : `Reading finished: ${documents(n)}.`,
} as const

/** Folders whose changes are followed. */
export const watchWords = {
  title: 'Watched folders', summary: (n: number): string => `Watched folders (${formatCount(n)})`, hint: 'New and changed files of these folders are read by themselves.', none: 'New and changed files of a watched folder are read by themselves.',
  add: 'Watch a folder…', addTitle: 'Watch a folder', addHint: 'Its files are read now, and again when they change. Nothing is written to it.', path: 'Path of the folder', pathHint: 'The full path on the machine that Strongroom runs on.', addAction: 'Watch folder', added: 'The folder is watched from now on.',
  states: { watching: 'Watching', checking: 'Looking for changes…', unreachable: 'Cannot be reached' }, unreachable: (n: number): string => `${formatCount(n)} cannot be reached`, unreachableHint: 'The drive may be unplugged or the network away. What was read from it stays, and it is tried again by itself.',
  files: (n: number): string => plural(n, 'file', 'files'), lastChecked: (iso: string): string => `last looked at ${formatDay(iso)}`, neverChecked: 'not looked at yet',
  declined: (n: number): string => `${n === 1 ? '1 file whose document you removed is' : `${formatCount(n)} files whose documents you removed are`} not read again, even if ${n === 1 ? 'it changes' : 'they change'}.`, takeIn: 'Read again', takeInOf: (n: number, path: string): string => `Read again: ${plural(n, 'removed file', 'removed files')} of ${path}`, takenIn: (n: number): string => `${plural(n, 'file is', 'files are')} read again.`,
  remove: (path: string): string => `Stop watching ${path}`, removeTitle: 'Stop watching this folder?', removeHint: (path: string): string => `${path} is no longer followed. What was read from it stays in the matter, and the folder itself is not touched.`, removeAction: 'Stop watching', removed: 'The folder is no longer watched. What was read from it stays.',
} as const
