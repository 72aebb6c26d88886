import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ChildFolder } from '../../src-main/ingest/parse/child-folder.ts'
import { parseFile } from '../../src-main/ingest/parse/parse-file.ts'
import { answerable, sampleFile, sampleFiles, unanswerable } from '../support/sample-matter.ts'

test('the sample matter has papers of many formats and is small enough for the repository', () => {
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

test.each(answerable)('the answer to “$question” stands on the page that is named', async ({ file, inside, page, quote, answer }) => {
  const { pages } = await parseFile(inside === undefined ? sampleFile(file) : await attachment(inside, file))
  const text = pages.find((each) => each.page === page)?.text.replaceAll(/\s+/g, ' ') ?? ''
  expect(text).toContain(quote)
  expect(answer.some((each) => text.includes(each))).toBe(true)
})

/** Path of a file that was taken out of a paper. */
async function attachment(paper: string, name: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-attachment-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const { children } = await parseFile(sampleFile(paper), { children: new ChildFolder(folder) })
  return join(folder, children.find((child) => child.name === name)?.file ?? 'missing')
}
