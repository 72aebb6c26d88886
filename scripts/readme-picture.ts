// Takes the README's picture from the built app itself: the sample matter, the default chat model, a real answer.
// `npm run build` first. node scripts/readme-picture.ts [FILE]
import { dirname, join, resolve } from 'node:path'
import { mkdirSync, symlinkSync } from 'node:fs'
import { defaultModelId } from '../src-main/model/library/catalogue.ts'
import { sampleFiles } from '../test/support/sample-matter.ts'
import { startVisit } from '../test/support/visit.ts'
import { addDocuments, askAndWait, createMatter, goTo } from '../test/support/watched-page.ts'
import { weightsFolder } from '../test/support/weights.ts'

const file = resolve(process.argv[2] ?? join(import.meta.dirname, '..', 'docs', 'images', 'conversation.png'))
mkdirSync(dirname(file), { recursive: true })
const chat = defaultModelId('chat')
await using visit = await startVisit({
  settings: { chatModelId: null },
  prepare: ({ folder }) => symlinkSync(join(weightsFolder, chat), join(folder, 'models', chat)),
  window: { viewport: { width: 1360, height: 760 } },
})
const { page } = visit
await createMatter(page, 'Oldenburg v Harcourt Lettings')
await addDocuments(page, sampleFiles)
await goTo(page, 'Conversation')
const turn = await askAndWait(page, 'Within how many days must the deposit be returned?')
await turn.getByRole('button', { name: /^Citation 1: / }).first().click()
await page.locator('mark').first().waitFor()
// The page is drawn, and the quote beside its number unfolds.
await page.waitForTimeout(1500)
await page.screenshot({ path: file })
console.log(`${await turn.innerText()}\n${file}`)
