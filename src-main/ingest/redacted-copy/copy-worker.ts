// The guard comes first, so that no library loaded after it can open a connection from this thread.
import '../../egress/guard-on.ts'
import { parentPort } from 'node:worker_threads'
import { AppError, toFailure } from '../../support/errors.ts'
import { copyFile } from './copy-file.ts'
import { copyRequestSchema, type CopyMessage, type CopyRequest } from './copy-messages.ts'
import type { MaskedStretch, RecognisedText } from './redacted-copy.ts'

const post = (message: CopyMessage): void => parentPort?.postMessage(message)
let answer: ((masks: readonly (readonly MaskedStretch[])[]) => void) | null = null
let read: ((pages: readonly (RecognisedText | null)[]) => void) | null = null

parentPort?.on('message', (raw: unknown) => {
  const request = copyRequestSchema.safeParse(raw)
  if (!request.success) return post({ kind: 'failed', error: toFailure(new AppError('invalid-request')) })
  if (request.data.kind === 'masks') return answer?.(request.data.masks)
  if (request.data.kind === 'recognised') return read?.(request.data.pages)
  void copy(request.data)
})

async function copy({ from, to, format, keepPictures }: Extract<CopyRequest, { kind: 'copy' }>): Promise<void> {
  try {
    const { outcome, texts, attributes } = await copyFile(from, to, format, {
      keepPictures,
      onProgress: (done, total) => post({ kind: 'progress', done, total }),
      find: (asked) => new Promise((resolve) => {
        answer = resolve
        post({ kind: 'texts', texts: [...asked] })
      }),
      recognise: (pages) => new Promise((resolve) => {
        read = resolve
        post({ kind: 'recognise', pages: [...pages] })
      }),
    })
    post({ kind: 'copied', outcome: { ...outcome, pagesLeftOut: [...outcome.pagesLeftOut] }, texts: [...texts], attributes: [...attributes] })
  } catch (error) {
    const failure = toFailure(error)
    post({ kind: 'failed', error: failure.code === 'internal' ? toFailure(new AppError('parse-crashed')) : failure })
  }
}
