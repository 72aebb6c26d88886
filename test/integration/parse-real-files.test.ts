import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startReader } from '../../src-main/egress/start-reader.ts'
import { createReaders } from '../../src-main/ingest/reader/create-readers.ts'
import type { ParsedDocument } from '../../src-main/ingest/parse/parsed-document.ts'
import { splitPassages } from '../../src-main/ingest/split-passages.ts'
import { hasSharedData, sharedData } from '../support/weights.ts'

const fileSchema = z.object({ file: z.string(), kind: z.string(), goldFacts: z.array(z.object({ text: z.string(), page: z.number().nullish() })).nullish() })
type ManifestFile = z.infer<typeof fileSchema>

const manifest: ManifestFile[] = hasSharedData ? z.array(fileSchema).parse(JSON.parse(readFileSync(join(sharedData, 'docs', 'MANIFEST.json'), 'utf8'))) : []
const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')

/**
 * Facts that no reader should find: the list takes a text box twice (once for old programs), leaves equations out of a
 * sentence, takes Japanese for Western letters, the quotes around a CSV field for its text, or the address behind an empty
 * cell for its text; and Markdown headings lose their hashes here.
 */
const flawedFacts = /Datum planeDatum plane|Text 2Text 2|characteristicsFig|Student falls illStudent|collection\.The Health|eased\.Whether|inline equation: \.|[\x80-\x9f]|^"There is no|^mailto:doku@|\{#structural-elements\}/

/** Lowest share of the known facts found, on the right page where the kind has pages. */
const floors: Readonly<Record<string, number>> = { 'pdf-text': 0.99, 'pdf-tables': 0.99, docx: 0.99, xlsx: 0.98, pptx: 0.98, 'odt-rtf': 0.98, 'html-md-txt': 0.98, 'eml-msg': 0.98 }

describe.skipIf(!hasSharedData)('real files (third-party, beside the checkout; skipped where absent)', () => {
  const parser = createReaders({ start: startReader })
  const read = new Map<string, ParsedDocument>()
  const refused: string[] = []
  /** What attachments say, by the file that holds them. */
  const inside = new Map<string, string[]>()
  let base = ''

  beforeAll(async () => {
    const files = manifest.filter(({ kind }) => kind in floors)
    base = await mkdtemp(join(tmpdir(), 'strongroom-real-'))
    await Promise.all(files.map(async ({ file }) => {
      const childrenFolder = await mkdtemp(join(base, 'children-'))
      const result = await parser.parse(join(sharedData, 'docs', file), { signal: new AbortController().signal, childrenFolder })
      if (!result.ok) return void refused.push(`${file}: ${result.error.code}`)
      read.set(file, result.value)
      for (const child of result.value.children) {
        const inner = await parser.parse(join(childrenFolder, child.file), { signal: new AbortController().signal })
        if (inner.ok) inside.set(file, [...inside.get(file) ?? [], ...inner.value.pages.map(({ text }) => squeeze(text))])
      }
    }))
  })
  afterAll(async () => {
    await parser[Symbol.asyncDispose]()
    await rm(base, { recursive: true })
  })

  test('all are read', () => {
    expect(read.size).toBeGreaterThan(100)
    expect(refused).toEqual([])
  })

  test.each(Object.entries(floors))('%s: at least %d of the known facts are read', (kind, floor) => {
    const missing: string[] = []
    let total = 0
    for (const { file, goldFacts } of manifest.filter((entry) => entry.kind === kind && read.has(entry.file))) {
      const pages = (read.get(file)?.pages ?? []).map(({ text }) => squeeze(text))
      for (const { text, page } of goldFacts ?? []) {
        if (flawedFacts.test(text)) continue
        total++
        const where = page ? pages[page - 1] ?? '' : [...pages, ...inside.get(file) ?? []].join('')
        if (!where.includes(squeeze(text))) missing.push(`${file}: ${text}`)
      }
    }
    expect(total).toBeGreaterThan(20)
    expect((total - missing.length) / total, missing.join('\n')).toBeGreaterThanOrEqual(floor)
  })

  test('every passage of every file is exactly the text at its offsets, and none is lost', () => {
    let passages = 0
    for (const [file, { pages }] of read) {
      for (const [index, page] of pages.entries()) {
        expect(page.page, file).toBe(index + 1)
        expect(page.text, file).not.toMatch(/[^\P{Cc}\n\t]|[ \t]\n|\n{3}/u)
        for (const { offset } of page.headings) expect(offset, file).toBeLessThanOrEqual(page.text.length)
        let held = ''
        for (const { start, end, text } of splitPassages(page)) {
          expect(text).toBe(page.text.slice(start, end))
          held += text
          passages++
        }
        expect(held.replace(/\s/g, '').length, file).toBe(page.text.replace(/\s/g, '').length)
      }
    }
    expect(passages).toBeGreaterThan(1_000)
  })
})
