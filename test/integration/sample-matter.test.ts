import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseFile } from '../../src-main/ingest/parse/parse-file.ts'
import { answerable, sampleFile, sampleFiles, unanswerable } from '../support/sample-matter.ts'

test('the sample matter has papers of every format and is small enough for the repository', () => {
  expect(new Set(sampleFiles.map((path) => path.split('.').at(-1)))).toEqual(new Set(['pdf', 'docx', 'eml', 'md', 'txt', 'html']))
  expect(sampleFiles.reduce((bytes, path) => bytes + statSync(path).size, 0)).toBeLessThan(500_000)
  expect(answerable).toHaveLength(15)
  expect(unanswerable).toHaveLength(5)
})

test.each(sampleFiles)('every page of %s is read, and nothing is left out', async (path) => {
  const { pages, warnings } = await parseFile(path)
  expect(warnings).toEqual([])
  expect(pages.filter((page) => page.text.trim() === '')).toEqual([])
})

test.each(answerable)('the answer to “$question” stands on the page that is named', async ({ file, page, quote, answer }) => {
  const { pages } = await parseFile(sampleFile(file))
  const text = pages.find((each) => each.page === page)?.text.replaceAll(/\s+/g, ' ') ?? ''
  expect(text).toContain(quote)
  expect(answer.some((each) => text.includes(each))).toBe(true)
})
