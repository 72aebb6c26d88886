import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { z } from 'zod'
import type { Document, PageCoverage } from '../src-preload/contract/index.ts'
import { factsFound } from './reading-scores.ts'
import type { WindowRow } from '../test/support/window-rows.ts'

const fileSchema = z.object({
  file: z.string(), kind: z.string(), pages: z.number().nullish(), slides: z.number().nullish(), password: z.string().nullish(), expect: z.string().nullish(),
  goldFacts: z.array(z.object({ text: z.string(), page: z.number().nullish() })).nullish(),
})
export type ManifestFile = z.infer<typeof fileSchema>

export const readManifest = (path: string): ManifestFile[] => z.array(fileSchema).parse(JSON.parse(readFileSync(path, 'utf8')))

/** What the window calls each kind of file. */
const kindWords: Readonly<Record<string, string>> = {
  '.pdf': 'PDF', '.docx': 'Word', '.odt': 'OpenDocument', '.rtf': 'Rich text', '.xlsx': 'Spreadsheet', '.ods': 'Spreadsheet', '.csv': 'Spreadsheet', '.pptx': 'Slides', '.odp': 'Slides', '.eml': 'E-mail', '.msg': 'E-mail',
  '.html': 'Web page', '.md': 'Markdown', '.txt': 'Text', '.json': 'Text', '.xml': 'Text', '.png': 'Image', '.jpg': 'Image', '.tif': 'Image', '.webp': 'Image',
}

/** How the window counts pages of each coverage. */
const coverageWords: Readonly<Record<string, PageCoverage>> = { 'read': 'text', 'recognised': 'ocr', 'waiting': 'waiting', 'in part': 'partly', 'table in doubt': 'suspect-table', 'tables in doubt': 'suspect-table', 'not read': 'failed', 'empty': 'empty' }

/** "12 text · 3 recognised" in numbers. */
function countsOf(words: string): Partial<Record<PageCoverage, number>> {
  return Object.fromEntries(words.split(' · ').flatMap((part) => {
    const [, count = '', word = ''] = /^([\d,]+) (.+)$/.exec(part) ?? []
    const coverage = coverageWords[word]
    return coverage === undefined ? [] : [[coverage, Number(count.replaceAll(',', ''))]]
  }))
}

/** Pages of which the list says that all of it was read. */
const readWhole = new Set(['text', 'ocr'])

export interface Mismatch { readonly file: string; readonly about: 'kind' | 'pages' | 'state' | 'coverage' | 'facts' | 'row'; readonly expected: string; readonly got: string; readonly reason: string }

/** What is known of single files beyond the manifest, found by opening them. */
export type Reasons = Readonly<Record<string, string>>

const recognisedReason = 'recognised from the picture, and compared letter for letter here; ocr.json has its error rate'

export interface CompareOptions {
  readonly folder: string
  readonly files: readonly string[]
  readonly manifest: readonly ManifestFile[]
  readonly rows: readonly WindowRow[]
  readonly documents: readonly Document[]
  readonly unlocked: readonly string[]
  readonly reasons: Reasons
  readonly pageOf: (documentId: string, page: number) => Promise<{ readonly text: string; readonly coverage: string }>
}

/** Compares what the documents screen says with what is known of every file: kind, pages, whether it was read, and each page with a known text. */
export async function compareWithManifest({ folder, files, manifest, rows, documents, unlocked, reasons, pageOf }: CompareOptions): Promise<{ compared: number; facts: number; factsFound: number; mismatches: Mismatch[] }> {
  const mismatches: Mismatch[] = []
  let facts = 0
  let found = 0
  const contents = new Map<string, string[]>()
  for (const file of files) {
    const sha = createHash('sha256').update(readFileSync(join(folder, file))).digest('hex')
    contents.set(sha, [...(contents.get(sha) ?? []), file])
  }
  for (const same of contents.values()) {
    const names = same.map((file) => basename(file))
    const own = rows.filter(({ name, relations }) => names.includes(name) && !relations.includes('in “'))
    const file = same.find((each) => manifest.some((known) => known.file === each)) ?? same[0] ?? ''
    const miss = (about: Mismatch['about'], expected: string, got: string): void => void mismatches.push({ file, about, expected, got, reason: reasons[`${file} ${about}`] ?? reasons[file] ?? (got.includes('(ocr') ? recognisedReason : '') })
    const [row] = own
    if (row === undefined || own.length !== 1) {
      miss('row', 'one row', `${own.length} rows`)
      continue
    }
    if (same.length > 1 && !row.relations.includes(`in ${same.length} places`)) miss('row', `in ${same.length} places`, row.relations)
    const known = manifest.find((each) => each.file === file)
    const kind = kindWords[extname(row.name)] ?? ''
    if (row.kind !== kind && row.state === 'Ready') miss('kind', kind, row.kind)
    const isAllowedToFail = known?.expect?.startsWith('clear error') === true
    const needsPassword = typeof known?.password === 'string'
    if (row.state !== 'Ready') {
      if (!isAllowedToFail || row.code === null || row.code === 'internal') miss('state', 'Ready', `${row.state} (${row.code ?? 'no code'})`)
      continue
    }
    if (needsPassword && !unlocked.includes(row.name)) miss('state', 'asks for a password', row.state)
    const pages = known?.pages ?? known?.slides ?? null
    if (pages !== null && pages !== row.pages) miss('pages', String(pages), String(row.pages))
    const document = documents.find(({ name, parentId }) => name === row.name && parentId === null)
    if (document === undefined || known === undefined) continue
    const texts = await Promise.all(Array.from({ length: document.pageCount }, (_, index) => pageOf(document.id, index + 1)))
    // What the row says of its pages is what each page says of itself.
    const said = countsOf(row.coverage)
    for (const coverage of new Set(Object.values(coverageWords))) {
      const own = texts.filter((each) => each.coverage === coverage).length
      if ((said[coverage] ?? 0) !== own) miss('coverage', `${own} ${coverage}`, row.coverage)
    }
    const children = documents.filter(({ parentId }) => parentId === document.id)
    // The names of attachments are rows of their own.
    const inside = [...children.map(({ name }) => name), ...(await Promise.all(children.flatMap((child) => Array.from({ length: child.pageCount }, (_, index) => pageOf(child.id, index + 1))))).map(({ text }) => text)]
    const gold = known.goldFacts ?? []
    facts += gold.length
    found += factsFound(gold.map(({ text }) => text), [...texts.map(({ text }) => text), ...inside].join('\n'))
    for (const number of new Set(gold.map(({ page }) => page ?? 0))) {
      const wanted = gold.filter(({ page }) => (page ?? 0) === number).map(({ text }) => text)
      const read = number === 0 ? [...texts.map(({ text }) => text), ...inside].join('\n') : (texts[number - 1]?.text ?? '')
      const coverages = number === 0 ? texts.map(({ coverage }) => coverage) : [texts[number - 1]?.coverage ?? 'none']
      const n = factsFound(wanted, read)
      const place = number === 0 ? '' : `page ${number}: `
      // A page whose text is known must not be said to be empty or unread, and one that is said to be read whole must hold it.
      if (wanted.length > 0 && coverages.length > 0 && coverages.every((each) => each === 'empty' || each === 'failed' || each === 'waiting')) miss('coverage', `${place}it has text`, coverages.join(', '))
      else if (n < wanted.length && coverages.every((each) => readWhole.has(each))) miss('facts', `${place}${wanted.length} known facts`, `${n} found, and the page is said to be read (${[...new Set(coverages)].join(', ')})`)
    }
  }
  return { compared: contents.size, facts, factsFound: found, mismatches }
}
