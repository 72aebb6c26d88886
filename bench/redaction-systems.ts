// What is measured: our stack by mode, and the spans that a peer wrote for the same texts.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { categories, type RedactionPolicy } from '../src-preload/contract/index.ts'
import { createRedactor } from '../src-main/egress/redact/create-redactor.ts'
import type { Detector, RedactionMode, Vault } from '../src-main/egress/redact/redactor.ts'
import type { MaskedSpan } from './redaction-scores.ts'
import type { MarkedText } from './redaction-sets.ts'

export interface Masked { readonly spans: readonly MaskedSpan[]; readonly microseconds: number }

export interface System extends AsyncDisposable {
  readonly name: string
  /** Whether it runs here; false where only its answers are read. */
  readonly measures: boolean
  mask(text: MarkedText): Promise<Masked>
}

/** Everything found is masked, as in the measurements of the peers; what a policy keeps is no matter of finding. */
const maskAll = Object.fromEntries(categories.map((category) => [category, 'mask'])) as RedactionPolicy

export function ourStack(mode: RedactionMode, names: Detector | null, deep: Detector | null = null): System {
  const redactor = createRedactor({ names, deep })
  const { signal } = new AbortController()
  return {
    name: mode,
    measures: true,
    async mask({ id, text }) {
      const started = performance.now()
      const { parts } = await redactor.redact([{ id, kind: 'excerpt', label: '', text }], { mode, policy: maskAll, terms: [], vault: emptyVault(), decisions: [], signal })
      const microseconds = (performance.now() - started) * 1000
      return { microseconds, spans: parts.flatMap(({ findings }) => findings).filter(({ action }) => action !== 'keep') }
    },
    [Symbol.asyncDispose]: () => redactor[Symbol.asyncDispose](),
  }
}

/** One detector alone, to see what it adds. */
export function oneDetector(detector: Detector): System {
  const { signal } = new AbortController()
  return {
    name: detector.name,
    measures: true,
    async mask({ text }) {
      const started = performance.now()
      const { spans } = await detector.detect(text, { signal })
      return { spans, microseconds: (performance.now() - started) * 1000 }
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

const peerRowSchema = z.object({ id: z.string(), spans: z.array(z.object({ start: z.number(), end: z.number() })), microseconds: z.number().default(Number.NaN) })

/** A file of `{id, spans: [{start, end}], microseconds}` lines, UTF-16 offsets. Errors: a text that the peer did not answer for. */
export function writtenSpans(file: string): System {
  const rows = new Map(readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => peerRowSchema.parse(JSON.parse(line))).map((row) => [row.id, row]))
  return {
    name: file.replace(/^.*\/|\.jsonl$/g, ''),
    measures: false,
    mask({ id }) {
      const row = rows.get(id)
      return row ? Promise.resolve(row) : Promise.reject(new TypeError(`${file} has no spans for ${id}.`))
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

function emptyVault(): Vault {
  const kept: ReturnType<Vault['entries']>[number][] = []
  return { entries: () => kept, keep: (entries) => { kept.push(...entries) } }
}
