import type { PreviewPart } from '../../../src-preload/contract/index.ts'
import type { ExitPrompt } from '../providers/provider-adapter.ts'

/** The most that a reply may cost: room for a long answer and for the hidden reasoning of models that reason. */
const maxOutputTokens = 4096
const between = '\n'

/** One text of the prompt and where each part of it begins, in UTF-16 units. */
export interface PromptText {
  readonly text: string
  readonly parts: readonly { readonly part: PreviewPart; readonly start: number }[]
}

/**
 * The system turn, made of the `instructions`, and the user's turn, made of all other parts in their order. Nothing but line
 * breaks is added, because nobody would have looked at what is added here.
 */
export function promptTexts(parts: readonly PreviewPart[]): { readonly system: PromptText; readonly user: PromptText } {
  return { system: join(parts.filter((part) => part.kind === 'instructions')), user: join(parts.filter((part) => part.kind !== 'instructions')) }
}

export function buildPrompt(parts: readonly PreviewPart[]): ExitPrompt {
  const { system, user } = promptTexts(parts)
  return { system: system.text, turns: [{ role: 'user', text: user.text }], maxOutputTokens }
}

function join(parts: readonly PreviewPart[]): PromptText {
  let start = 0
  const placed = parts.map((part) => {
    const place = { part, start }
    start += part.outgoing.length + between.length
    return place
  })
  return { text: parts.map((part) => part.outgoing).join(between), parts: placed }
}
