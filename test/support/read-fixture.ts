import { join } from 'node:path'
import { parseFile } from '../../src-main/ingest/parse/parse-file.ts'
import { collectChildren } from './collect-children.ts'
import { repositoryRoot } from './import-graph.ts'

/** A file of `test/fixtures` as ingestion reads it. */
export interface ReadFixture {
  /** All pages, with a line of dashes between two. */
  readonly text: string
  readonly inside: ReadonlyMap<string, Uint8Array>
  readonly warnings: readonly string[]
  readonly mediaType: string
}

/** Where a file of `test/fixtures` lies; `SOURCES.md` there says who wrote it. */
export function fixturePath(name: string): string {
  return join(repositoryRoot, 'test', 'fixtures', name)
}

/** Reads a file of `test/fixtures`, such as `office/ragged.xls`. */
export async function readFixture(name: string): Promise<ReadFixture> {
  return readFile(fixturePath(name))
}

/** Reads any file so. */
export async function readFile(path: string): Promise<ReadFixture> {
  const children = collectChildren()
  const { pages, warnings, mediaType } = await parseFile(path, { children })
  return { text: pages.map((page) => page.text).join('\n---\n'), inside: children.contents, warnings, mediaType }
}
