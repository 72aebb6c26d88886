import { defaultRedaction } from '../../src-preload/contract/index.ts'
import type { RedactionPolicy, Term } from '../../src-preload/contract/index.ts'
import { createRedactor } from '../../src-main/egress/redact/create-redactor.ts'
import type { Decision, Detector, Redaction, RedactionMode, TextPart, Vault, VaultEntry } from '../../src-main/egress/redact/redactor.ts'

/** A vault as a chat keeps it, in memory. */
export function memoryVault(): Vault & { readonly kept: VaultEntry[] } {
  const kept: VaultEntry[] = []
  return {
    kept,
    entries: () => kept,
    keep(entries) {
      for (const entry of entries) {
        const at = kept.findIndex(({ placeholder }) => placeholder === entry.placeholder)
        if (at < 0) kept.push(entry)
        else kept[at] = entry
      }
    },
  }
}

export interface RedactTextOptions { readonly mode?: RedactionMode; readonly names?: Detector | null; readonly namesTimeoutMs?: number; readonly policy?: Partial<RedactionPolicy>; readonly terms?: readonly Term[]; readonly vault?: Vault; readonly decisions?: readonly Decision[]; readonly signal?: AbortSignal }

export const part = (text: string, id = 'p1'): TextPart => ({ id, kind: 'excerpt', label: id, text })

/** Redacts texts together, each a part; rules only unless told otherwise. */
export async function redactTexts(texts: readonly (string | TextPart)[], options: RedactTextOptions = {}): Promise<Redaction> {
  await using redactor = createRedactor({ names: options.names ?? null, ...(options.namesTimeoutMs !== undefined && { namesTimeoutMs: options.namesTimeoutMs }) })
  return redactor.redact(texts.map((text, index) => (typeof text === 'string' ? part(text, `p${index + 1}`) : text)), {
    mode: options.mode ?? 'rules', policy: { ...defaultRedaction, ...options.policy }, terms: options.terms ?? [], vault: options.vault ?? memoryVault(),
    decisions: options.decisions ?? [], signal: options.signal ?? new AbortController().signal,
  })
}

/** The outgoing text of one text. */
export async function redactText(text: string, options: RedactTextOptions = {}): Promise<string> {
  return (await redactTexts([text], options)).parts[0]?.outgoing ?? ''
}

/** A name finder that knows a fixed list of people. */
export function namesOf(...people: readonly string[]): Detector {
  return {
    name: 'names',
    async detect(text) {
      const spans = people.flatMap((name) => [...text.matchAll(new RegExp(name, 'gu'))].map((match) => ({ start: match.index, end: match.index + name.length, category: 'person' as const, confidence: 0.95, detector: 'names' as const })))
      return { spans, scannedTo: text.length }
    },
  }
}

export const term = (text: string, more: Partial<Term> = {}): Term => ({ id: 't_0123456789abcdef', text, category: 'custom', action: 'mask', matterId: null, ...more })
