import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { IngestProgress } from '../../src-preload/contract/index.ts'
import { discoverFiles } from '../../src-main/ingest/file-discovery.ts'
import { splitPassages } from '../../src-main/ingest/split-passages.ts'
import { createMatters, type Matters, type MattersOptions } from '../../src-main/matters/create-matters.ts'
import type { MatterPorts, OpenMatter } from '../../src-main/matters/open-matter.ts'
import { silentLog } from '../../src-main/support/log.ts'
import { hashEmbedder } from './hash-embedder.ts'
import { plainParser } from './plain-parser.ts'

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes files below a folder and gives their paths by name. */
export function writeFiles<N extends string>(folder: string, files: Record<N, string>): Record<N, string> {
  const paths = {} as Record<N, string>
  for (const name in files) {
    paths[name] = join(folder, name)
    mkdirSync(dirname(paths[name]), { recursive: true })
    writeFileSync(paths[name], files[name])
  }
  return paths
}

export type TestPorts = Partial<MatterPorts> & Pick<MattersOptions, 'onErased'>

/** Matters on a real database and index, with a stand-in parser and embedder; closed after the test. */
export async function testMatters(dataFolder: string, ports: TestPorts = {}): Promise<Matters> {
  const matters = await createMatters({
    dataFolder, parser: plainParser(), embedder: hashEmbedder(), splitPassages, discoverFiles, log: silentLog,
    onProgress: () => {}, onDocumentsChanged: () => {}, ...ports,
  })
  onTestFinished(() => matters[Symbol.asyncDispose]())
  return matters
}

export interface TestMatter { readonly matter: OpenMatter; readonly matters: Matters; readonly inbox: string; readonly dataFolder: string; readonly progress: IngestProgress[] }

/** One open matter in a temporary data folder, and a folder to add files from. */
export async function testMatter(ports: TestPorts = {}): Promise<TestMatter> {
  const dataFolder = temporaryFolder()
  const progress: IngestProgress[] = []
  const matters = await testMatters(dataFolder, { onProgress: (now) => progress.push(now), ...ports })
  const { id } = await matters.create('Test matter')
  return { matter: await matters.open(id), matters, inbox: temporaryFolder(), dataFolder, progress }
}

/** Documents as `name: state`, in the order they were added. */
export const statesOf = (matter: OpenMatter): string[] => matter.store.documents.list().map(({ name, state, failure }) => `${name}: ${failure?.code ?? state}`)
