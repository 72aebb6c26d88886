// Gives a new user something to ask about: ingests resources/sample-matter once per data folder.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataFolder, productNode, root, run } from './checkout.mjs'

const name = 'Sample: the tenancy deposit'
const papers = join(root, 'resources', 'sample-matter')

/** A stamp and not a search for the matter: who deletes the sample does not want it back. A failure is told and stops nothing. */
export async function prepareSampleMatter(say) {
  const stamp = join(dataFolder(), '.sample-matter')
  if (existsSync(stamp) || !existsSync(papers)) return
  say('Preparing a sample matter …')
  const { code, output } = await run(productNode(), [join(root, 'out', 'main', 'cli.js'), 'ingest', papers, '--matter', name], { quiet: true })
  if (code !== 0) {
    say(`The sample matter could not be prepared: ${output.trim().split('\n').at(-1) ?? ''}`)
    return
  }
  mkdirSync(dataFolder(), { recursive: true })
  writeFileSync(stamp, `${name}\n`)
}
