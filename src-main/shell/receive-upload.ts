import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { matterIdSchema } from '../../src-preload/contract/index.ts'
import type { Dispatch, DispatchOutcome } from '../rpc/dispatcher.ts'
import { AppError } from '../support/errors.ts'
import { uploadPath } from './upload-path.ts'

/** Bytes of one uploaded file; ingestion has its own, lower limits for each format. */
const maxUploadBytes = 2 * 1024 ** 3

/** Takes one dropped file and adds it to a matter. Errors: `file-too-large`, `invalid-request` (no usable name, no matter), `disk-full`. */
export type ReceiveUpload = (request: IncomingMessage, query: URLSearchParams) => Promise<DispatchOutcome>

/**
 * Files are streamed to a place of their own, then moved to a path made of matter, folders and name only, so that the same file
 * dropped again is known and a changed one replaces its old version. Nothing of an upload is left below `uploadsFolder` afterwards.
 */
export function createUploadReceiver(uploadsFolder: string, dispatch: Dispatch, maxBytes: number = maxUploadBytes): ReceiveUpload {
  // One is added at a time: two files of one name would meet on one path.
  let adding: Promise<unknown> = Promise.resolve()

  const add = async (matterId: string, part: string, path: string, folder: string): Promise<DispatchOutcome> => {
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await rename(part, path)
      return await dispatch('documents.add', { matterId, paths: [path] })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  return async (request, query) => {
    const matterId = matterIdSchema.safeParse(query.get('matterId')).data
    const name = uploadPath(query.get('name') ?? '')
    if (matterId === undefined || name === null) throw new AppError('invalid-request')
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new AppError('file-too-large', { limitBytes: maxBytes })
    await mkdir(uploadsFolder, { recursive: true, mode: 0o700 })
    const waiting = await mkdtemp(join(uploadsFolder, 'part-'))
    try {
      const part = join(waiting, 'bytes')
      await pipeline(request, countUpTo(maxBytes), createWriteStream(part, { flags: 'wx', mode: 0o600 }))
      const turn = adding.then(() => add(matterId, part, join(uploadsFolder, matterId, ...name), join(uploadsFolder, matterId)))
      adding = turn.catch(() => {})
      return await turn
    } finally {
      await rm(waiting, { recursive: true, force: true })
    }
  }
}

function countUpTo(maxBytes: number): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > maxBytes) done(new AppError('file-too-large', { limitBytes: maxBytes }))
      else done(null, chunk)
    },
  })
}
