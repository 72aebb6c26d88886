// The retrieval collections beside the checkout, read into one shape. Nothing of them is ever copied into the repository.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** Constants are tuned on `dev` queries; figures that are shown come from `report` queries. */
export type Part = 'dev' | 'report'

export interface Collection {
  readonly name: string
  readonly language: 'en' | 'de'
  readonly documents: readonly { readonly id: string; readonly title: string; readonly text: string }[]
  /** `relevant`: document id → grade above 0. */
  readonly queries: readonly { readonly id: string; readonly text: string; readonly part: Part; readonly relevant: ReadonlyMap<string, number>; readonly answers: readonly string[] }[]
}

const folder = fileURLToPath(new URL('../../shared/data/eval', import.meta.url))
export const hasCollections = existsSync(folder)

const documentSchema = z.object({ id: z.string(), title: z.string(), text: z.string() })
const querySchema = z.object({ id: z.string(), text: z.string(), text_en: z.string().optional(), answer: z.string().optional() })
const questionSchema = z.object({ id: z.string(), title: z.string().nullish(), question: z.string(), context: z.string(), answers: z.array(z.string()), answerable: z.boolean() })

/** Half of the queries by hash of their id, so that neither part was picked by hand. `salt`: for samples that were themselves drawn by hash of the id. */
function partOf(id: string, salt = ''): Part {
  return (createHash('sha256').update(salt + id).digest()[0] ?? 0) < 128 ? 'dev' : 'report'
}

function lines<T>(schema: z.ZodType<T>, ...path: string[]): T[] {
  return readFileSync(join(folder, ...path), 'utf8').split('\n').filter(Boolean).map((line) => schema.parse(JSON.parse(line)))
}

function qrels(...path: string[]): Map<string, Map<string, number>> {
  const judged = new Map<string, Map<string, number>>()
  for (const line of readFileSync(join(folder, ...path), 'utf8').split('\n').slice(1).filter(Boolean)) {
    const [query = '', document = '', score = '0'] = line.split('\t')
    if (Number(score) <= 0) continue
    judged.set(query, (judged.get(query) ?? new Map<string, number>()).set(document, Number(score)))
  }
  return judged
}

function scifact(): Collection {
  const parts = { dev: qrels('retrieval-scifact', 'qrels.train.tsv'), report: qrels('retrieval-scifact', 'qrels.test.tsv') } as const
  const queries = lines(querySchema, 'retrieval-scifact', 'queries.jsonl').flatMap(({ id, text }) =>
    (['dev', 'report'] as const).flatMap((part) => {
      const relevant = parts[part].get(id)
      return relevant ? [{ id, text, part, relevant, answers: [] }] : []
    }))
  return { name: 'scifact', language: 'en', documents: lines(documentSchema, 'retrieval-scifact', 'corpus.jsonl'), queries }
}

/** `textOf` picks the wording: XQuAD asks the same in German and English. */
function judgedCollection(name: string, folderName: string, language: 'en' | 'de', textOf: (query: z.infer<typeof querySchema>) => string): Collection {
  const judged = qrels(folderName, 'qrels.tsv')
  const queries = lines(querySchema, folderName, 'queries.jsonl').flatMap((query) => {
    const relevant = judged.get(query.id)
    return relevant ? [{ id: query.id, text: textOf(query), part: partOf(query.id), relevant, answers: query.answer === undefined ? [] : [query.answer] }] : []
  })
  return { name, language, documents: lines(documentSchema, folderName, 'corpus.jsonl'), queries }
}

/** Question answering data as retrieval: the passage to be found is the one the question was asked about. */
function questionCollection(name: string): Collection {
  const items = lines(questionSchema, name, 'qa.jsonl')
  const ids = new Map([...new Set(items.map(({ context }) => context))].map((context, index) => [context, `${name}-${index}`]))
  return {
    name: name.replace('qa-', ''),
    language: 'en',
    documents: [...ids].map(([text, id]) => ({ id, title: '', text })),
    queries: items.filter(({ answerable }) => answerable).map(({ id, question, context, answers }) => (
      { id, text: question, part: partOf(id, 'part '), relevant: new Map([[ids.get(context) ?? '', 1]]), answers })),
  }
}

export function loadCollections(): Collection[] {
  return [
    scifact(),
    judgedCollection('xquad-de', 'retrieval-xquad-de', 'de', ({ text }) => text),
    judgedCollection('xquad-de-asked-in-english', 'retrieval-xquad-de', 'de', ({ text, text_en }) => text_en ?? text),
    judgedCollection('cranfield', 'retrieval-cranfield', 'en', ({ text }) => text),
    questionCollection('qa-squad2'),
    questionCollection('qa-policyqa'),
    questionCollection('qa-clapnq'),
  ]
}
