import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OcrEngine, Page } from '../../src-preload/contract/index.ts'
import { AppError, toFailure } from '../support/errors.ts'
import { failed, type Result, success } from '../support/result.ts'
import { depthRefusal, expansionRefusal } from './container-limits.ts'
import { joinPictures, readsPicturesOnly } from './ocr/beside-own-text.ts'
import type { PageRecogniser } from './ocr/page-recogniser.ts'
import type { DocumentParser } from './parse/document-parser.ts'
import type { ParsedDocument } from './parse/parsed-document.ts'

/** A file read as ingestion reads it: with its recognised pages, and the files inside it. */
export interface WholeFile extends Omit<ParsedDocument, 'children' | 'thread'> {
  readonly children: readonly { readonly name: string; readonly bytes: number; readonly read: Result<WholeFile> }[]
}

export interface WholeFileOptions {
  readonly parser: Pick<DocumentParser, 'parse'>
  /** Without one, pages that need recognition stay `waiting`. */
  readonly recogniser: Pick<PageRecogniser, 'recognise'> | null
  readonly engine: OcrEngine
  readonly languages: readonly string[]
  readonly password: string | null
  readonly signal: AbortSignal
}

/** Reads one file and what is inside it; stores nothing. Errors, as values: those of reading files, `cancelled`. */
export async function readWholeFile(path: string, options: WholeFileOptions): Promise<Result<WholeFile>> {
  return read(path, options, { depth: 0, unpacked: { bytes: 0 } })
}

/** `unpacked`: what was found so far in the whole file. */
async function read(path: string, options: WholeFileOptions, { depth, unpacked }: { readonly depth: number; readonly unpacked: { bytes: number } }): Promise<Result<WholeFile>> {
  const childrenFolder = await mkdtemp(join(tmpdir(), 'strongroom-read-'))
  try {
    const parsed = await options.parser.parse(path, { signal: options.signal, childrenFolder, password: options.password })
    if (!parsed.ok) return parsed
    const { children, pages, thread: _thread, ...rest } = parsed.value
    const recognised: Page[] = []
    const notes = new Set<string>()
    for (const page of pages) recognised.push(await recognise(path, page, parsed.value.mediaType === 'pdf', options, notes))
    const inside: WholeFile['children'][number][] = []
    for (const { name, bytes, file } of children) {
      if (options.signal.aborted) return failed(toFailure(new AppError('cancelled')))
      unpacked.bytes += bytes
      const refusal = depthRefusal(depth + 1) ?? expansionRefusal(unpacked.bytes)
      inside.push({ name, bytes, read: refusal ? failed(refusal) : await read(join(childrenFolder, file), options, { depth: depth + 1, unpacked }) })
    }
    return success({ ...rest, warnings: [...rest.warnings, ...notes], pages: recognised, children: inside })
  } finally {
    await rm(childrenFolder, { recursive: true, force: true })
  }
}

async function recognise(path: string, page: Page, isPdf: boolean, { recogniser, engine, languages, password, signal }: WholeFileOptions, notes: Set<string>): Promise<Page> {
  const what = isPdf && readsPicturesOnly(page, []) ? 'pictures' : 'page'
  if (!recogniser || (page.coverage !== 'waiting' && what === 'page')) return page
  const result = await recogniser.recognise(path, page.page, { engine, languages, what, password, signal })
  if (result.ok && result.value.note !== undefined) notes.add(result.value.note)
  if (result.ok) return what === 'pictures' ? joinPictures(page, [], result.value).page : { ...result.value.page, label: page.label }
  return what === 'pictures' ? page : { ...page, coverage: 'failed' }
}
