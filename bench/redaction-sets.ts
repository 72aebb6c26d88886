// Texts with marked identifiers beside the checkout, each set in two parts: `dev` is looked at, `report` is only reported.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { generatedTexts, languages } from './redaction-languages.ts'
import { sharedData } from '../test/support/weights.ts'

export interface GoldSpan { readonly start: number; readonly end: number; readonly type: string }
export interface MarkedText { readonly id: string; readonly text: string; readonly spans: readonly GoldSpan[] }
/** `clean`: nothing in it identifies anybody; `names`: only names of people, organisations and places are marked, so that what else is masked is no mistake. */
export type SetKind = 'marked' | 'names' | 'clean'
export interface RedactionSet { readonly name: string; readonly kind: SetKind; readonly texts: readonly MarkedText[] }
export type Split = 'dev' | 'report'

const rowSchema = z.object({
  id: z.string(),
  text: z.string(),
  spans: z.array(z.tuple([z.number(), z.number(), z.string()])),
  /** The synthetic messages are made from templates: texts of one template stay in one part. */
  template: z.number().optional(),
})
const pii = join(sharedData, 'pii')
const evaluation = join(sharedData, 'eval')
export const hasRedactionSets = existsSync(pii)

/** What people, organisations and places are called in the sets that mark names; other marks there (statutes, products, works) are no personal data. */
const nameTypes = new Set(['PER', 'PERSON', 'person', 'ORG', 'ORGANIZATION', 'corporation', 'group', 'LOC', 'LOCATION', 'location', 'UN', 'ST', 'STR', 'LD', 'INN'])

const sources: Readonly<Record<string, { readonly kind: SetKind; readonly files: readonly string[] }>> = {
  messages: { kind: 'marked', files: ['presidio-research-generated-large/data'] },
  judgments: { kind: 'marked', files: ['tab-judgments/data'] },
  ambientmeta: { kind: 'marked', files: ['ambientmeta/standard', 'ambientmeta/ambiguous', 'ambientmeta/contextual'] },
  'uner-ewt': { kind: 'names', files: ['uner-ewt/dev'] },
  wikigold: { kind: 'names', files: ['wikigold/items'] },
  wnut17: { kind: 'names', files: ['wnut17/dev'] },
  btc: { kind: 'names', files: ['btc/section_f'] },
  germeval2014: { kind: 'names', files: ['germeval2014/dev'] },
  'german-ler': { kind: 'names', files: ['german-ler/dev'] },
}
export const setNames: readonly string[] = [...Object.keys(sources), 'clean', ...languages.map((language) => `made-${language}`)]

/** Errors: the set is not known. */
export function loadSet(name: string, split: Split): RedactionSet {
  if (name === 'clean') return { name, kind: 'clean', texts: cleanTexts().filter(({ id }) => splitOf(id) === split) }
  const language = languages.find((each) => name === `made-${each}`)
  if (language) return { name, kind: 'marked', texts: generatedTexts(language, split) }
  const source = sources[name]
  if (!source) throw new TypeError(`No set is called ${name}: ${setNames.join(', ')}.`)
  const rows = source.files.flatMap((file) => readRows(join(pii, `${file}.jsonl`)))
  const texts = rows.filter((row) => splitOf(row.template === undefined ? row.id : `template ${row.template}`) === split).map(({ id, text, spans }) => ({
    id, text, spans: spans.map(([start, end, type]) => withoutTitle(text, { start, end, type })).filter(({ type }) => source.kind === 'marked' || nameTypes.has(type)),
  }))
  return { name, kind: source.kind, texts }
}

/** The judgments mark "Mr" with the name; a title alone identifies nobody, and the peers' published figures leave it aside. */
function withoutTitle(text: string, span: GoldSpan): GoldSpan {
  if (!/^PER/i.test(span.type)) return span
  const title = /^(?:(?:Mr|Mrs|Ms|Miss|Mme|Dr|Prof|Sir|Judge)\.?\s+)+/.exec(text.slice(span.start, span.end))?.[0] ?? ''
  return title.length < span.end - span.start ? { ...span, start: span.start + title.length } : span
}

/** A fixed half of any set, whatever its order. */
export function splitOf(key: string): Split {
  return (createHash('sha256').update(`strongroom ${key}`).digest()[0] ?? 0) < 128 ? 'dev' : 'report'
}

function readRows(file: string): readonly z.infer<typeof rowSchema>[] {
  return lines(file).map((line) => rowSchema.parse(JSON.parse(line)))
}

function lines(file: string): readonly string[] {
  return readFileSync(file, 'utf8').split('\n').filter((line) => line !== '')
}

/**
 * Clauses of non-disclosure agreements (ContractNLI) in which nothing can name anybody, decided without any detector:
 * no digit beyond a clause's number, and each capitalised word also stands in small letters somewhere in the agreements.
 */
function cleanTexts(): readonly MarkedText[] {
  const file = join(evaluation, 'qa-contractnli', 'docs.jsonl')
  const documents = lines(file).map((line) => z.object({ id: z.string(), text: z.string() }).parse(JSON.parse(line)))
  const small = new Set(documents.flatMap(({ text }) => text.match(/(?<![\p{L}\p{N}])\p{Ll}+(?![\p{L}\p{N}])/gu) ?? []))
  return documents.flatMap(({ id, text }) => text.split(/\n+/).map((clause, at) => ({ id: `${id}:${at}`, text: clause.trim(), spans: [] })))
    .filter(({ text }) => text.length >= 120 && isAnonymous(text, small))
}

function isAnonymous(text: string, small: ReadonlySet<string>): boolean {
  const body = text.replace(/^[\d.()\s]+/, '')
  if (/[\d@_[\]]/.test(body)) return false
  return (body.match(/\p{Lu}[\p{L}\p{N}]*/gu) ?? []).every((word) => small.has(word.toLowerCase()))
}
