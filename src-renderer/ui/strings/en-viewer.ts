import { formatCount, formatShare } from '../format.ts'
import { plural } from './plural.ts'

const pages = (n: number): string => plural(n, 'page', 'pages')
const quoted = (text: string): string => `“${text}”`

/** A document at a page, beside what was read of it. */
export const viewerWords = {
  title: (name: string): string => `Document: ${name}`, pageOf: (page: number, count: number): string => `Page ${formatCount(page)} of ${formatCount(count)}`, page: (page: number): string => `Page ${formatCount(page)}`, previousPage: 'Previous page', nextPage: 'Next page', goTo: 'Go to page',
  zoomIn: 'Zoom in', zoomOut: 'Zoom out', zoom: (share: number): string => `Zoom ${formatShare(share)}`, close: 'Close document', larger: 'Use the whole window', smaller: 'Back beside the list', loading: 'Opening the page…',
  modes: { label: 'What is shown', original: 'Original', both: 'Side by side', text: 'Text as read' }, modeHints: { original: 'The page as it looks', both: 'The page beside the text that was read from it', text: 'The text that is searched and quoted' },
  originalPane: (page: number): string => `Original, page ${formatCount(page)}`, textPane: (page: number): string => `Text as read, page ${formatCount(page)}`, picture: (name: string, page: number): string => `Picture of page ${formatCount(page)} of ${name}`,
  notFound: 'The words could not be marked on the page picture, so the text as read is shown beside it.', pdfFailed: 'The page picture could not be drawn, so the page is shown as text.', pictureFailed: 'The page picture could not be drawn, so the page is shown as text.', noText: 'No text could be read on this page.', emptyPage: 'Nothing is on this page.',
  noOriginal: (kind: string): string => `no page picture for this format (${kind}), so the text as read is shown`, gone: 'This page could not be opened. The document may have been removed.',
  quoteIn: (place: string): string => `Quoted: ${place}`, places: 'Cells', rowsLeft: (n: number): string => `Show ${plural(n, 'more row', 'more rows')}`, suspectTable: 'This table is in doubt', table: 'Table',
  method: {
    'text-layer': 'Text from the file', 'markup': 'Text from the file', 'plain': 'Text from the file', 'none': 'No text', 'typed': 'Typed in by a person',
    'ocr': (confidence: number, engine: string): string => `Recognised from the picture, ${formatShare(confidence)} sure (${engine})`,
  },
  password: { title: 'This document asks for a password', hint: 'It is used to show the pages here. It is never stored: it stays in memory until this window is closed, and is asked for again after that.', field: 'Password', open: 'Open', wrong: 'That was not the password.' },
} as const

/** How each page of a document was read, and what can be done about it. */
export const pageWords = {
  toggle: 'Pages', title: 'How each page was read', all: (n: number): string => `All pages (${formatCount(n)})`, problems: (n: number): string => `To look at (${formatCount(n)})`, label: 'Show', list: 'Pages of this document', nothingToLook: 'Every page was read. Nothing needs a look.',
  sure: (confidence: number): string => `${formatShare(confidence)} sure`, typed: 'Typed in', numberPrefix: 'Page ',
  notices: {
    'waiting': 'This page has no usable text. It waits for recognition, and is not searched until then.', 'partly': 'Part of this page could not be read, or was read with little confidence.', 'suspect-table': 'A table on this page may have lost which cell belongs to which.', 'failed': 'Nothing on this page could be read. It is not searched.',
  },
  recognise: 'Recognise again…', recogniseAll: (n: number): string => `Recognise ${pages(n)} again…`, type: 'Type the text in…', correct: 'Correct the text…', ways: 'What can be done with this page',
  dialog: {
    title: (name: string): string => `Recognise again: ${quoted(name)}`, scope: 'Pages', thisPage: (page: number): string => `Only page ${formatCount(page)}`, allGaps: (n: number): string => n === 1 ? 'The page that is unread or in doubt' : `All ${formatCount(n)} pages that are unread or in doubt`, thisHint: 'The other pages stay as they are.', allHint: 'Pages that were read well stay as they are.',
    engine: 'Engine', action: 'Recognise', hint: 'What the pages say now stays until they were read again.', started: (n: number): string => `${pages(n)} ${n === 1 ? 'waits' : 'wait'} for recognition.`,
  },
  engines: { 'tesseract': 'Tesseract', 'pp-ocr': 'PP-OCR' },
  engineHints: { 'tesseract': 'Looks for the languages that are chosen under Settings, Reading.', 'pp-ocr': 'Reads Latin letters, Chinese and Japanese with neural networks. Worth a try where the other engine failed.' },
  typing: {
    title: (name: string, page: number): string => `Type page ${formatCount(page)} of ${quoted(name)}`, field: 'Text of the page', hint: 'One line for each line. Cells of a table are separated by a tab. What you type takes the place of what was read, and is searched and quoted from then on.', undo: 'Undo', redo: 'Redo', save: 'Save', saveNext: (page: number): string => `Save and go on with page ${formatCount(page)}`,
    saved: (page: number): string => `Page ${formatCount(page)} was saved as typed.`, unchanged: 'Nothing was changed yet.', confirms: 'Nothing was changed. Saving says that the text is right as it stands.', changed: 'Not saved yet.', leaveTitle: 'Leave without saving?', leaveHint: 'What you typed on this page is lost. What was read before stays.', leave: 'Leave without saving', stay: 'Keep typing', noPicture: 'There is no picture of this page.', picture: 'The page',
  },
} as const

/** Settings of reading. */
export const readingWords = {
  title: 'Scans and photographs', hint: 'Pages without usable text, and pictures beside the text of a PDF, are recognised on this machine.', engine: 'Recognition', engineHints: { 'tesseract': 'Looks for the languages that are chosen below.', 'pp-ocr': 'Reads Latin letters, Chinese and Japanese with neural networks.' }, modelMissing: 'Its model is not on this machine yet. Fetch or import it under Models.', languages: 'Languages of scans', languagesHint: 'Choose those that occur in your scans. Pages that read in none of these are tried in every other one that is on this machine.', lastLanguage: 'At least one language stays chosen.',
  enoughLanguages: 'Six are chosen, which is the most. Let one go to choose another.', languageMissing: (name: string): string => `${name} (not on this machine)`, moreLanguages: (names: readonly string[]): string => `${new Intl.ListFormat('en', { type: 'conjunction' }).format(names)} can be fetched under Models, and ${names.length === 1 ? 'is' : 'are'} chosen here afterwards.`,
  languageNames: { eng: 'English', deu: 'German', fra: 'French', spa: 'Spanish', ita: 'Italian', nld: 'Dutch', ara: 'Arabic', bul: 'Bulgarian', chi_sim: 'Chinese (simplified)', chi_tra: 'Chinese (traditional)', ell: 'Greek', heb: 'Hebrew', jpn: 'Japanese', kor: 'Korean', rus: 'Russian', ukr: 'Ukrainian (and Russian)' } as Readonly<Record<string, string>>,
  working: 'While documents are read', battery: 'Pause on battery', batteryHint: 'Reading waits while the machine runs on its battery, and goes on when it is plugged in.', appliesTo: 'Applies to pages read from now on. Pages that were recognised already stay as they are; recognise them again from the document.',
} as const
