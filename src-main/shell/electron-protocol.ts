import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { protocol } from 'electron'
import type { ApplicationPort } from '../rpc/handlers.ts'
import { AppError, toFailure } from '../support/errors.ts'
import { pageHeaders } from './content-security-policy.ts'
import { listPageFiles, replyWithOriginal, replyWithPageFile, replyWithPageImage } from './local-files.ts'
import type { FileReply } from './local-files.ts'
import { isOwnAddress, ownScheme } from './own-address.ts'

/** Before `ready`: makes the scheme an origin like any other, with `fetch` and ranges for pdf.js. */
export function registerOwnScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: ownScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } }])
}

/** After `ready`: serves the built page at once, and originals and their pages as soon as there is an application. */
export function serveOwnScheme(pageFolder: string, application: Promise<Pick<ApplicationPort, 'originalFile' | 'pageImage'>>): void {
  const pageFiles = listPageFiles(pageFolder)
  protocol.handle(ownScheme, async (request) => {
    try {
      if (!isOwnAddress(request.url) || request.method !== 'GET') throw new AppError('not-allowed')
      const { pathname } = new URL(request.url)
      if (pathname.startsWith('/page-images/')) {
        const { headers, bytes } = await replyWithPageImage(await application, pathname, request.signal)
        return new Response(new Uint8Array(bytes), { headers })
      }
      const reply = pathname.startsWith('/files/')
        ? await replyWithOriginal(await application, pathname, request.headers.get('range'))
        : await replyWithPageFile(pageFiles, pathname)
      if (!reply) throw new AppError('not-found')
      return responseOf(reply)
    } catch (error) {
      const { code } = toFailure(error)
      return new Response(code, { status: code === 'not-allowed' ? 403 : 404, headers: { ...pageHeaders, 'Content-Type': 'text/plain; charset=utf-8' } })
    }
  })
}

function responseOf({ status, headers, path, range }: FileReply): Response {
  if (!range) return new Response(null, { status, headers })
  const bytes = Readable.toWeb(createReadStream(path, { start: range.first, end: range.last }))
  return new Response(bytes as ReadableStream<Uint8Array>, { status, headers })
}
