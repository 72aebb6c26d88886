import type { Block, PreviewPart } from '../../../src-preload/contract/index.ts'
import type { SerialisedRequest } from '../providers/provider-adapter.ts'
import type { FindLeftovers, Leftover, VaultEntry } from '../redact/redactor.ts'
import { promptTexts, type PromptText } from './build-prompt.ts'
import { decodeBody, escaped, type PlacedText } from './frame-of-body.ts'

export interface ScannedRequest {
  readonly parts: readonly PreviewPart[]
  readonly entries: readonly VaultEntry[]
  /** What was found and is meant to stand there. */
  readonly kept: readonly string[]
  readonly request: SerialisedRequest
  /** The address as the user gave it, and the model: what of the URL says nothing about a document. */
  readonly baseUrl: string
  readonly model: string
  /** Null: the body is not made of the parts alone. */
  readonly placed: readonly PlacedText[] | null
}

type Place = Block['places'][number]
const messages = {
  'value-left': 'Something that is masked elsewhere still stands in the request. Mask it there as well.',
  'identifier-left': 'A number that is valid as an identifier still stands in the request. Mask it, or say that it is to be kept.',
  'text-not-scanned': 'The request holds something that was not looked at, so it may not be sent.',
} as const

/**
 * The second look, at the final bytes and the URL, for every masked value in any disguise and for valid identifiers.
 * What the library itself writes around any prompt may look like a masked value (a person called Max, and `max_tokens`): that is
 * no leftover, because it was shown not to depend on the prompt.
 */
export function scanRequest(findLeftovers: FindLeftovers, { parts, entries, kept, request, baseUrl, model, placed }: ScannedRequest): Block[] {
  const body = decodeBody(request.body)
  const blocks: Block[] = []
  if (body === null || placed === null) blocks.push({ reason: 'text-not-scanned', message: messages['text-not-scanned'], places: [] })
  const layout = promptTexts(parts)
  const textOf = (place: PlacedText): PromptText | undefined => [layout.system, layout.user].find(({ text }) => text === place.text)
  const inBody = body === null ? [] : findLeftovers(body, entries, kept)
  const inUrl = findLeftovers(restOfUrl(request.url, baseUrl, model), entries, kept)
  for (const kind of ['value-left', 'identifier-left'] as const) {
    const found = inBody.filter((leftover) => leftover.kind === kind && !(kind === 'value-left' && placed && isFrameOnly(leftover, placed)))
    if (found.length === 0 && !inUrl.some((leftover) => leftover.kind === kind)) continue
    blocks.push({ reason: kind, message: messages[kind], places: found.flatMap((leftover) => placesOf(leftover, placed ?? [], textOf)) })
  }
  return blocks
}

function isFrameOnly({ start, end }: Leftover, placed: readonly PlacedText[]): boolean {
  return placed.every((place) => end <= place.start || start >= place.end)
}

/** The parts that a stretch of the body lies in, with offsets in their outgoing texts. */
function placesOf({ start, end, category }: Leftover, placed: readonly PlacedText[], textOf: (place: PlacedText) => PromptText | undefined): Place[] {
  return placed.filter((place) => start < place.end && end > place.start).flatMap((place) => {
    const from = unescapedOffset(place.text, Math.max(0, start - place.start))
    const to = Math.max(from, unescapedOffset(place.text, Math.min(end, place.end) - place.start))
    return (textOf(place)?.parts ?? []).flatMap(({ part, start: partStart }): Place[] => {
      const partEnd = partStart + part.outgoing.length
      return from < partEnd && to > partStart ? [{ partId: part.id, start: Math.max(0, from - partStart), end: Math.min(to, partEnd) - partStart, category }] : []
    })
  })
}

/** How far into a text a position in its JSON-escaped form is; a position inside an escape belongs to the character behind it. */
function unescapedOffset(text: string, escapedOffset: number): number {
  let passed = 0
  let offset = 0
  for (const character of text) {
    if (passed >= escapedOffset) break
    passed += escaped(character).length
    offset += character.length
  }
  return offset
}

function restOfUrl(url: string, baseUrl: string, model: string): string {
  const base = new URL(baseUrl).href.replace(/\/+$/, '')
  const rest = url.startsWith(base) ? url.slice(base.length) : url
  return rest.replaceAll(encodeURIComponent(model), '').replaceAll(model, '')
}
