import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { countingSink } from '../../src-main/ingest/parse/child-folder.ts'
import { parseDoc } from '../../src-main/ingest/parse/doc/parse-doc.ts'
import { parseDocx } from '../../src-main/ingest/parse/docx/parse-docx.ts'
import { parseOdt } from '../../src-main/ingest/parse/opendocument/parse-odt.ts'
import type { ParseContext, ParsedDocument } from '../../src-main/ingest/parse/parsed-document.ts'
import { parsePresentation } from '../../src-main/ingest/parse/presentation/parse-presentation.ts'
import { parseRtf } from '../../src-main/ingest/parse/rtf/parse-rtf.ts'
import { parseSpreadsheet } from '../../src-main/ingest/parse/spreadsheet/parse-spreadsheet.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { endsRow, inTable, makeDoc } from '../support/make-doc.ts'
import { makeDocx, wordParagraph } from '../support/make-docx.ts'
import { makeOpenDocument, makePptx, makeXlsx, slideBox, slideLine, xlsxRow } from '../support/make-package.ts'
import { hasSharedData, sharedData } from '../support/weights.ts'

type Reader = (bytes: Uint8Array, context: ParseContext) => ParsedDocument

const readers: Readonly<Record<string, Reader>> = { '.docx': parseDocx, '.doc': parseDoc, '.odt': parseOdt, '.rtf': parseRtf, '.xlsx': parseSpreadsheet, '.ods': parseSpreadsheet, '.csv': parseSpreadsheet, '.pptx': parsePresentation, '.odp': parsePresentation }
const slowestMs = 10_000

/** The same numbers in every run, so that a failure can be looked at (a linear congruential generator). */
function createChance(seed: number): () => number {
  let state = seed
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
}

/** Bytes changed, blocks overwritten or moved, or the end cut off. */
function damage(bytes: Uint8Array, chance: () => number): Uint8Array {
  const damaged = new Uint8Array(bytes)
  const anywhere = (): number => Math.floor(chance() * damaged.length)
  for (let changes = 1 + chance() * 20; changes > 0; changes--) {
    const kind = chance()
    if (kind < 0.6) damaged[anywhere()] = Math.floor(chance() * 256)
    else if (kind < 0.8) damaged.fill(Math.floor(chance() * 256), anywhere(), anywhere())
    else damaged.copyWithin(anywhere(), anywhere(), anywhere())
  }
  return chance() < 0.1 ? damaged.subarray(0, anywhere()) : damaged
}

/** Half of the time the damage is done inside an archive, where it reaches the reader's own code. */
function damageFile(bytes: Uint8Array, chance: () => number): Uint8Array {
  if (bytes[0] !== 0x50 || chance() < 0.5) return damage(bytes, chance)
  const parts = unzipSync(bytes)
  const names = Object.keys(parts).filter((name) => /\.(?:xml|rels)$/.test(name))
  const name = names[Math.floor(chance() * names.length)] ?? ''
  return zipSync({ ...parts, [name]: damage(parts[name] ?? new Uint8Array(), chance) }, { level: 1 })
}

/** What is wrong with what a reader made of a file; null when it is sound, or was refused with an error of ours. */
function problemOf(extension: string, bytes: Uint8Array): string | null {
  const begun = performance.now()
  try {
    const { pages } = readers[extension]?.(bytes, { onPages: () => {}, children: countingSink(), extension, password: null }) ?? { pages: [] }
    if (pages.length === 0) return 'no pages'
    for (const { text, places, tables, headings } of pages) {
      if (/[^\P{Cc}\n\t]|[ \t]\n|\n{3}/u.test(text)) return 'text is not in its one form'
      if ([...places, ...tables].some(({ start, end }) => start > end || end > text.length)) return 'a place lies outside the text'
      if (places.some(({ start }, i) => start < (places[i - 1]?.end ?? 0))) return 'places overlap'
      if (headings.some(({ offset }) => offset > text.length)) return 'a heading lies outside the text'
    }
  } catch (error) {
    if (!(error instanceof AppError)) return error instanceof Error ? `${error.message} ${error.stack ?? ''}` : 'thrown'
  }
  return performance.now() - begun > slowestMs ? 'too slow' : null
}

describe('damaged files end in a typed error or in what could be read, in good time', () => {
  const made: readonly (readonly [string, Uint8Array])[] = [
    ['.docx', makeDocx(wordParagraph('Hello.') + wordParagraph('World.'))],
    ['.doc', makeDoc([{ text: 'Rent', style: 1 }, { text: 'Body text.' }, { text: 'Ann', end: '\u0007', properties: inTable }, { text: '', end: '\u0007', properties: endsRow }, { text: 'After' }])],
    ['.odt', makeOpenDocument('text', '<text:h>Rent</text:h><text:list><text:list-item><text:p>One</text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell/></table:table-row></table:table>')],
    ['.rtf', Buffer.from(String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}}{\stylesheet{\s1 heading 1;}}\pard\s1 Rent\par\pard Gr\'f6\'dfe \u8364?{\footnote x}\par\trowd\intbl a\cell b\cell\row}`)],
    ['.xlsx', makeXlsx([{ name: 'Q3', data: xlsxRow(1, ['Name', 'Paid']) + xlsxRow(2, ['Ann', 9]), after: '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>' }])],
    ['.ods', makeOpenDocument('spreadsheet', '<table:table table:name="Q3"><table:table-row table:number-rows-repeated="2"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>')],
    ['.csv', Buffer.from('Name;Paid\n"Ann ""A""";9\nBob;"x\ny"\n')],
    ['.pptx', makePptx([{ tree: slideBox(slideLine('Plan'), null, '<p:ph type="title"/>') + slideBox(slideLine('Body'), [0, 0, 10, 10]) }])],
    ['.odp', makeOpenDocument('presentation', '<draw:page><draw:frame svg:x="1cm" svg:y="1cm"><draw:text-box><text:p>Plan</text:p></draw:text-box></draw:frame></draw:page>')],
  ]
  test.each(made)('%s', (extension, bytes) => {
    const chance = createChance(7)
    const damaged = Array.from({ length: 300 }, () => damageFile(bytes, chance))
    expect([bytes, ...damaged].map((each) => problemOf(extension, each)).filter((problem) => problem !== null)).toEqual([])
  }, 60_000)
})

describe.skipIf(!hasSharedData)('damaged real files (third-party, beside the checkout; skipped where absent)', () => {
  const files = hasSharedData ? ['docx', 'xlsx', 'pptx', 'odt-rtf'].flatMap((kind) => readdirSync(join(sharedData, 'docs', kind)).map((name) => [`${kind}/${name}`] as const)) : []
  test.each(files)('%s', (file) => {
    const bytes = new Uint8Array(readFileSync(join(sharedData, 'docs', file)))
    const chance = createChance(bytes.length)
    const damaged = Array.from({ length: bytes.length > 300_000 ? 0 : 5 }, () => damageFile(bytes, chance))
    expect([bytes, ...damaged].map((each) => problemOf(file.slice(file.lastIndexOf('.')), each)).filter((problem) => problem !== null)).toEqual([])
  }, 60_000)
})
