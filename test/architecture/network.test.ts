import { describe, expect, test } from 'vitest'
import { importsPackage, sourceFiles, type SourceFile, type SyntaxNode } from '../support/import-graph.ts'
import { workerSources } from '../../src-main/support/worker-url.ts'

const networkModules = ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'child_process', 'cluster', 'inspector', 'undici', 'ws', 'axios', 'node-fetch']
  .flatMap((name) => [name, `node:${name}`])
const networkGlobals = new Set(['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'WebTransport', 'RTCPeerConnection'])

const mainFiles = sourceFiles('src-main')
const entries = ['src-main/electron.ts', 'src-main/browser-shell.ts', 'src-main/cli.ts', ...Object.values(workerSources).map((path) => `src-main/${path}`)].filter((path) => path !== 'src-main/egress/guard-on.ts')
const guard = 'src-main/egress/guard-on.ts'

describe('one file can open a connection', () => {
  test('network modules are imported by the transport, the guard that patches them, and shells that listen', () => {
    const allowed = (path: string, specifier: string): boolean =>
      path.startsWith('src-main/egress/') || (path.startsWith('src-main/shell/browser-') && specifier === 'node:http')
    const strays = mainFiles.flatMap((file) => file.imports)
      .filter((edge) => !edge.typeOnly && networkModules.some((name) => importsPackage(edge, name)))
      .filter((edge) => !allowed(edge.from, edge.specifier))
    expect(strays.map((edge) => `${edge.from} imports ${edge.specifier}`)).toEqual([])
  })

  test('shells take from node:http only what listens', () => {
    const imported = mainFiles.filter((file) => file.path.startsWith('src-main/shell/'))
      .flatMap((file) => file.nodes.filter((node) => node.type === 'ImportDeclaration' && /"node:http"|'node:http'/.test(file.text.slice(node.start, endOf(node))) && node['importKind'] !== 'type')
        .map((node) => ({ path: file.path, text: file.text.slice(node.start, endOf(node)) })))
    const strays = imported.filter(({ text }) => names(text).some((name) => name !== 'createServer'))
    expect(strays.map(({ path }) => path)).toEqual([])
  })

  test('no other file of the main process speaks to the network through a global', () => {
    const strays = mainFiles.filter((file) => !file.path.startsWith('src-main/egress/')).flatMap((file) => globalUses(file))
    expect(strays).toEqual([])
  })

  test('the page fetches from its own origin in its client and where it reads a document, and nowhere else', () => {
    const readers = ['src-renderer/features/evidence/pdf-assets.ts', 'src-renderer/features/evidence/use-pdf-source.ts']
    const strays = sourceFiles('src-renderer').filter((file) => !file.path.startsWith('src-renderer/client/') && !readers.includes(file.path)).flatMap((file) => globalUses(file))
    expect(strays).toEqual([])
  })

  test('the connection itself is opened in transport.ts: only the guard beside it touches sockets, and one file starts the reading process', () => {
    const importers = mainFiles.filter((file) => file.path.startsWith('src-main/egress/'))
      .filter((file) => file.imports.some((edge) => !edge.typeOnly && networkModules.some((name) => importsPackage(edge, name))))
    const strays = importers.map((file) => file.path).filter((path) => !/^src-main\/egress\/(?:transport\.ts|start-reader\.ts|guard\.ts|guard\/[^/]+\.ts)$/.test(path))
    expect(strays).toEqual([])
    const started = importers.find((file) => file.path === 'src-main/egress/start-reader.ts')
    expect(started?.imports.filter((edge) => !edge.typeOnly && networkModules.some((name) => importsPackage(edge, name))).map((edge) => edge.specifier)).toEqual(['node:child_process'])
  })
})

describe('the permit past the guard', () => {
  const importersOf = (path: string): string[] => mainFiles.filter((file) => file.imports.some((edge) => edge.target === path && !edge.typeOnly)).map((file) => file.path)

  test('is minted by the guard alone', () => {
    expect(importersOf('src-main/egress/guard/permission.ts').filter((path) => !path.startsWith('src-main/egress/'))).toEqual([])
  })

  test('is claimed by the transport, and the one for the reading process by what starts it', () => {
    const claimers = (name: string): string[] => mainFiles.filter((file) => file.path !== 'src-main/egress/guard/install.ts' && file.nodes.some((node) => node.type === 'Identifier' && node['name'] === name)).map((file) => file.path)
    expect(claimers('claimPermit')).toEqual(['src-main/egress/transport.ts'])
    expect(claimers('claimReaderPermit')).toEqual(['src-main/egress/start-reader.ts'])
    expect(importersOf('src-main/egress/guard/install.ts').toSorted()).toEqual(['src-main/egress/guard-on.ts', 'src-main/egress/start-reader.ts', 'src-main/egress/transport.ts', 'src-main/ingest/reader/reader.ts'])
  })

  test('is given up in the reading process before anything is read', () => {
    const reader = mainFiles.find((file) => file.path === 'src-main/ingest/reader/reader.ts')
    expect(reader?.text.indexOf('giveUpPermits()')).toBeLessThan(Number(reader?.text.indexOf('onMessage(')))
    expect(reader?.imports.filter((edge) => !edge.typeOnly && edge.target?.startsWith('src-main/egress/')).map((edge) => edge.target)).toEqual([guard, 'src-main/egress/guard/install.ts'])
  })
})

describe('the guard stands before everything else', () => {
  test.each(entries)('%s imports it first', (path) => {
    const file = mainFiles.find((each) => each.path === path)
    expect(file, 'the entry exists').toBeDefined()
    const first = file?.imports.filter((edge) => !edge.typeOnly).toSorted((a, b) => a.offset - b.offset)[0]
    expect(first?.target).toBe(guard)
  })

  test('every worker of the product is in the list that the build reads', () => {
    const started = mainFiles.filter((file) => file.nodes.some((node) => node.type === 'NewExpression' && identifier(node['callee']) === 'Worker'))
    const strays = started.filter((file) => !file.imports.some((edge) => edge.target === 'src-main/support/worker-url.ts') && !/options\.url|workerFile|url: URL/.test(file.text))
    expect(strays.map((file) => file.path)).toEqual([])
  })
})

function globalUses(file: SourceFile): string[] {
  return file.nodes.flatMap((node) => {
    const name = node.type === 'CallExpression' || node.type === 'NewExpression' ? calleeName(node['callee']) : null
    return name !== null && networkGlobals.has(name) ? [`${file.path} uses ${name}`] : []
  })
}

/** `fetch(…)` and `globalThis.fetch(…)`, but not a method of something else that happens to have the name. */
function calleeName(callee: unknown): string | null {
  const plain = identifier(callee)
  if (plain !== null) return plain
  const member = asNode(callee)
  if (member?.type !== 'MemberExpression') return null
  return ['globalThis', 'window', 'self', 'global'].includes(identifier(member['object']) ?? '') ? identifier(member['property']) : null
}

function identifier(value: unknown): string | null {
  const node = asNode(value)
  return node?.type === 'Identifier' && typeof node['name'] === 'string' ? node['name'] : null
}

function asNode(value: unknown): SyntaxNode | null {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' ? (value as SyntaxNode) : null
}

function endOf(node: SyntaxNode): number {
  return typeof node['end'] === 'number' ? node['end'] : node.start
}

/** The names between the braces of an import, without their `type` ones; a namespace or default import counts as `*`. */
function names(importText: string): string[] {
  const braces = /\{([^}]*)\}/.exec(importText)?.[1]
  if (braces === undefined) return ['*']
  return braces.split(',').map((each) => each.trim()).filter((each) => each !== '' && !each.startsWith('type ')).map((each) => each.split(/\s+as\s+/)[0] ?? each)
}
