import { describe, expect, test } from 'vitest'
import { failureCodes } from '../../src-preload/contract/index.ts'
import { importCycles, sourceFiles, type SourceFile } from '../support/import-graph.ts'

const product = sourceFiles('src-main', 'src-preload', 'src-renderer')
const everything = [...product, ...sourceFiles('scripts', 'test', 'bench')]

describe('files stay small enough to hold in the head', () => {
  test('none is over 400 lines, tests 500', () => {
    expect(everything.filter((file) => file.lines > (isTest(file) ? 500 : 400)).map((file) => `${file.path}: ${file.lines}`)).toEqual([])
  })

  test('half of the product is under 80 lines and nine in ten under 250', () => {
    const sorted = product.map((file) => file.lines).toSorted((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length * 0.5)]).toBeLessThan(80)
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThan(250)
  })

  test('names are kebab-case and say what is inside', () => {
    const name = (file: SourceFile): string => file.path.split('/').at(-1) ?? ''
    expect(everything.map(name).filter((each) => !/^[a-z0-9]+(?:[-.][a-z0-9]+)*\.(?:ts|tsx|mjs|mts)$/.test(each))).toEqual([])
    expect(everything.map((file) => file.path).filter((path) => /(?:^|[/-])(?:utils?|helpers?|managers?|misc|common)(?:[-./]|$)/.test(path))).toEqual([])
  })
})

describe('imports', () => {
  test('no files import each other in a circle', () => {
    expect(importCycles(everything)).toEqual([])
  })

  test('every relative import names its file with its extension', () => {
    const bare = everything.flatMap((file) => file.imports).filter((edge) => edge.target !== null && !/\.(?:ts|tsx|mjs|json|css|html|svg|png)$/.test(edge.target))
    expect(bare.map((edge) => `${edge.from} imports ${edge.specifier}`)).toEqual([])
  })
})

describe('nothing is silenced', () => {
  test('no type check is switched off', () => {
    const silencers = ['ignore', 'nocheck', 'expect-error'].map((word) => `@ts-${word}`)
    expect(everything.filter((file) => file.comments.some((comment) => silencers.some((word) => comment.includes(word)))).map((file) => file.path)).toEqual([])
  })

  test('the main process writes to the console only on the command line', () => {
    const strays = sourceFiles('src-main').filter((file) => file.path !== 'src-main/cli.ts' && !file.path.startsWith('src-main/cli/'))
      .filter((file) => file.nodes.some((node) => node.type === 'Identifier' && node['name'] === 'console'))
    expect(strays.map((file) => file.path)).toEqual([])
  })

  test('no test is left focused or switched off without a condition', () => {
    const switches = sourceFiles('test').filter((file) => /\b(?:test|it|describe)\.(?:only|todo|skip)\(/.test(file.text))
    expect(switches.map((file) => file.path)).toEqual([])
  })
})

describe('failures', () => {
  test('every code that the contract names is given somewhere', () => {
    const givers = product.filter((file) => !/contract\/failure\.ts$|failure-messages\.ts$/.test(file.path))
    const literals = new Set(givers.flatMap((file) => file.nodes).filter((node) => node.type === 'Literal').map((node) => node['value']))
    expect(failureCodes.filter((code) => !literals.has(code))).toEqual([])
  })
})

function isTest(file: SourceFile): boolean {
  return file.path.startsWith('test/')
}
