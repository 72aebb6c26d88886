// The question sets that answer quality is measured on, in one form.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

export const evaluationFolder = fileURLToPath(new URL('../../shared/data/eval', import.meta.url))
export const hasEvaluationData = existsSync(evaluationFolder)

export interface Question {
  readonly id: string
  readonly question: string
  /** Texts of which one must be in the answer; empty when the documents do not say. */
  readonly answers: readonly string[]
  /** Text that carries the answer, where the set marks it. */
  readonly evidence: readonly string[]
  readonly answerable: boolean
  /** Indexes of the texts that make up its matter. */
  readonly sources: readonly number[]
}

export interface QuestionSet { readonly name: string; readonly texts: readonly { readonly name: string; readonly text: string }[]; readonly questions: readonly Question[] }

const itemSchema = z.object({
  id: z.string(), question: z.string(), title: z.string().optional(), context: z.string(), answers: z.array(z.string()), answerable: z.boolean(),
  gold_sentences: z.array(z.string()).optional(), answer_type: z.string().optional(),
})
const agreementSchema = z.object({ id: z.string(), title: z.string(), text: z.string() })
const hypothesisSchema = z.object({ id: z.string(), doc: z.string(), question: z.string(), label: z.string(), evidence: z.array(z.object({ text: z.string() })) })

export const setNames = ['squad2', 'policyqa', 'clapnq', 'tatqa', 'contractnli'] as const
export type SetName = (typeof setNames)[number]
export type Split = 'dev' | 'report'

/** A fixed sample of one split: half of each set (by hash) is for tuning, the other half only for the report. */
export function loadSet(name: SetName, split: Split, size: number): QuestionSet {
  const all = name === 'contractnli' ? agreements() : contexts(name)
  const inSplit = all.questions.filter(({ id }) => (hash(id) % 2 === 0 ? 'dev' : 'report') === split).toSorted((a, b) => hash(a.id) - hash(b.id))
  const half = Math.ceil(size / 2)
  const answerable = inSplit.filter((one) => one.answerable).slice(0, inSplit.some((one) => !one.answerable) ? half : size)
  return { ...all, questions: [...answerable, ...inSplit.filter((one) => !one.answerable).slice(0, size - answerable.length)] }
}

function contexts(name: Exclude<SetName, 'contractnli'>): QuestionSet {
  const items = lines(`qa-${name}/qa.jsonl`, itemSchema).filter((item) => item.answer_type === undefined || item.answer_type === 'span')
  const texts = [...new Set(items.map((item) => item.context))]
  // Questions about a web site's policy don't name the site: each site is a matter of its own.
  const sourcesOf = (title: string | undefined): number[] => texts.flatMap((text, index) => (name !== 'policyqa' || titles.get(text) === title ? [index] : []))
  const titles = new Map(items.map((item) => [item.context, item.title ?? name]))
  return {
    name,
    texts: texts.map((text) => ({ name: titles.get(text) ?? name, text })),
    questions: items.map(({ id, question, answers, answerable, title, gold_sentences: evidence = [] }) =>
      ({ id, question, answers: answerable ? answers : [], evidence, answerable, sources: sourcesOf(title) })),
  }
}

function agreements(): QuestionSet {
  const documents = lines('qa-contractnli/docs.jsonl', agreementSchema)
  return {
    name: 'contractnli',
    texts: documents.map(({ title, text }) => ({ name: title, text })),
    questions: lines('qa-contractnli/items.jsonl', hypothesisSchema).map(({ id, doc, question, label, evidence }) => ({
      id, question: `What does the agreement say about this: ${question}`, answers: [], evidence: evidence.map(({ text }) => text),
      answerable: label !== 'NotMentioned', sources: documents.flatMap((one, index) => (one.id === doc ? [index] : [])),
    })),
  }
}

function lines<T>(file: string, schema: z.ZodType<T>): T[] {
  return readFileSync(join(evaluationFolder, file), 'utf8').split('\n').filter(Boolean).map((line) => schema.parse(JSON.parse(line)))
}

export function hash(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0)
}
