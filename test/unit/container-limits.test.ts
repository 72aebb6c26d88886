import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { depthRefusal, expansionRefusal } from '../../src-main/ingest/container-limits.ts'
import { readWholeFile, type WholeFile } from '../../src-main/ingest/read-whole-file.ts'
import type { Result } from '../../src-main/support/result.ts'
import { temporaryFolder } from '../support/open-test-matter.ts'
import { aBox, plainParser } from '../support/plain-parser.ts'

test('what lies in ten containers is read, what lies in eleven says that it is too deep', () => {
  expect([0, 1, 10].map(depthRefusal)).toEqual([null, null, null])
  expect(depthRefusal(11)).toMatchObject({ code: 'document-too-deep' })
})

test('four gigabytes in one added file are read, and what is found after them says why it is not', () => {
  expect(expansionRefusal(4_000_000_000)).toBeNull()
  expect(expansionRefusal(4_000_000_001)).toMatchObject({ code: 'archive-expands-too-far' })
})

/** What came of a file, of what is in it, of what is in that, and so on. */
function outcomes(read: Result<WholeFile>): string[] {
  return read.ok ? [read.value.pages[0]?.text ?? '', ...read.value.children.flatMap((child) => outcomes(child.read))] : [read.error.code]
}

test('one file read by itself is followed as deep as in ingestion', async () => {
  let nested = aBox({ 'end.txt': 'The end.' }, 'level 10')
  for (let level = 9; level >= 0; level--) nested = aBox({ 'inside.box': nested }, `level ${level}`)
  const path = join(temporaryFolder(), 'top.box')
  writeFileSync(path, nested)
  const read = await readWholeFile(path, { parser: plainParser(), recogniser: null, engine: 'tesseract', languages: [], password: null, signal: AbortSignal.timeout(30_000) })
  expect(outcomes(read)).toEqual([...Array.from({ length: 11 }, (_, level) => `level ${level}`), 'document-too-deep'])
})
