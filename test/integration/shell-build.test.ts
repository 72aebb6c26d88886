import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { workerSources } from '../../src-main/support/worker-url.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const entries = ['electron', 'browser-shell', 'cli', ...Object.keys(workerSources)]
let out: string

/** Builds into a folder of this test's own: `out/` may be in use. */
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'strongroom-build-'))
  const child = spawnSync(process.execPath, [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--outDir', out], { cwd: root, encoding: 'utf8' })
  if (child.status !== 0) throw new Error(`The build failed:\n${child.stdout}\n${child.stderr}`)
})
afterAll(() => { rmSync(out, { recursive: true, force: true }) })

const textOf = (file: string): string => readFileSync(join(out, 'main', file), 'utf8')
/** What a built file imports before its own code runs, in order. */
const staticImports = (file: string): string[] => [...textOf(file).matchAll(/^import\s(?:[^'"]*?from\s)?["']([^"']+)["']/gm)].map(([, name]) => String(name))
const dynamicImports = (file: string): string[] => [...textOf(file).matchAll(/\bimport\(["']([^"']+)["']\)/g)].map(([, name]) => String(name))

/** All files that a built file leads to, and everything outside that they import. */
function reachable(file: string, importsOf: (file: string) => string[]): { readonly files: Set<string>; readonly outside: Set<string> } {
  const files = new Set([file])
  const outside = new Set<string>()
  for (const each of files) {
    for (const name of importsOf(each)) {
      if (name.startsWith('./')) files.add(name.slice(2))
      else outside.add(name)
    }
  }
  return { files, outside }
}

describe('the build', () => {
  test('has every entry and worker beside each other, with its source map', () => {
    for (const name of entries) expect([name, existsSync(join(out, 'main', `${name}.js`))]).toEqual([name, true])
    expect(existsSync(join(out, 'main', 'cli.js.map'))).toBe(true)
    expect(readdirSync(join(out, 'main'), { withFileTypes: true }).filter((entry) => entry.isDirectory())).toEqual([])
  })

  test.each(entries)('%s runs the guard before anything else is loaded', (name) => {
    const [first] = staticImports(`${name}.js`)
    expect(first).toMatch(/^\.\/chunk-guard-on/)
    const { outside } = reachable(String(first).slice(2), staticImports)
    expect([...outside].filter((specifier) => !isBuiltin(specifier))).toEqual([])
  })

  test.each(['electron', 'browser-shell', 'cli'])('%s loads nothing but the guard until the guard is on', (name) => {
    expect(staticImports(`${name}.js`)).toHaveLength(1)
  })

  test.each([['electron', true], ['browser-shell', false], ['cli', false], ...Object.keys(workerSources).map((name) => [name, false] as const)] as const)('%s comes near electron, which would download itself: %s', (name, expected) => {
    const { outside } = reachable(`${name}.js`, (file) => [...staticImports(file), ...dynamicImports(file)])
    expect([...outside].some((specifier) => specifier.startsWith('electron'))).toBe(expected)
  })

  test('gives the sandbox one preload file that needs electron alone', () => {
    expect(readdirSync(join(out, 'preload')).filter((name) => !name.endsWith('.map'))).toEqual(['index.cjs'])
    const required = [...readFileSync(join(out, 'preload', 'index.cjs'), 'utf8').matchAll(/\brequire\(["']([^"']+)["']\)/g)].map(([, name]) => name)
    expect([...new Set(required)]).toEqual(['electron'])
  })

  test('makes a page without inline script whose every file is its own', () => {
    const page = readFileSync(join(out, 'renderer', 'index.html'), 'utf8')
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|\bstyle=|<style|https?:\/\//)
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => String(path))
    expect(files.length).toBeGreaterThan(1)
    for (const path of files) expect([path, existsSync(join(out, 'renderer', path))]).toEqual([path, true])
  })
})
