import { AppError } from '../../../support/errors.ts'
import { readHead, type MimeHead } from './mime-head.ts'
import { decodeTransfer } from './transfer-encoding.ts'

/** RFC 2046 sets no limits; real mails nest a handful of parts. */
const limits = { depth: 100, parts: 10_000 }

/** A message or a part of one (RFC 2045, 2046). */
export interface MimePart {
  readonly head: MimeHead
  /** Media type in lower case, without parameters. */
  readonly type: string
  readonly charset: string | undefined
  /** The parts of a multipart; of anything else none. */
  readonly parts: readonly MimePart[]
  /** What it holds, transfer encoding undone; made anew at each call. */
  readonly content: () => Buffer
}

/** Takes a message apart. Messages inside it are not followed. Errors: `document-too-deep`, `document-too-many-parts`. */
export function parseMime(bytes: Uint8Array): MimePart {
  return parsePart(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'text/plain', 0, { parts: 0 })
}

function parsePart(bytes: Buffer, usual: string, depth: number, seen: { parts: number }): MimePart {
  if (depth > limits.depth) throw new AppError('document-too-deep', { limit: limits.depth })
  if (++seen.parts > limits.parts) throw new AppError('document-too-many-parts', { limit: limits.parts })
  const { head, bodyStart } = readHead(bytes)
  const body = bytes.subarray(bodyStart)
  const stated = /^\s*"?([\w!#$&^+.-]+\/[\w!#$&^+.-]+)/.exec(head.raw('content-type'))?.[1]?.toLowerCase()
  const type = stated ?? usual
  const parameters = head.parameters('content-type')
  if (type.startsWith('multipart/')) {
    const pieces = splitParts(body, parameters.get('boundary'))
    const inner = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
    if (pieces.length > 0) return { head, type, charset: undefined, parts: pieces.map((piece) => parsePart(piece, inner, depth + 1, seen)), content: () => body }
  }
  const encoding = head.raw('content-transfer-encoding')
  return { head, type: type.startsWith('multipart/') ? 'text/plain' : type, charset: parameters.get('charset'), parts: [], content: () => decodeTransfer(body, encoding) }
}

/** What stands between the lines of a boundary; where the head names none that occurs, the first line that looks like one counts. */
function splitParts(body: Buffer, boundary: string | undefined): Buffer[] {
  const named = boundary === undefined || boundary.trim() === '' ? [] : between(body, Buffer.from(boundary.trimEnd(), 'latin1'))
  if (named.length > 0) return named
  const start = body.toString('latin1', 0, 4_096)
  const likely = /^--([^\s-][^\r\n]{0,69}|-+[^\s-][^\r\n]{0,60})\r?\ncontent-[\w-]+:/im.exec(start)?.[1]
  return likely === undefined ? [] : between(body, Buffer.from(likely.trimEnd(), 'latin1'))
}

function between(body: Buffer, boundary: Buffer): Buffer[] {
  const mark = Buffer.concat([Buffer.from('--'), boundary])
  const pieces: Buffer[] = []
  let start = -1
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    if (at > 0 && body[at - 1] !== 0x0a) continue
    const lineEnd = body.indexOf(0x0a, at)
    const rest = body.toString('latin1', at + mark.length, lineEnd < 0 ? body.length : Math.min(lineEnd, at + mark.length + 200))
    if (!/^(?:--)?\s*$/.test(rest)) continue
    if (start >= 0) pieces.push(body.subarray(start, Math.max(start, at - (body[at - 2] === 0x0d ? 2 : 1))))
    start = lineEnd < 0 ? body.length : lineEnd + 1
    if (rest.startsWith('--')) start = -1
    if (lineEnd < 0) break
  }
  // A message that was cut off has no last line.
  if (start >= 0 && start < body.length) pieces.push(body.subarray(start))
  return pieces
}
