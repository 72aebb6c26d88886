import { describe, expect, test } from 'vitest'
import { importsPackage, reachedFrom, sourceFiles, type ImportEdge } from '../support/import-graph.ts'

/** Package or Node module → the only places of the source that may import it (a folder ends in `/`; `*` stands for part of a name). */
const owners: Readonly<Record<string, readonly string[]>> = {
  '@lancedb/lancedb': ['src-main/store/'],
  'apache-arrow': ['src-main/store/'],
  'node:sqlite': ['src-main/store/'],
  'node-llama-cpp': ['src-main/model/llama/'],
  '@huggingface/transformers': ['src-main/model/embedder/'],
  'onnxruntime-node': ['src-main/egress/redact/names/', 'src-main/ingest/ocr/', 'src-main/model/embedder/'],
  'sharp': ['src-main/ingest/ocr/'],
  '@hyzyla/pdfium': ['src-main/ingest/'],
  'htmlparser2': ['src-main/ingest/parse/', 'src-main/ingest/redacted-copy/docx/'],
  'fflate': ['src-main/ingest/', 'src-main/egress/unzip-entry.ts', 'src-renderer/features/conversation/export/to-docx.ts'],
  'chardet': ['src-main/ingest/parse/'],
  ...Object.fromEntries(['@e965/xlsx', '@kenjiuno/msgreader', 'tinyld'].map((name) => [name, ['src-main/ingest/parse/']])),
  ...Object.fromEntries(['heic-decode', 'tesseract.js-core', '@tesseract.js-data/eng'].map((name) => [name, ['src-main/ingest/ocr/']])),
  'chokidar': ['src-main/ingest/watch/'],
  'libphonenumber-js': ['src-main/egress/redact/recognise/'],
  ...Object.fromEntries(['amazon-bedrock', 'anthropic', 'azure', 'google', 'openai', 'openai-compatible', 'provider', 'xai'].map((name) => [`@ai-sdk/${name}`, ['src-main/egress/providers/']])),
  'electron': ['src-main/electron.ts', 'src-main/shell/electron-*', 'src-main/settings/electron-*', 'src-preload/'],
  'electron-store': ['src-main/settings/'],
  'conf': ['src-main/settings/'],
  'commander': ['src-main/cli.ts', 'src-main/cli/'],
}

const files = sourceFiles('src-main', 'src-preload', 'src-renderer')
const edges = files.flatMap((file) => file.imports)

describe('only the owner room imports an owned library', () => {
  test.each(Object.entries(owners))('%s', (library, places) => {
    const importers = edges.filter((edge) => importsPackage(edge, library))
    expect(importers.filter((edge) => !places.some((place) => isIn(edge, place))).map(describeEdge)).toEqual([])
  })

  test('every package that src-main imports has an owner or is shared by decision', () => {
    const shared = ['zod']
    const strays = edges.filter((edge) => edge.from.startsWith('src-main/') && edge.target === null && !edge.specifier.startsWith('node:'))
      .filter((edge) => ![...shared, ...Object.keys(owners)].some((name) => importsPackage(edge, name)))
    expect(strays.map(describeEdge)).toEqual([])
  })
})

describe('the layers', () => {
  test('the renderer imports nothing of ours but itself and the contract', () => {
    const strays = edges.filter((edge) => edge.from.startsWith('src-renderer/') && edge.target !== null)
      .filter(({ target }) => !target?.startsWith('src-renderer/') && !target?.startsWith('src-preload/contract/'))
    expect(strays.map(describeEdge)).toEqual([])
  })

  test('the renderer imports no Node module', () => {
    expect(edges.filter((edge) => edge.from.startsWith('src-renderer/') && edge.specifier.startsWith('node:')).map(describeEdge)).toEqual([])
  })

  test('the contract imports only zod and itself', () => {
    const strays = edges.filter((edge) => edge.from.startsWith('src-preload/contract/'))
      .filter((edge) => edge.specifier !== 'zod' && !edge.target?.startsWith('src-preload/contract/'))
    expect(strays.map(describeEdge)).toEqual([])
  })

  test('the main process takes from the preload layer only the contract', () => {
    const strays = edges.filter((edge) => edge.from.startsWith('src-main/') && edge.target?.startsWith('src-preload/'))
      .filter(({ target }) => !target?.startsWith('src-preload/contract/'))
    expect(strays.map(describeEdge)).toEqual([])
    expect(edges.filter((edge) => edge.from.startsWith('src-main/') && edge.target?.startsWith('src-renderer/')).map(describeEdge)).toEqual([])
  })

  test('no room imports an entry or the composition root', () => {
    const roots = ['src-main/electron.ts', 'src-main/browser-shell.ts', 'src-main/cli.ts', 'src-main/application.ts']
    const inRoom = (path: string): boolean => path.startsWith('src-main/') && path.split('/').length > 2 && !path.startsWith('src-main/cli/')
    expect(edges.filter((edge) => inRoom(edge.from) && edge.target !== null && roots.includes(edge.target)).map(describeEdge)).toEqual([])
  })

  test('support leans on no other room', () => {
    const strays = edges.filter((edge) => edge.from.startsWith('src-main/support/') && edge.target !== null)
      .filter(({ target }) => !target?.startsWith('src-main/support/') && !target?.startsWith('src-preload/contract/'))
    expect(strays.map(describeEdge)).toEqual([])
  })

  test.each(['src-main/cli.ts', 'src-main/browser-shell.ts'])('%s never loads Electron', (entry) => {
    const loaded = reachedFrom(entry, files).flatMap((file) => file.imports).filter((edge) => !edge.typeOnly)
    expect(loaded.length, 'the entry exists').toBeGreaterThan(0)
    expect(loaded.filter((edge) => importsPackage(edge, 'electron') || importsPackage(edge, 'electron-store')).map(describeEdge)).toEqual([])
  })

  test('the product imports no test and no script', () => {
    expect(edges.filter(({ target }) => target?.startsWith('test/') || target?.startsWith('bench/')).map(describeEdge)).toEqual([])
  })
})

function isIn(edge: ImportEdge, place: string): boolean {
  if (place.endsWith('/')) return edge.from.startsWith(place)
  const star = place.indexOf('*')
  return star < 0 ? edge.from === place : edge.from.startsWith(place.slice(0, star))
}

function describeEdge(edge: ImportEdge): string {
  return `${edge.from} imports ${edge.specifier}`
}
