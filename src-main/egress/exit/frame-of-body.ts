import type { Provider } from '../../../src-preload/contract/index.ts'
import type { ExitPrompt, ProviderAdapter, SerialisedRequest } from '../providers/provider-adapter.ts'

/** Where the prompt's texts stand in a body, JSON-escaped: the system turn if there is one, then the other turns. Offsets in the body's text. */
export interface PlacedText { readonly text: string; readonly start: number; readonly end: number }

/** What a provider's library adds of its own is short and plain; more than this is something that nobody looked at. */
const mostFrameLength = 4096
const plainText = /^[\x20-\x7e]*$/

/**
 * Whether a body is made of the prompt's texts, each once, and otherwise of nothing but what the library writes around any
 * prompt; null if not. It serialises a second prompt of the same shape with stand-ins, puts the real texts in their places and
 * compares: a text that was dropped, changed or added, and all else that depends on what the prompt says, makes a difference.
 * So what stands outside the places found cannot come from a document. Errors: those of `serialise`.
 */
export async function frameOfBody(adapter: ProviderAdapter, provider: Provider, model: string, prompt: ExitPrompt, key: string | null, request: SerialisedRequest): Promise<readonly PlacedText[] | null> {
  const standIn = (text: string, index: number): string => (text === '' ? '' : `strongroomstandin${index}end`)
  const other = await adapter.serialise(provider, model, {
    ...prompt,
    system: standIn(prompt.system, 0),
    turns: prompt.turns.map(({ role, text }, index) => ({ role, text: standIn(text, index + 1) })),
  }, key)
  const frame = decodeBody(other.body)
  const body = decodeBody(request.body)
  if (frame === null || body === null || frame.length > mostFrameLength || !plainText.test(frame)) return null
  if (other.url !== request.url || other.method !== request.method || other.headerNames.join() !== request.headerNames.join()) return null

  const texts = [prompt.system, ...prompt.turns.map((turn) => turn.text)].map((text, index) => ({ text, word: standIn(text, index) })).filter(({ text }) => text !== '')
  if (texts.some(({ word }) => frame.split(word).length !== 2)) return null
  let expected = ''
  let frameFrom = 0
  const placed = texts.toSorted((a, b) => frame.indexOf(a.word) - frame.indexOf(b.word)).map(({ text, word }) => {
    const at = frame.indexOf(word)
    expected += frame.slice(frameFrom, at)
    const start = expected.length
    expected += escaped(text)
    frameFrom = at + word.length
    return { text, start, end: expected.length }
  })
  return expected + frame.slice(frameFrom) === body ? placed : null
}

/** As it stands between the quotation marks of a JSON string. */
export function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** The text of a body, or null if its bytes are not plain UTF-8 (compressed, another encoding, a byte-order mark). */
export function decodeBody(body: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
    return text.startsWith('\ufeff') ? null : text
  } catch {
    return null
  }
}
