import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { oneOfEach, type OneOfEach } from '../support/one-of-each.ts'
import { startVisit, type Visit } from '../support/visit.ts'
import { choose, createMatter, goTo } from '../support/watched-page.ts'
import { embeddingFolder } from '../support/weights.ts'
import { readRows, type WindowRow } from '../support/window-rows.ts'

describe.skipIf(!existsSync(embeddingFolder))('a folder with one file of each format, added in the window', () => {
  let visit: Visit
  let files: readonly OneOfEach[]
  let rows: readonly WindowRow[]

  beforeAll(async () => {
    visit = await startVisit({ window: { viewport: { width: 1440, height: 900 } } })
    const { page, home } = visit
    const folder = join(home.userFolder, 'papers')
    mkdirSync(join(folder, 'pictures'), { recursive: true })
    files = await oneOfEach(home.userFolder)
    for (const { name, bytes, kind } of files) writeFileSync(join(folder, kind === 'Image' ? 'pictures' : '.', name), bytes)
    await createMatter(page, 'One of each')
    await goTo(page, 'Documents')
    await choose(page, 'Add folder', folder)
    await page.getByText(`${files.length} documents added`).waitFor({ timeout: 120_000 })
    await page.getByRole('region', { name: 'Reading documents' }).waitFor({ state: 'detached', timeout: 240_000 })
    rows = await readRows(page, Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1)
  })
  afterAll(() => visit?.[Symbol.asyncDispose]())

  test('each is listed as what it is, with how its pages were read', () => {
    for (const { name, kind, pages, coverage } of files) {
      expect.soft(rows.find((row) => row.name === name), name).toMatchObject({ kind, pages, state: 'Ready', failure: null, coverage: expect.stringMatching(coverage) })
    }
  })

  test('what lies inside others is listed too, and says inside which', () => {
    const inside = rows.filter(({ relations }) => relations.includes('in “')).map(({ name, relations }) => `${name} ${relations}`)
    expect(inside.join('\n')).toMatch(/note\.txt in “letter\.eml”/)
    expect(inside.join('\n')).toMatch(/one\.txt in “bundle\.zip”/)
    expect(rows.length).toBe(files.length + inside.length)
  })

  test('and the window asked for nothing but its own origin, and complained of nothing', () => {
    expect(visit.foreign).toEqual([])
    expect(visit.complaints).toEqual([])
  })
})
