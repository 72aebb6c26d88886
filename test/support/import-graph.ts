import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { z } from 'zod'

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url))

/** One import, export-from, `import()` or `import('…')` type of a source file. Paths are relative to the repository, with `/`. */
export interface ImportEdge {
  readonly from: string
  readonly specifier: string
  /** The file of this repository that it names, or null for a package or a Node module. */
  readonly target: string | null
  /** Erased when types are stripped, so it cannot make a cycle or load anything. */
  readonly typeOnly: boolean
  /** Position in the source, to tell which import comes first. */
  readonly offset: number
}

export interface SourceFile {
  readonly path: string
  readonly text: string
  readonly lines: number
  readonly imports: readonly ImportEdge[]
  /** Every node of the syntax tree, outermost first. */
  readonly nodes: readonly SyntaxNode[]
  readonly comments: readonly string[]
}

const nodeSchema = z.looseObject({ type: z.string(), start: z.number() })
export type SyntaxNode = z.infer<typeof nodeSchema>
const valueSchema = z.looseObject({ value: z.string() })

const sourcePattern = /\.(?:ts|tsx|mts|mjs)$/
const unread = new Set(['node_modules', 'out', 'dist', '.git', 'weights', 'results'])
const cache = new Map<string, SourceFile>()

/** The source files under the folders given, such as `src-main`; a folder that does not exist has none. */
export function sourceFiles(...folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) => walk(join(repositoryRoot, folder))).toSorted().map(readSource)
}

/** Whether an import names the package itself or a file inside it. */
export function importsPackage(edge: ImportEdge, name: string): boolean {
  return edge.target === null && (edge.specifier === name || edge.specifier.startsWith(`${name}/`))
}

/** The files that loading `entry` loads, itself first. */
export function reachedFrom(entry: string, files: readonly SourceFile[]): readonly SourceFile[] {
  const reached = new Set<SourceFile>()
  const queue = [entry]
  for (const path of queue) {
    const file = files.find((each) => each.path === path)
    if (!file || reached.has(file)) continue
    reached.add(file)
    for (const edge of file.imports) if (edge.target !== null && !edge.typeOnly) queue.push(edge.target)
  }
  return [...reached]
}

/** Chains of files that import each other at run time; each is reported once, starting at its first name. */
export function importCycles(files: readonly SourceFile[]): readonly string[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const finished = new Set<string>()
  const cycles = new Set<string>()
  const visit = (path: string, trail: readonly string[]): void => {
    const seenAt = trail.indexOf(path)
    if (seenAt >= 0) {
      const cycle = trail.slice(seenAt)
      const first = cycle.indexOf(cycle.toSorted()[0] ?? path)
      cycles.add([...cycle.slice(first), ...cycle.slice(0, first)].join(' → '))
      return
    }
    if (finished.has(path)) return
    for (const edge of byPath.get(path)?.imports ?? []) {
      if (edge.target !== null && !edge.typeOnly) visit(edge.target, [...trail, path])
    }
    finished.add(path)
  }
  for (const file of files) visit(file.path, [])
  return [...cycles]
}

/** Parses one file; the parser is the bundler's own, so what it sees is what is built. */
function readSource(path: string): SourceFile {
  const known = cache.get(path)
  if (known) return known
  const text = readFileSync(path, 'utf8')
  const parsed = parseSync(path, text)
  if (parsed.errors.length > 0) throw new Error(`${path} cannot be parsed`)
  const name = repositoryPath(path)
  const nodes = [...descend(parsed.program)]
  const file: SourceFile = {
    path: name,
    text,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports: nodes.flatMap((node) => edgeOf(node, path, name)),
    nodes,
    comments: parsed.comments.map((comment) => comment.value),
  }
  cache.set(path, file)
  return file
}

function edgeOf(node: SyntaxNode, path: string, from: string): ImportEdge[] {
  const isImport = ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression', 'TSImportType'].includes(node.type)
  const source = isImport ? valueSchema.safeParse(node['source'] ?? node['argument']) : null
  if (!source?.success) return []
  const specifier = source.data.value
  const names = z.array(z.looseObject({ importKind: z.string().optional(), exportKind: z.string().optional() })).catch([]).parse(node['specifiers'])
  const typeOnly = node.type === 'TSImportType' || node['importKind'] === 'type' || node['exportKind'] === 'type'
    || (names.length > 0 && names.every((each) => each.importKind === 'type' || each.exportKind === 'type'))
  return [{ from, specifier, target: targetOf(specifier, path), typeOnly, offset: node.start }]
}

function targetOf(specifier: string, path: string): string | null {
  if (!specifier.startsWith('.')) return null
  const bare = specifier.replace(/[?#].*$/, '')
  return repositoryPath(resolve(dirname(path), bare))
}

function* descend(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) {
    for (const each of value) yield* descend(each)
    return
  }
  if (typeof value !== 'object' || value === null) return
  const node = nodeSchema.safeParse(value)
  if (node.success) yield node.data
  for (const each of Object.values(value)) yield* descend(each)
}

function walk(folder: string): string[] {
  if (!existsSync(folder)) return []
  if (statSync(folder).isFile()) return sourcePattern.test(folder) ? [folder] : []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (unread.has(entry.name)) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return walk(path)
    return sourcePattern.test(entry.name) ? [path] : []
  })
}

function repositoryPath(path: string): string {
  return relative(repositoryRoot, path).split(sep).join('/')
}
