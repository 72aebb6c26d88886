// The guard comes first, so that no library loaded after it can open a connection from this thread.
import '../../egress/guard-on.ts'
import { parentPort } from 'node:worker_threads'
import { AppError, toFailure } from '../../support/errors.ts'
import { failed } from '../../support/result.ts'
import { ChildFolder } from './child-folder.ts'
import { parseFile } from './parse-file.ts'
import { parseRequestSchema, type ParseMessage } from './parse-messages.ts'

/** Progress is told at most this often; a page of text takes a few milliseconds. */
const progressEveryMs = 100
/** A thread whose libraries grew beyond this is replaced, since WebAssembly memory never shrinks. */
const bloatedBytes = 600_000_000

const post = (message: ParseMessage): void => parentPort?.postMessage(message)

parentPort?.on('message', (raw: unknown) => void answer(raw))

async function answer(raw: unknown): Promise<void> {
  const request = parseRequestSchema.safeParse(raw)
  if (!request.success) return post({ kind: 'finished', reusable: true, outcome: failed(toFailure(new AppError('invalid-request'))) })
  try {
    const document = await parseFile(request.data.path, { onPages: throttledProgress(), children: new ChildFolder(request.data.childrenFolder), password: request.data.password })
    post({ kind: 'finished', reusable: process.memoryUsage().external < bloatedBytes, outcome: { ok: true, value: document } })
  } catch (error) {
    const failure = toFailure(error)
    // Not one of ours: a library trapped or has a bug, so nothing it holds can be trusted any more.
    const crashed = failure.code === 'internal'
    post({ kind: 'finished', reusable: !crashed, outcome: failed(crashed ? toFailure(new AppError('parse-crashed')) : failure) })
  }
}

function throttledProgress(): (done: number, total: number) => void {
  let last = 0
  return (done, total) => {
    const now = performance.now()
    if (done < total && now - last < progressEveryMs) return
    last = now
    post({ kind: 'progress', done, total })
  }
}
