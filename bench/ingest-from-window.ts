// A folder with all of ../shared/data/docs, taken in from the window as a person does it: the real app in a real browser with
// the real weights. Then what the documents screen says of each file is compared with what is known of the file.
// node bench/ingest-from-window.ts [--json FILE] [--screens FOLDER] [--minutes N] [--only PATTERN]
// With --only it takes in the files whose path in that folder matches, which takes minutes less.
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import type { Document } from '../src-preload/contract/index.ts'
import { connectShell } from '../test/support/shell-client.ts'
import { startVisit } from '../test/support/visit.ts'
import { choose, createMatter, goTo } from '../test/support/watched-page.ts'
import { sharedData } from '../test/support/weights.ts'
import { readRows } from '../test/support/window-rows.ts'
import { compareWithManifest, readManifest, type Reasons } from './manifest-expectations.ts'
import { watchMemory } from './process-memory.ts'

/** Why the window is right where it says other than the manifest, or what is known not to be read. */
const reasons: Reasons = {
  'hostile/officeparser__large_size_archive.docx state': 'unpacks beyond the limit, so it is refused and says so',
  'hostile/officeparser__oversized_archive.docx state': 'unpacks beyond the limit, so it is refused and says so',
  'eml-msg/mailparser__nodemailer.eml facts': 'the name of a picture in the text of the message is not shown',
  'hostile/postal-mime__mimetorture.eml facts': 'names of pictures in the text and of signatures are not shown',
  'docx/docling__drawingml.docx facts': 'the other two are not in the file',
  'docx/docling__equations.docx facts': 'the other one is not in the file',
  'docx/docling__textbox.docx facts': 'the other three are not in the file',
  'docx/mammothjs__text-box.docx facts': 'it is not in the file',
  'docx/python-docx__tbl-having-tables.docx state': 'its tables are empty',
  'html-md-txt/officeparser__test.csv facts': 'the other one begins with the quotation mark of the format',
  'html-md-txt/officeparser__test.md facts': 'the other one is written with the marks of the format',
  'html-md-txt/markitdown__test_mskanji.csv facts': 'the known facts are what a wrong encoding makes of it',
}

const { values } = parseArgs({ options: { json: { type: 'string' }, screens: { type: 'string' }, minutes: { type: 'string', default: '60' }, only: { type: 'string' } } })
const docs = join(sharedData, 'docs')
if (!existsSync(docs)) {
  console.log('The evaluation files are not beside this checkout; nothing was measured.')
  process.exit(0)
}
const pattern = new RegExp(values.only ?? '')
const files = readdirSync(docs, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(docs, join(entry.parentPath, entry.name))).filter((file) => pattern.test(file))
const manifest = readManifest(join(docs, 'MANIFEST.json'))

await using visit = await startVisit({ window: { viewport: { width: 1440, height: 900 } } })
const { page, app, home } = visit
const folder = values.only === undefined ? docs : join(home.userFolder, 'docs')
if (folder !== docs) for (const file of files) cpSync(join(docs, file), join(folder, file))
const shell = await connectShell(app)
using memory = watchMemory(app.pid)
const panel = page.getByRole('region', { name: 'Reading documents' })

/** What is seen, in both themes. */
async function look(name: string): Promise<void> {
  if (values.screens === undefined) return
  mkdirSync(values.screens, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.locator(`html[data-theme="${colorScheme}"]`).waitFor()
    await page.screenshot({ path: join(values.screens, `${name}-${colorScheme}.png`) })
  }
}

await createMatter(page, 'Everything there is')
await goTo(page, 'Documents')
await look('1-empty')
const matterId = (await shell.call('matters.list', null)).find(({ name }) => name === 'Everything there is')?.id ?? ''

const begunAt = performance.now()
const sinceBegin = (): number => Math.round((performance.now() - begunAt) / 1000)
await choose(page, 'Add folder', folder)

const seen = await waitUntilRead(page)
const secondsToRead = sinceBegin()
await look('4-end')

/** Opens the document that is listed alone, as it looks and as it was read. */
async function openBeside(name: string, screen: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Find by name' }).fill(name)
  await page.getByRole('grid').getByRole('button', { name: `Open ${name}` }).click()
  const viewer = page.getByRole('region', { name: `Document: ${name}` })
  await viewer.getByRole('radio', { name: 'Side by side' }).click()
  await viewer.locator('canvas, img').first().waitFor()
  await look(screen)
  await viewer.getByRole('button', { name: 'Close document' }).click()
}

/** Every document that asks for a password is given the one that is known of it, by its row. */
const unlocked: string[] = []
const asking = (await readRows(page, (await everyDocument(false)).length)).filter(({ asksForPassword }) => asksForPassword)
for (const [index, { name }] of asking.entries()) {
  const password = manifest.find((file) => file.file.endsWith(`/${name}`))?.password
  if (!password) continue
  await page.getByRole('searchbox', { name: 'Find by name' }).fill(name)
  await page.getByRole('button', { name: `Give the password of ${name}` }).click()
  const dialog = page.getByRole('dialog', { name: /^Password of/ })
  if (index === 0) {
    await dialog.getByLabel('Password').fill('not the password')
    await dialog.getByRole('button', { name: 'Read document' }).click()
    await dialog.getByText('This is not the password').waitFor()
    await look('5-password')
  }
  await dialog.getByLabel('Password').fill(password)
  await dialog.getByRole('button', { name: 'Read document' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('grid').getByText('Ready', { exact: true }).first().waitFor({ timeout: 60_000 })
  unlocked.push(name)
  await openBeside(name, `5-unlocked-${index + 1}`)
}
const scan = (await everyDocument(false)).find(({ mediaType, coverage }) => mediaType === 'pdf' && coverage.ocr > 0)
if (scan !== undefined) await openBeside(scan.name, '6-scan')
await page.getByRole('searchbox', { name: 'Find by name' }).fill('')
await panel.waitFor({ state: 'detached', timeout: 120_000 })

const rows = await readRows(page, (await everyDocument(false)).length)
await look('6-coverage')
await page.getByRole('radio', { name: /^Could not be read/ }).click()
await page.getByRole('grid').locator('details summary').first().click()
await look('7-failed')
await page.getByRole('radio', { name: /^Pages to look at/ }).click()
await look('8-to-look-at')

const documents = await everyDocument(true)
const compared = await compareWithManifest({ folder, files, manifest, rows, documents, unlocked, reasons, pageOf: (documentId, number) => shell.call('documents.page', { matterId, documentId, page: number }) })
const coverage = await shell.call('documents.coverage', { matterId, documentId: null, offset: 0, limit: 1 })
const failures: Record<string, number> = {}
for (const { code } of rows) if (code !== null) failures[code] = (failures[code] ?? 0) + 1

const result = {
  files: files.length, rows: rows.length, ready: rows.filter(({ state }) => state === 'Ready').length, failed: rows.filter(({ state }) => state === 'Could not be read').length,
  insideOthers: documents.filter(({ parentId }) => parentId !== null).length,
  pages: coverage.pages, pagesByCoverage: coverage.byCoverage, failures, unlocked: unlocked.length,
  ...compared,
  secondsToRead, seconds: sinceBegin(), peakMemoryMb: memory.peakMb(), peakMemoryOfMainProcessMb: memory.peakOfRootMb(),
  progress: { looks: seen.length, wentBack: seen.filter((each, index) => each.done < (seen[index - 1]?.done ?? 0)).length, estimates: seen.flatMap(({ at, secondsLeft }) => (secondsLeft === null ? [] : [{ at, secondsLeft, was: secondsToRead - at }])).filter((_, index, all) => index % Math.ceil(all.length / 12) === 0) },
  foreignRequests: visit.foreign.length, complaints: visit.complaints,
}
console.log(JSON.stringify(result, null, 2))
if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`)

/** Waits as a person does, by what the window shows, and writes down what it showed. */
async function waitUntilRead(window: Page): Promise<{ at: number; done: number; secondsLeft: number | null }[]> {
  const looks: { at: number; done: number; secondsLeft: number | null }[] = []
  const limitSeconds = Number(values.minutes) * 60
  let added = false
  let half = false
  for (let at = 0; at < limitSeconds; at = sinceBegin()) {
    added ||= await window.getByText(/^\d+ documents? added/).count() > 0
    const progress = await shell.call('ingest.progress', { matterId })
    looks.push({ at, done: progress.documentsDone + progress.documentsFailed, secondsLeft: progress.secondsLeft })
    if (at >= 4 && looks.length === 5) await look('2-start')
    if (!half && added && progress.documentsDone > files.length / 2) {
      half = true
      await look('3-half')
    }
    if (at % 30 < 2) console.error(`${at} s: ${await panel.count() === 0 ? 'no panel' : (await panel.innerText()).replaceAll('\n', ' | ')}`)
    if (added && progress.status === 'idle' && await panel.count() === 0) return looks
    await window.waitForTimeout(1000)
  }
  throw new Error('Not everything was read in time.')
}

async function everyDocument(withSuperseded: boolean): Promise<Document[]> {
  const all: Document[] = []
  for (;;) {
    const { documents: some, total } = await shell.call('documents.query', { matterId, offset: all.length, limit: 500, withSuperseded })
    all.push(...some)
    if (some.length === 0 || all.length >= total) return all
  }
}
