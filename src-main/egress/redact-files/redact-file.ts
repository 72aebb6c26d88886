import { randomBytes } from 'node:crypto'
import { link, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Category, RedactionPolicy, Term } from '../../../src-preload/contract/index.ts'
import type { CopyRedacted } from '../../ingest/redacted-copy/file-copier.ts'
import type { CopyOutcome, FindMasks, RecognisedText, RecognisePages } from '../../ingest/redacted-copy/redacted-copy.ts'
import { AppError } from '../../support/errors.ts'
import type { RedactionMode, Redactor, VaultEntry } from '../redact/redactor.ts'
import { valuesLeft } from './values-left.ts'

export interface RedactFileOptions {
  /** Where the copy goes; nothing may be there. */
  readonly to: string
  /** `text`: the masked text alone, of any file that can be read. */
  readonly format: 'docx' | 'pdf' | 'text'
  readonly mode: RedactionMode
  readonly policy: RedactionPolicy
  readonly terms: readonly Term[]
  readonly keepPictures: boolean
  readonly signal: AbortSignal
  /** 0 to 1, of a step that is named. */
  readonly onProgress?: (step: 'copying' | 'recognising' | 'searching', done: number) => void
}

/** What became of a file on its way into its copy. Counts only, never text. */
export interface FileRedaction {
  readonly format: 'docx' | 'pdf' | 'text'
  /** Of each category: how many places were masked, and how many different people, numbers and so on they name. */
  readonly masked: Partial<Record<Category, { readonly places: number; readonly entities: number }>>
  readonly leftOut: CopyOutcome['leftOut']
  readonly pagesLeftOut: readonly number[]
  readonly notSearched: CopyOutcome['notSearched']
  /** Places of the written file, read again, where a word of a masked name stands as a word of the language, it seems. */
  readonly wordsToLookAt: number
  readonly warnings: readonly string[]
}

/** `partly`: recognition says itself that it missed some of the page. */
export interface PageReading extends RecognisedText { readonly partly: boolean }

export interface RedactFilePorts {
  readonly redactor: Redactor
  readonly copy: CopyRedacted
  /** What a page (from 1) of a PDF shows, read as a picture; null when it could not be read, or not well enough. */
  readonly recognise: (path: string, page: number, signal: AbortSignal) => Promise<PageReading | null>
  /** The pages of a file as ingestion reads them. */
  readonly pagesOf: (path: string, signal: AbortSignal) => Promise<{ readonly pages: readonly string[]; readonly warnings: readonly string[] }>
}

/**
 * Makes the redacted copy of a file. It is written beside its place, read again and searched for everything that was masked, and only then
 * put there: a copy that holds a masked value never has the name that was asked for. Errors: `conflict` (something is there already),
 * `detector-failed` (with `valuesLeft`: the copy still held some), `format-mismatch` (a copy is of the same kind as the file, or text), those of reading and of the redactor, `cancelled`.
 */
export async function redactFile(path: string, options: RedactFileOptions, { redactor, copy, recognise, pagesOf }: RedactFilePorts): Promise<FileRedaction> {
  if (await exists(options.to)) throw new AppError('conflict')
  const search = new Search(redactor, options)
  const readScans: RecognisePages = async (pages) => {
    const read: (RecognisedText | null)[] = []
    for (const [index, page] of pages.entries()) {
      if (options.signal.aborted) throw new AppError('cancelled')
      const reading = await recognise(path, page, options.signal)
      if (reading?.partly) search.warnings.add(`Page ${page} was recognised in part only: look at what can still be read on it.`)
      read.push(reading)
      options.onProgress?.('recognising', (index + 1) / pages.length)
    }
    return read
  }
  const part = join(dirname(options.to), `.${basename(options.to)}.${randomBytes(6).toString('hex')}.part`)
  try {
    const written = options.format === 'text'
      ? await copyText(path, part, search, pagesOf, options.signal)
      : await copy(path, part, options.format, { keepPictures: options.keepPictures, find: search.find, recognise: readScans, signal: options.signal, onProgress: (done) => options.onProgress?.('copying', done) })
    const left = valuesLeft(written, search.entries, search.kept)
    if (left.certain > 0) throw new AppError('detector-failed', { valuesLeft: left.certain })
    if (options.signal.aborted) throw new AppError('cancelled')
    await moveTo(part, options.to)
    const { leftOut, pagesLeftOut, notSearched } = written.outcome ?? { leftOut: {}, pagesLeftOut: [], notSearched: { pictures: 0, scannedPages: 0 } }
    return { format: options.format, masked: search.counts(), leftOut, pagesLeftOut, notSearched, wordsToLookAt: left.doubtful, warnings: [...search.warnings, ...('warnings' in written ? written.warnings : [])] }
  } finally {
    await rm(part, { force: true })
  }
}

/** One search over several rounds of texts of the same file: who was named in one keeps the placeholder in the next. */
class Search {
  readonly #redactor: Redactor
  readonly #options: RedactFileOptions
  readonly #entries = new Map<string, VaultEntry>()
  readonly #places = new Map<Category, { places: number; readonly entities: Set<string> }>()
  readonly kept: string[] = []
  readonly warnings = new Set<string>()

  constructor(redactor: Redactor, options: RedactFileOptions) {
    this.#redactor = redactor
    this.#options = options
  }

  get entries(): readonly VaultEntry[] {
    return [...this.#entries.values()]
  }

  readonly find: FindMasks = async (texts) => {
    const { mode, policy, terms, signal, onProgress } = this.#options
    const { parts, kept, warnings } = await this.#redactor.redact(texts.map((text, index) => ({ id: `part-${index + 1}`, kind: 'excerpt', label: `part ${index + 1}`, text })), {
      mode, policy, terms, signal, decisions: [],
      onProgress: (done) => onProgress?.('searching', done),
      vault: { entries: () => this.entries, keep: (entries) => { for (const entry of entries) this.#entries.set(entry.placeholder, entry) } },
    })
    this.kept.push(...kept)
    for (const warning of warnings) this.warnings.add(warning)
    return parts.map((part) => part.findings.filter(({ action }) => action !== 'keep').map((finding) => {
      const counted = this.#places.get(finding.category) ?? { places: 0, entities: new Set() }
      counted.places += 1
      counted.entities.add(finding.entity)
      this.#places.set(finding.category, counted)
      return { start: finding.start, end: finding.end, by: part.outgoing.slice(finding.outgoingStart, finding.outgoingEnd) }
    }))
  }

  counts(): FileRedaction['masked'] {
    return Object.fromEntries([...this.#places].map(([category, { places, entities }]) => [category, { places, entities: entities.size }]))
  }
}

async function copyText(path: string, to: string, search: Search, pagesOf: RedactFilePorts['pagesOf'], signal: AbortSignal): Promise<{ readonly outcome: null; readonly texts: readonly string[]; readonly attributes: readonly string[]; readonly warnings: readonly string[] }> {
  const { pages, warnings } = await pagesOf(path, signal)
  const masks = await search.find(pages)
  const masked = pages.map((page, index) => {
    let text = ''
    let at = 0
    for (const { start, end, by } of masks[index] ?? []) {
      text += page.slice(at, start) + by
      at = end
    }
    return text + page.slice(at)
  })
  await writeFile(to, `${masked.join('\n\n')}\n`, { flag: 'wx', mode: 0o600 })
  return { outcome: null, texts: masked, attributes: [], warnings }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(() => true, () => false)
}

/** A link fails where something is there by now; not every file system has links. Errors: `conflict`. */
async function moveTo(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw new AppError('conflict')
    if (await exists(to)) throw new AppError('conflict')
    await rename(from, to)
  }
}
