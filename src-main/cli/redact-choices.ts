import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { categories, categorySchema, maskActionSchema, maskEverything, termSchema, type Category, type MaskAction, type RedactionPolicy, type Term } from '../../src-preload/contract/index.ts'
import type { ApplicationPort } from '../rpc/handlers.ts'
import { callApplication } from './call-application.ts'
import { CommandFailure } from './command-failure.ts'
import { findMatter } from './find-matter.ts'

export interface ChoiceFlags { readonly keep?: readonly Category[]; readonly mask?: readonly Category[]; readonly terms?: string; readonly matter?: string }

/** Larger lists are no lists of names. */
const mostTermBytes = 4_000_000

/** `--mask`: these categories and no others; `--keep`: all but these. */
export function policyOf({ keep = [], mask = [] }: ChoiceFlags): RedactionPolicy {
  const chosen = mask.length === 0 ? maskEverything : (Object.fromEntries(categories.map((category) => [category, mask.includes(category) ? 'mask' : 'keep'])) as Record<Category, MaskAction>)
  return { ...chosen, ...Object.fromEntries(keep.map((category) => [category, 'keep'])) }
}

/** The user's own list: the file's terms, then those of the matter and of all matters. Errors: `invalid-request`, `file-missing`, `not-found`, `conflict`. */
export async function termsOf(application: ApplicationPort, { terms, matter }: ChoiceFlags): Promise<readonly Term[]> {
  const ofFile = terms === undefined ? [] : parseTerms(await readTermsFile(terms))
  if (matter === undefined) return ofFile
  const { id } = await findMatter(application, matter)
  return [...ofFile, ...(await callApplication(application, 'terms.list', { matterId: id }))]
}

/** One term a line: the text, then, after tabs, its category (`custom` without it) and action (`mask`). Empty lines are skipped. */
export function parseTerms(text: string): readonly Term[] {
  return text.split(/\r?\n/).flatMap((line, index): Term[] => {
    if (line.trim() === '') return []
    const [written = '', category = '', action = '', ...more] = line.split('\t').map((field) => field.trim())
    const term = termSchema.safeParse({
      id: `t_${String(index).padStart(16, '0')}`, text: written, matterId: null,
      category: category === '' ? 'custom' : categorySchema.safeParse(category).data, action: action === '' ? 'mask' : maskActionSchema.safeParse(action).data,
    })
    if (!term.success || more.length > 0) throw new CommandFailure('invalid-request', `Line ${index + 1} of the list of terms does not fit: a text of 2 to 200 characters, then, each after a tab and only if wanted, a category (${categories.slice(0, 4).join(', ')} …) and an action (mask, generalise, keep).`)
    return [term.data]
  })
}

async function readTermsFile(path: string): Promise<string> {
  const bytes = await readFile(resolve(path))
  if (bytes.length > mostTermBytes) throw new CommandFailure('file-too-large', 'The list of terms has more than 4 MB. Give the names that matter here.')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new CommandFailure('invalid-request', 'The list of terms is not UTF-8 text, so nothing was masked.')
  }
}
