import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { parseSync } from 'vite'
import { ensureBuilt } from '../support/built-app.ts'
import { repositoryRoot } from '../support/import-graph.ts'

const folder = join(repositoryRoot, 'out', 'main')

beforeAll(() => ensureBuilt())

/** The bundler may move imports; what was first in the source must be first in what people run. */
test.each(['electron.js', 'browser-shell.js', 'cli.js', 'reader.js', 'reader-watch.js', 'embed-worker.js'])('%s loads the guard before anything else', (entry) => {
  expect(importsOf(entry)[0]).toMatch(/^\.\/(?:chunk-)?guard-on[\w-]*\.js$/)
})

test('the guard itself loads no package, so nothing holds an unguarded function before it is on', () => {
  const reached = new Set<string>()
  const queue = ['guard-on.js']
  for (const file of queue) {
    if (reached.has(file)) continue
    reached.add(file)
    const specifiers = importsOf(file)
    queue.push(...specifiers.filter((each) => each.startsWith('./')).map((each) => each.slice(2)))
    expect(specifiers.filter((each) => !/^(?:\.\/|node:)/.test(each)), file).toEqual([])
  }
  expect(reached.size).toBeGreaterThan(1)
})

function importsOf(file: string): string[] {
  const { module } = parseSync(file, readFileSync(join(folder, file), 'utf8'))
  return module.staticImports.toSorted((a, b) => a.start - b.start).map((each) => each.moduleRequest.value)
}
