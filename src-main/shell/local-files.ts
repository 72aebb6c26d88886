import { existsSync, readdirSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { documentIdSchema, matterIdSchema } from '../../src-preload/contract/index.ts'
import type { ApplicationPort } from '../rpc/handlers.ts'
import { AppError } from '../support/errors.ts'
import { parseByteRange } from './byte-range.ts'
import type { ByteRange } from './byte-range.ts'
import { originalHeaders, pageHeaders } from './content-security-policy.ts'
import { pictureType } from './picture-type.ts'

/** A file to be sent: `range` is null when no bytes follow (an empty file, an unsatisfiable range). */
export interface FileReply {
  readonly status: 200 | 206 | 416
  readonly headers: Readonly<Record<string, string>>
  readonly path: string
  readonly range: ByteRange | null
}

/** Bytes to be sent that are no file. */
export interface BytesReply {
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8', '.json': 'application/json', '.map': 'application/json', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.ttf': 'font/ttf', '.wasm': 'application/wasm',
}

/** URL path (`/assets/index.js`) → file. */
export type PageFiles = ReadonlyMap<string, string>

/**
 * The built page, listed once. Requests are looked up in this list and never joined to a folder,
 * so no spelling of `..` can reach another file. An unbuilt page is an empty list.
 */
export function listPageFiles(folder: string): PageFiles {
  const files = new Map<string, string>()
  if (!existsSync(folder)) return files
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files.set(`/${relative(folder, path).split(sep).join('/')}`, path)
  }
  const index = files.get('/index.html')
  if (index) files.set('/', index)
  return files
}

/** A file of the page itself; null when it is not one. */
export async function replyWithPageFile(files: PageFiles, urlPath: string): Promise<FileReply | null> {
  const path = files.get(urlPath)
  if (!path) return null
  const { size } = await stat(path)
  const contentType = contentTypes[extname(path)] ?? 'application/octet-stream'
  // Built files carry a hash in their name; the page itself must be looked at again each time.
  const caching = urlPath.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache'
  return planReply(path, size, null, { ...pageHeaders, 'Content-Type': contentType, 'Cache-Control': caching })
}

/** Splits `/files/<matter>/<document>`; null when the path is not of that shape. */
function parseOriginalPath(urlPath: string): { readonly matterId: string; readonly documentId: string } | null {
  const [empty, files, matterId, documentId, ...rest] = urlPath.split('/')
  if (empty !== '' || files !== 'files' || rest.length > 0) return null
  if (!matterIdSchema.safeParse(matterId).success || !documentIdSchema.safeParse(documentId).success) return null
  return { matterId: String(matterId), documentId: String(documentId) }
}

/**
 * A document's original bytes, in ranges. Only what a browser shows without running anything is named as what it is: PDF
 * (pdf.js reads it) and plain pictures, told by their first bytes. Everything else goes out as bytes to be saved, so that a
 * stored HTML or SVG file cannot become a page of the app's own origin. Errors: `not-found`, `file-missing`.
 */
export async function replyWithOriginal(application: Pick<ApplicationPort, 'originalFile'>, urlPath: string, rangeHeader: string | null): Promise<FileReply> {
  const ids = parseOriginalPath(urlPath)
  if (!ids) throw new AppError('not-found')
  const original = application.originalFile(ids.matterId, ids.documentId)
  const { size } = await stat(original.path)
  const shownAs = original.mediaType === 'pdf' ? 'application/pdf' : original.mediaType === 'image' ? await pictureType(original.path) : null
  return planReply(original.path, size, rangeHeader, {
    ...originalHeaders,
    'Accept-Ranges': 'bytes',
    'Content-Type': shownAs ?? 'application/octet-stream',
    'Content-Disposition': shownAs ? 'inline' : 'attachment',
  })
}

/** Splits `/page-images/<matter>/<document>/<page>`; null when the path is not of that shape. */
function parsePageImagePath(urlPath: string): { readonly matterId: string; readonly documentId: string; readonly page: number } | null {
  const [, matterId, documentId, page] = /^\/page-images\/([^/]+)\/([^/]+)\/([1-9]\d{0,6})$/.exec(urlPath) ?? []
  if (!matterIdSchema.safeParse(matterId).success || !documentIdSchema.safeParse(documentId).success) return null
  return { matterId: String(matterId), documentId: String(documentId), page: Number(page) }
}

/** A page drawn as a picture, whatever its document is. Kept nowhere. Errors: `not-found`, and what drawing gives. */
export async function replyWithPageImage(application: Pick<ApplicationPort, 'pageImage'>, urlPath: string, signal: AbortSignal): Promise<BytesReply> {
  const asked = parsePageImagePath(urlPath)
  if (!asked) throw new AppError('not-found')
  const bytes = await application.pageImage(asked.matterId, asked.documentId, asked.page, signal)
  return { headers: { ...originalHeaders, 'Cache-Control': 'private, no-store', 'Content-Type': 'image/png', 'Content-Disposition': 'inline', 'Content-Length': String(bytes.byteLength) }, bytes }
}

function planReply(path: string, size: number, rangeHeader: string | null, headers: Record<string, string>): FileReply {
  const range = parseByteRange(rangeHeader, size)
  if (range === 'unsatisfiable') return { status: 416, headers: { ...headers, 'Content-Range': `bytes */${size}`, 'Content-Length': '0' }, path, range: null }
  if (range === 'whole') return { status: 200, headers: { ...headers, 'Content-Length': String(size) }, path, range: size === 0 ? null : { first: 0, last: size - 1 } }
  const length = range.last - range.first + 1
  return { status: 206, headers: { ...headers, 'Content-Range': `bytes ${range.first}-${range.last}/${size}`, 'Content-Length': String(length) }, path, range }
}
