import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { workerSources } from '../../src-main/support/worker-url.ts'
import { repositoryRoot, sourceFiles } from '../support/import-graph.ts'

const isCheckout = existsSync(join(repositoryRoot, '.git'))
const tracked = isCheckout ? trackedFiles() : []
const texts = tracked.filter((path) => !/\.(?:pdf|docx|png|ico|icns|woff2)$/.test(path))

test.skipIf(!isCheckout)('no tracked file names a folder of the machine it was written on', () => {
  // Built from pieces, so that this file does not name them either.
  const places = ['work', 'root'].map((folder) => `/${folder}/`)
  if (homedir().length > 6) places.push(homedir())
  const pattern = new RegExp(`(?:^|[\\s"'\`(=:])(?:${places.map((place) => place.replace(/[.*+?^${'$'}{}()|[\]\\]/g, '\\$&')).join('|')})`, 'm')
  expect(texts.filter((path) => pattern.test(read(path)))).toEqual([])
})

test.skipIf(!isCheckout)('no tracked file names a package registry but the public ones', () => {
  const own = [process.env['npm_config_registry'], process.env['PIP_INDEX_URL']].flatMap((url) => hostOf(url)).filter((host) => !['registry.npmjs.org', 'pypi.org'].includes(host))
  const words = ['artifactory', 'nexus', 'verdaccio', 'devpi'].map((word) => new RegExp(`https?://[^\\s"']*${word}`))
  expect(texts.filter((path) => path !== 'test/architecture/tracked-files.test.ts' && (words.some((word) => word.test(read(path))) || own.some((host) => read(path).includes(host))))).toEqual([])
})

test.skipIf(!isCheckout)('the lock file resolves packages from no private address', () => {
  const addresses = read('package-lock.json').match(/"resolved": "https?:\/\/[^/"]+/g) ?? []
  expect([...new Set(addresses)].filter((address) => !address.endsWith('//registry.npmjs.org'))).toEqual([])
})

test.skipIf(!isCheckout)('no weights are tracked, and nothing large', () => {
  expect(tracked.filter((path) => /\.(?:gguf|onnx|safetensors|bin|pt)$/.test(path))).toEqual([])
  expect(tracked.filter((path) => path !== 'package-lock.json' && statSync(join(repositoryRoot, path)).size > 1_000_000)).toEqual([])
})

test('every dependency is pinned to one version', () => {
  const manifest: unknown = JSON.parse(read('package.json'))
  const versions = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((group) => Object.entries(record(record(manifest)[group])))
  expect(versions.length).toBeGreaterThan(10)
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(String(version))).map(([name]) => name)).toEqual([])
})

test('the NOTICE names every package that ships, with its licence', () => {
  const manifest = record(JSON.parse(read('package.json')))
  const imported = sourceFiles('src-renderer').flatMap((file) => file.imports).filter((edge) => edge.target === null).map((edge) => packageOf(edge.specifier))
  const shipped = new Set([...Object.keys(record(manifest['dependencies'])), ...imported])
  const notice = read('NOTICE').split('\n')
  const missing = [...shipped].filter((name) => !notice.some((line) => line.trim().replace(/^with /, '').startsWith(`${name} `) && line.includes(licenceOf(name))))
  expect(missing).toEqual([])
})

test('every worker that the build is told of exists', () => {
  expect(Object.values(workerSources).filter((path) => !existsSync(join(repositoryRoot, 'src-main', path)))).toEqual([])
})

function trackedFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: repositoryRoot, encoding: 'utf8' }).split('\0')
  return listed.filter((path) => path !== '' && existsSync(join(repositoryRoot, path)))
}

function read(path: string): string {
  return readFileSync(join(repositoryRoot, path), 'utf8')
}

function packageOf(specifier: string): string {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}

function licenceOf(name: string): string {
  return String(record(JSON.parse(read(`node_modules/${name}/package.json`)))['license'])
}

function hostOf(url: string | undefined): string[] {
  return url !== undefined && URL.canParse(url) ? [new URL(url).host] : []
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
