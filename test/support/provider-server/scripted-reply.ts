import type { ServerResponse } from 'node:http'
import { wireFormats, type Finish, type Usage, type Wire } from './wire-formats.ts'

/** What the server answers. Chunks are the text of single deltas; a bare list is an ordinary, complete reply. */
export type ScriptedReply =
  | readonly string[]
  /** `pieceBytes` writes the frames in pieces of that many bytes, across their borders and those of letters. */
  | { readonly kind: 'text'; readonly chunks: readonly string[]; readonly usage?: Usage; readonly finish?: Finish; readonly pieceBytes?: number }
  /** Events of the asked wire, as their provider would write them, between a proper beginning and end. For Bedrock `{ eventName: payload }`. */
  | { readonly kind: 'events'; readonly events: readonly Readonly<Record<string, unknown>>[]; readonly chunks?: readonly string[] }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: 301 | 302 | 303 | 307 | 308 }
  /** Some text, then nothing more, without ending. With no chunks not even a status line comes. */
  | { readonly kind: 'stall'; readonly chunks: readonly string[] }
  /** Some text, then the connection breaks. With no chunks it breaks at once. */
  | { readonly kind: 'cut'; readonly chunks: readonly string[] }
  /** Some text, then a proper end of the connection, but no closing event. */
  | { readonly kind: 'end-early'; readonly chunks: readonly string[] }
  /** Status 200 and this as the body, whatever it is. */
  | { readonly kind: 'garbage'; readonly body: string | Uint8Array; readonly contentType?: string }
  /** The same delta again and again, until the other side has had enough. */
  | { readonly kind: 'endless'; readonly chunk: string }

const usualUsage: Usage = { inputTokens: 11, outputTokens: 7 }

/** Writes one reply in one wire's format. */
export function writeReply(response: ServerResponse, wire: Wire, model: string, reply: ScriptedReply): void {
  const format = wireFormats[wire]
  const script = isChunks(reply) ? { kind: 'text', chunks: reply } as const : reply
  const head = (): void => { response.writeHead(200, { 'content-type': format.contentType }) }
  const begin = (chunks: readonly string[], usage: Usage): readonly Buffer[] => [...format.opening(model, usage), ...chunks.map((chunk) => format.text(chunk, model))]
  switch (script.kind) {
    case 'text': {
      const usage = script.usage ?? usualUsage
      head()
      writePieces(response, [...begin(script.chunks, usage), ...format.closing(model, usage, script.finish ?? 'end')], script.pieceBytes)
      response.end()
      return
    }
    case 'events':
      head()
      writePieces(response, [...begin(script.chunks ?? [], usualUsage), ...script.events.map((event) => format.event(event)), ...format.closing(model, usualUsage, 'end')])
      response.end()
      return
    case 'status':
      response.writeHead(script.status, script.headers ?? {}).end(script.body ?? '')
      return
    case 'redirect':
      response.writeHead(script.status ?? 307, { location: script.location }).end()
      return
    case 'stall':
      if (script.chunks.length === 0) return
      head()
      writePieces(response, begin(script.chunks, usualUsage))
      return
    case 'cut':
      if (script.chunks.length === 0) return void response.destroy()
      head()
      response.write(Buffer.concat([...begin(script.chunks, usualUsage)]), () => response.destroy())
      return
    case 'end-early':
      head()
      writePieces(response, begin(script.chunks, usualUsage))
      response.end()
      return
    case 'garbage':
      response.writeHead(200, { 'content-type': script.contentType ?? format.contentType }).end(script.body)
      return
    case 'endless': {
      head()
      writePieces(response, format.opening(model, usualUsage))
      const frame = Buffer.concat(Array.from({ length: 256 }, () => format.text(script.chunk, model)))
      const more = (): void => { while (!response.destroyed && response.write(frame)) { /* until the socket is full */ } }
      response.on('drain', more)
      more()
    }
  }
}

function isChunks(reply: ScriptedReply): reply is readonly string[] {
  return Array.isArray(reply)
}

function writePieces(response: ServerResponse, frames: readonly Buffer[], pieceBytes?: number): void {
  if (pieceBytes === undefined) {
    for (const frame of frames) response.write(frame)
    return
  }
  const all = Buffer.concat([...frames])
  for (let start = 0; start < all.length; start += pieceBytes) response.write(all.subarray(start, start + pieceBytes))
}
