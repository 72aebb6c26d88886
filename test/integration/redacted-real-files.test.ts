import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Parser } from 'htmlparser2'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { maskEverything } from '../../src-preload/contract/index.ts'
import { redactFile, type RedactFileOptions } from '../../src-main/egress/redact-files/redact-file.ts'
import { createRedactor } from '../../src-main/egress/redact/create-redactor.ts'
import type { Redactor } from '../../src-main/egress/redact/redactor.ts'
import { copyRedacted } from '../../src-main/ingest/redacted-copy/file-copier.ts'
import { parseDocx } from '../../src-main/ingest/parse/docx/parse-docx.ts'
import { makeDocx, wordParagraph } from '../support/make-docx.ts'
import { makePdf } from '../support/make-pdf.ts'
import { part } from '../support/redact-text.ts'
import { hasSharedData, sharedData } from '../support/weights.ts'

const documents = join(sharedData, 'docs')
const real = (folder: string, ending: string): string[] => (hasSharedData ? readdirSync(join(documents, folder)).filter((name) => name.endsWith(ending)).map((name) => join(documents, folder, name)) : [])
const named = (paths: readonly string[]): [string, string][] => paths.map((path) => [basename(path), path])
const folder = mkdtempSync(join(tmpdir(), 'redacted-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Remembers every value that was masked. */
function watched(): Redactor & { readonly values: Set<string> } {
  const redactor = createRedactor({ names: null })
  const values = new Set<string>()
  return {
    values,
    async redact(parts, options) {
      const redaction = await redactor.redact(parts, options)
      for (const { original, findings } of redaction.parts) for (const { start, end } of findings) values.add(original.slice(start, end))
      return redaction
    },
    [Symbol.asyncDispose]: () => redactor[Symbol.asyncDispose](),
  }
}

let next = 0
async function copyOf(path: string, format: RedactFileOptions['format'], redactor: Redactor = watched(), more: Partial<RedactFileOptions> = {}) {
  const to = join(folder, `copy-${next++}.${format === 'text' ? 'txt' : format}`)
  const report = await redactFile(path, { to, format, mode: 'rules', policy: maskEverything, terms: [], keepPictures: false, signal: new AbortController().signal, ...more }, {
    redactor, copy: copyRedacted, recognise: async () => null, pagesOf: async (file) => ({ pages: [readFileSync(file, 'utf8')], warnings: [] }),
  })
  return { to, report }
}

describe.runIf(hasSharedData)('copies of real files', () => {
  test.each(named(real('docx', '.docx')))('%s: no masked value is in any part, plain, escaped or split; the parts are well-formed and belong together', { timeout: 60_000 }, async (_name, path) => {
    await using redactor = watched()
    const { to } = await copyOf(path, 'docx', redactor)
    const bytes = readFileSync(to)
    const entries = unzipSync(new Uint8Array(bytes))
    const names = Object.keys(entries)
    // A value of one short word may be a word of the format itself.
    const distinct = [...redactor.values].filter((value) => value.length >= 8 || /[\d@]|\S\s\S/.test(value.slice(1, -1)) && value.length >= 6)
    for (const name of names) {
      const xml = strFromU8(entries[name] ?? new Uint8Array(), !/\.(?:xml|rels)$/.test(name))
      const withoutNames = xml.replace(/ xmlns(?::\w+)?="[^"]*"|(?:uri|Type|ContentType|PartName|Target)="[^"]*"/g, '')
      const split = withoutNames.replace(/<[^>]*>/g, '')
      for (const value of distinct) {
        const escaped = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
        expect([withoutNames.includes(value), withoutNames.includes(escaped), split.includes(escaped)], `${name} holds none of what was masked`).toEqual([false, false, false])
      }
      if (!/\.(?:xml|rels)$/.test(name)) continue
      let depth = 0
      new Parser({ onopentag: () => { depth++ }, onclosetag: () => { depth-- } }, { xmlMode: true }).end(xml)
      expect(depth).toBe(0)
      const targets = name.endsWith('.rels') ? [...xml.matchAll(/Target="\/([^"]+)"/g)].map(([, target = '']) => target) : []
      expect(targets.filter((target) => !names.includes(target))).toEqual([])
    }
    for (const [, partName = ''] of strFromU8(entries['[Content_Types].xml'] ?? new Uint8Array()).matchAll(/PartName="\/([^"]+)"/g)) expect(names).toContain(partName)
    expect(parseDocx(new Uint8Array(bytes)).pages.length).toBeGreaterThan(0)
  })

  test.each(named([...real('pdf-tables', '.pdf'), ...real('pdf-scanned', '.pdf'), ...real('pdf-text', '.pdf').filter((path) => statSync(path).size < 500_000 && !/find_all|tracemonkey|llncs/.test(path))]))('%s: the copy is read again without a masked value', { timeout: 120_000 }, async (_name, path) => {
    const { to, report } = await copyOf(path, 'pdf')
    expect(readFileSync(to).subarray(0, 8).toString('latin1')).toBe('%PDF-1.7')
    expect(report.pagesLeftOut.length).toBeLessThanOrEqual(report.leftOut.pages ?? 0)
  })
})

describe('a copy', () => {
  let docx = ''
  let pdf = ''
  beforeAll(() => {
    docx = join(folder, 'letter.docx')
    pdf = join(folder, 'letter.pdf')
    writeFileSync(docx, makeDocx(wordParagraph('Dear Mr Brown, call 089 1234567.')))
    writeFileSync(pdf, makePdf([['Dear Mr Brown, call 089 1234567.']]))
  })
  const hidden = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.part'))

  test.each(['docx', 'pdf', 'text'] as const)('as %s says what was masked, by kind', async (format) => {
    const text = join(folder, 'letter.txt')
    writeFileSync(text, 'Dear Mr Brown, call 089 1234567.')
    const { report } = await copyOf({ docx, pdf, text }[format], format)
    expect(report).toMatchObject({ format, masked: { person: { places: 1, entities: 1 }, phone: { places: 1, entities: 1 } }, wordsToLookAt: 0 })
  })

  test('is not written over a file that is there', async () => {
    const to = join(folder, 'there.pdf')
    writeFileSync(to, 'mine')
    await expect(copyOf(pdf, 'pdf', watched(), { to })).rejects.toMatchObject({ code: 'conflict' })
    expect(readFileSync(to, 'utf8')).toBe('mine')
  })

  test('is refused, and nothing is left, when a masked value is in it after all', async () => {
    // Finds name and number, but masks neither; each stands in the part and in what the parser makes of it.
    const careless: Redactor = {
      async redact(parts, options) {
        const redaction = await watched().redact(parts, options)
        return { ...redaction, parts: redaction.parts.map((each) => ({ ...each, findings: [] })) }
      },
      async [Symbol.asyncDispose]() {},
    }
    const to = join(folder, 'careless.docx')
    await expect(copyOf(docx, 'docx', careless, { to })).rejects.toMatchObject({ code: 'detector-failed', facts: { valuesLeft: 4 } })
    await expect(copyOf(pdf, 'pdf', careless, { to })).rejects.toMatchObject({ code: 'detector-failed' })
    expect(readdirSync(folder)).not.toContain('careless.docx')
    expect(hidden()).toEqual([])
  })

  test('of another kind than the file is refused', async () => {
    await expect(copyOf(docx, 'pdf')).rejects.toMatchObject({ code: 'format-mismatch' })
  })

  test('stops when it is cancelled and leaves nothing behind', async () => {
    const stop = new AbortController()
    const cancelling: Redactor = { redact() { stop.abort(); return new Promise(() => {}) }, async [Symbol.asyncDispose]() {} }
    const to = join(folder, 'cancelled.pdf')
    await expect(copyOf(pdf, 'pdf', cancelling, { to, signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' })
    expect(hidden()).toEqual([])
  })

  test('keeps one placeholder for one person over the texts and the links of a file', async () => {
    const redactor = watched()
    const { parts } = await redactor.redact([part('Mr Brown')], { mode: 'rules', policy: maskEverything, terms: [], decisions: [], vault: { entries: () => [], keep() {} }, signal: new AbortController().signal })
    expect(parts[0]?.outgoing).toBe('[PERSON_1]')
    const { report } = await copyOf(docx, 'docx', redactor)
    expect(report.masked.person?.entities).toBe(1)
  })
})
