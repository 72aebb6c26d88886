import { z } from 'zod'
import type { ChatTurn, ListShape } from '../../../model/llama/chat-model.ts'
import { categorySchema, type Category } from '../../../../src-preload/contract/index.ts'

/** What the model may take something for: a few kinds that a small model can tell apart. */
const kinds = ['person', 'organisation', 'place', 'address', 'nationality', 'username', 'reference', 'date', 'age', 'other-identifier'] as const satisfies readonly Category[]

const mostAnswers = 8

/** Without blanks, so that the model cannot name those. User names with an underscore are found by rules. */
export const answerShape: ListShape = { fields: { text: 'text', kind: kinds }, maxItems: mostAnswers, maxTextLength: 80, excluded: '_?' }

const instructions = [
  'You check texts from which names and numbers were removed; ___ stands in their place.',
  'List what was forgotten: names of people, companies, institutions, places or addresses, nationalities, user names, file or account numbers, dates and ages that still stand in the text.',
  'Copy each exactly as it is written. Never list ___, pronouns, job titles, roles, laws, articles or ordinary words. Most texts are clean: answer [] then.',
].join('\n')

const ask = (text: string): ChatTurn => ({ role: 'user', text: `<text>\n${text}\n</text>` })

/** The same in every question, so that the model reads it once. Half of the examples hold nothing, as most texts do. */
const prefix: readonly ChatTurn[] = [
  { role: 'system', text: instructions },
  ask('On ___ ___ wrote to Kestrel Marine about the flat in Ballymoy. Brigid, his sister, signed for file KM-2231. The court dismissed the appeal under Article 12.'),
  { role: 'assistant', text: '[{"text": "Kestrel Marine", "kind": "organisation"}, {"text": "Ballymoy", "kind": "place"}, {"text": "Brigid", "kind": "person"}, {"text": "KM-2231", "kind": "reference"}]' },
  ask('___ had given dorothea the keys. Send it to ___ Nykvarn ___, please.'),
  { role: 'assistant', text: '[{"text": "dorothea", "kind": "person"}, {"text": "Nykvarn", "kind": "place"}]' },
  ask('The Borrower shall repay ___ to the Lender by ___. ___ may appeal to the District Court.'),
  { role: 'assistant', text: '[]' },
  ask('Hi, my name is ___ and I would like to change my order.'),
  { role: 'assistant', text: '[]' },
]

/**
 * The conversation that asks about one piece of masked text. Placeholders become blanks: small models take them for names that were
 * forgotten. The text is data: it cannot end its own frame.
 */
export function deepQuestion(text: string): readonly ChatTurn[] {
  return [...prefix, ask(text.replaceAll('</text>', '').replaceAll(/\[[A-Z]+(?:_[A-Z]+)*_\d+\]/g, '___'))]
}

export interface NamedText { readonly text: string; readonly category: Category }

const itemSchema = z.object({ text: z.string(), kind: categorySchema })

/** What the model named. An answer that was cut off counts as far as it goes; null when it is no list at all. */
export function readAnswer(answer: string): readonly NamedText[] | null {
  const source = answer.trim()
  if (!source.startsWith('[')) return null
  const named: NamedText[] = []
  for (const [piece] of source.matchAll(/\{[^{}]*\}/g)) {
    const item = itemSchema.safeParse(parseJson(piece))
    if (item.success) named.push({ text: item.data.text, category: item.data.kind })
  }
  return named
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
