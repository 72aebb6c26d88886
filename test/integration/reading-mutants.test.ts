import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startReader } from '../../src-main/egress/start-reader.ts'
import { createReaders } from '../../src-main/ingest/reader/create-readers.ts'
import { mutate, seededRandom } from '../support/mutate-bytes.ts'
import { sampleFile } from '../support/sample-matter.ts'
import { hasSharedData, sharedData } from '../support/weights.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'strongroom-mutants-')) })
afterEach(() => { rmSync(folder, { recursive: true, force: true }) })

/** The sample matter's papers, and where they lie beside the checkout, one small real file of each kind. */
function originals(): string[] {
  const own = readdirSync(sampleFile('.')).map((name) => sampleFile(name)).filter((path) => statSync(path).isFile())
  if (!hasSharedData) return own
  const docs = join(sharedData, 'docs')
  const real = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('gold') && extname(name) !== '.json').map((name) => join(docs, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size < 100_000)
  return [...own, ...[...Map.groupBy(real, (path) => extname(path).toLowerCase()).values()].flatMap((paths) => paths.slice(0, 2))]
}

test('a damaged or doctored file ends in pages or in a typed failure, and the next one is read', async () => {
  const random = seededRandom(20_261_121)
  const paths = originals()
  const bad: string[] = []
  await using readers = createReaders({ start: startReader })
  for (let run = 0; run < 240; run++) {
    const original = paths[run % paths.length] ?? ''
    const path = join(folder, `mutant${extname(original)}`)
    const childrenFolder = join(folder, 'children')
    mkdirSync(childrenFolder)
    writeFileSync(path, mutate(readFileSync(original), random))
    const result = await readers.parse(path, { signal: new AbortController().signal, childrenFolder })
    if (!result.ok && ['internal', 'parse-crashed', 'parse-timeout', 'parse-out-of-memory', 'connection-refused-by-guard'].includes(result.error.code)) bad.push(`${run} ${original}: ${result.error.code}`)
    expect(readdirSync(folder).sort()).toEqual(['children', `mutant${extname(original)}`])
    rmSync(childrenFolder, { recursive: true })
    rmSync(path)
  }
  expect(bad).toEqual([])
}, 240_000)
