import type { ExportBlock, ExportDocument, ExportRun } from './export-model.ts'

/** Signs that would otherwise mean something: what a document or a model wrote stays the words that it is. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|~]/g, (sign) => `\\${sign}`).replaceAll(/&(?=#?\w+;)/g, '\\&')
}

/** A line that begins like a heading, a list or a rule is none. */
function lineStart(line: string): string {
  return line.replace(/^(\s*)([#+=-])/, '$1\\$2').replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2')
}

/** Stress that begins or ends with a space would not be taken for stress. */
function around(text: string, sign: string): string {
  const words = text.trim()
  if (words === '') return text
  const at = text.indexOf(words)
  return `${text.slice(0, at)}${sign}${words}${sign}${text.slice(at + words.length)}`
}

function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${longest > 0 ? ` ${text} ` : text}${fence}`
}

function run({ text, strong, emphasis, code: isCode, notes }: ExportRun): string {
  let written = isCode && text.trim() !== '' ? code(text.replaceAll('\n', ' ')) : escaped(text)
  if (emphasis) written = around(written, '*')
  if (strong) written = around(written, '**')
  return written + notes.map((n) => `[^${n}]`).join('')
}

/** Signs of stress that touch would be taken for other signs, so words of the same stress are written as one. */
function merged(runs: readonly ExportRun[]): ExportRun[] {
  const all: ExportRun[] = []
  for (const one of runs) {
    const before = all.at(-1)
    const same = before !== undefined && before.notes.length === 0 && before.strong === one.strong && before.emphasis === one.emphasis && before.code === one.code
    if (same) all.splice(-1, 1, { ...one, text: before.text + one.text })
    else all.push(one)
  }
  return all
}

const inline = (runs: readonly ExportRun[]): string => merged(runs).map(run).join('')
const oneLine = (runs: readonly ExportRun[]): string => inline(runs).replaceAll(/\s*\n\s*/g, ' ').trim()
const indented = (text: string, by: string): string => text.replaceAll(/\n(?=.)/g, `\n${by}`)
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

function block(one: ExportBlock): string {
  switch (one.kind) {
    case 'heading': return `${'#'.repeat(one.level)} ${oneLine(one.runs)}`
    // A break that the writer made stays one.
    case 'paragraph': return inline(one.runs).trim().split(/\s*\n\s*/).map(lineStart).join('\\\n')
    case 'list': return one.items.map((item, index) => {
        const marker = one.first === null ? '- ' : `${one.first + index}. `
        return marker + indented(item.map(block).join(item.some((each) => each.kind !== 'paragraph' && each.kind !== 'list') ? '\n\n' : '\n'), ' '.repeat(marker.length))
      }).join('\n')
    case 'table': return [row(one.header.map(oneLine)), row(one.header.map(() => '---')), ...one.rows.map((cells) => row(cells.map(oneLine)))].join('\n')
    case 'quote': return blocks(one.blocks).split('\n').map((line) => `> ${line}`.trimEnd()).join('\n')
    case 'listing': {
      const fence = '`'.repeat(Math.max(3, ...[...one.text.matchAll(/`+/g)].map(([signs]) => signs.length + 1)))
      return `${fence}\n${one.text}\n${fence}${one.notes.length > 0 ? `\n\n${one.notes.map((n) => `[^${n}]`).join('')}` : ''}`
    }
    case 'rule': return '---'
  }
}

const blocks = (all: readonly ExportBlock[]): string => all.map(block).filter((text) => text !== '').join('\n\n')

/** Markdown with footnotes; nothing in it fetches anything when it is opened. */
export function toMarkdown({ blocks: body, notes }: ExportDocument): string {
  const footnotes = notes.map(({ n, source, quote }) => `[^${n}]: ${escaped(source)}: “${escaped(quote)}”`)
  return `${[blocks(body), ...footnotes].join('\n\n')}\n`
}
