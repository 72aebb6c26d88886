import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Dispatch, DispatchOutcome } from '../rpc/dispatcher.ts'
import { AppError } from '../support/errors.ts'

/** Bytes of one uploaded file; ingestion has its own, lower limits for each format. */
export const maxUploadBytes = 2 * 1024 ** 3

/**
 * Takes one dropped file: streams it to a folder of its own below `uploadsFolder` under its own name, adds it to the matter and
 * removes it again, whatever happened. Errors: `file-too-large`, `invalid-request` (no usable name, cut off), `disk-full`.
 */
export async function receiveUpload(request: IncomingMessage, query: URLSearchParams, uploadsFolder: string, dispatch: Dispatch, maxBytes: number = maxUploadBytes): Promise<DispatchOutcome> {
  const name = fileNameOf(query.get('name') ?? '')
  if (!name) throw new AppError('invalid-request')
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new AppError('file-too-large', { limitBytes: maxBytes })
  await mkdir(uploadsFolder, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(uploadsFolder, 'u-'))
  try {
    const path = join(folder, name)
    await pipeline(request, countUpTo(maxBytes), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    return await dispatch('documents.add', { matterId: query.get('matterId'), paths: [path] })
  } finally {
    await rm(folder, { recursive: true, force: true })
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

/** The last part of what the page called the file, without what a file system or a terminal would act on; empty when nothing is left. */
export function fileNameOf(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  // Control and direction characters could make `exe.pdf` of `fdp.exe`; the others are reserved on Windows.
  const clean = last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '').trim().replace(/[. ]+$/, '')
  const extension = /\.[^.]{1,16}$/.exec(clean)?.[0] ?? ''
  return cutToBytes(clean.slice(0, clean.length - extension.length), 200 - Buffer.byteLength(extension)) + extension
}

function cutToBytes(text: string, maxBytes: number): string {
  let cut = ''
  let bytes = 0
  for (const character of text) {
    bytes += Buffer.byteLength(character)
    if (bytes > maxBytes) break
    cut += character
  }
  return cut
}
