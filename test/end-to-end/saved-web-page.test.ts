import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { readFile } from '../support/read-fixture.ts'
import { temporaryHome } from '../support/temporary-home.ts'
import { hasSharedData, sharedData } from '../support/weights.ts'

/** What a reader sees on each page, and what its markup holds that nobody does. */
const pages = [
  ['docling__wiki_duck.html', ['Duck is the common name for numerous species of waterfowl', 'Main page', 'Etymology'], /<\w|\{[^}]*:[^}]*\}|=3D/],
  ['docling__html_rich_table_cells.html', ['Basic duck facts', 'Mallard\tPonds, lakes, rivers\tQuack'], /<\w|=3D/],
  ['officeparser__test.html', ['Footnotes'], /<\w|=3D/],
] as const

test.skipIf(!hasSharedData)('web pages of others that a browser saved as one file each are read like the pages (MHTML)', async () => {
  using home = temporaryHome()
  await using browser = await launchBrowser()
  const page = await browser.newPage()
  const session = await page.context().newCDPSession(page)
  for (const [name, said, unseen] of pages) {
    const original = join(sharedData, 'docs', 'html-md-txt', name)
    await page.goto(pathToFileURL(original).href, { waitUntil: 'load' })
    const { data } = await session.send('Page.captureSnapshot', { format: 'mhtml' })
    const saved = join(home.userFolder, `${name}.mhtml`)
    writeFileSync(saved, data)
    const { text, mediaType } = await readFile(saved)
    expect.soft([name, mediaType]).toEqual([name, 'web-archive'])
    for (const words of said) expect.soft(text).toContain(words)
    expect.soft(text).not.toMatch(unseen)
    const { text: direct } = await readFile(original)
    const words = new Set(text.match(/\p{L}+/gu))
    expect.soft((direct.match(/\p{L}+/gu) ?? []).filter((word) => !words.has(word)), name).toEqual([])
  }
})
