import { AppError, toFailure } from '../../support/errors.ts'
import { failed } from '../../support/result.ts'
import { pageSlices } from '../page-slices.ts'
import { type ReaderMessage, readerRequestSchema, type ReaderRequest } from './reader-messages.ts'

/** Progress is told at most this often; a page of text takes a few milliseconds. */
const progressEveryMs = 100
/** A process whose libraries grew beyond this is replaced, since WebAssembly memory never shrinks. */
const bloatedBytes = 600_000_000

type Post = (message: ReaderMessage) => void

/** Reads what was asked for and tells of it through `post`; never throws. */
export async function answerRequest(raw: unknown, post: Post): Promise<void> {
  const request = readerRequestSchema.safeParse(raw)
  if (!request.success) return post({ kind: 'finished', reusable: true, outcome: failed(toFailure(new AppError('invalid-request'))) })
  try {
    const value = await read(request.data, post)
    post({ kind: 'finished', reusable: process.memoryUsage().external < bloatedBytes, outcome: { ok: true, value } })
  } catch (error) {
    const failure = toFailure(error)
    // Not one of ours: a library trapped or has a bug, so nothing it holds can be trusted any more.
    const crashed = failure.code === 'internal'
    post({ kind: 'finished', reusable: !crashed, outcome: failed(crashed ? toFailure(new AppError(ofMemory(error) ? 'parse-out-of-memory' : 'parse-crashed')) : failure) })
  }
}

/** The libraries are loaded with the first thing that needs them: a process that draws never parses. */
async function read(request: ReaderRequest, post: Post): Promise<unknown> {
  if (request.kind === 'parse') {
    const [{ parseFile }, { ChildFolder }] = await Promise.all([import('../parse/parse-file.ts'), import('../parse/child-folder.ts')])
    const { pages, ...document } = await parseFile(request.path, { onPages: throttledProgress(post), children: new ChildFolder(request.childrenFolder), password: request.password })
    for (const slice of pageSlices(pages)) post({ kind: 'pages', pages: slice })
    return document
  }
  // Who asked ends this process where a cancellation cannot wait.
  const { signal } = new AbortController()
  const { path, page, password } = request
  if (request.kind === 'draw') return (await import('../ocr/draw-page.ts')).drawPage(path, page, { maxPixels: request.maxPixels, password, signal })
  const { recognisePage } = await import('../ocr/recognise-page.ts')
  return recognisePage(path, page, { what: request.what, engine: request.engine, languages: request.languages, modelsFolder: request.modelsFolder, password, signal })
}

function throttledProgress(post: Post): (done: number, total: number) => void {
  let last = 0
  return (done, total) => {
    const now = performance.now()
    if (done < total && now - last < progressEveryMs) return
    last = now
    post({ kind: 'progress', done, total })
  }
}

/** How V8 says that a buffer or a WebAssembly memory could not be had. */
function ofMemory(error: unknown): boolean {
  return error instanceof RangeError && /allocation failed|could not allocate|out of memory/i.test(error.message)
}
