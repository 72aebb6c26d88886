import { Marked, type MarkedToken, type Token, type Tokens } from 'marked'

/** A stretch of words; `start` is where they stand in the source. */
export interface Words { readonly kind: 'words' | 'code'; readonly text: string; readonly start: number }
interface Stressed { readonly kind: 'strong' | 'emphasis'; readonly children: readonly Inline[] }
export type Inline = Words | Stressed
export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | { readonly kind: 'list'; readonly first: number | null; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'table'; readonly header: readonly (readonly Inline[])[]; readonly rows: readonly (readonly (readonly Inline[])[])[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'listing'; readonly words: Words }
  | { readonly kind: 'rule' }

const asText = (): undefined => undefined

/**
 * A reply is text from outside: what could reach out of it or hide words stays the text that it is: HTML, addresses, links by
 * reference, struck-out words. A line of dashes makes no heading of the line above, which would flicker while a list begins.
 */
const reader = new Marked({
  gfm: true,
  tokenizer: {
    html: asText, tag: asText, lheading: asText, def: asText, code: asText, reflink: asText, url: asText, autolink: asText, del: asText,
    // "3*4*5" is a product.
    emStrong: (src, _masked, before = '') => (/[\p{L}\p{N}]/u.test(before) && !src.startsWith('**') ? undefined : false),
  },
})

/** Finds where words stand in the source: they come in its order, with nothing but signs between them. */
class Place {
  #at = 0
  readonly #source: string
  constructor(source: string) { this.#source = source }

  /** Each line by itself: the signs of a list or of a quotation may stand between them. */
  words(text: string, kind: Words['kind'] = 'words'): Words[] {
    return text.split(/(?<=\n)/).filter((line) => line !== '').map((line) => {
      const found = this.#source.indexOf(line.trim(), this.#at)
      const start = found === -1 ? this.#at : Math.max(this.#at, found - (line.length - line.trimStart().length))
      if (found !== -1) this.#at = found + line.trim().length
      return { kind, text: line, start }
    })
  }
}

const known = (tokens: readonly Token[] | undefined): readonly MarkedToken[] => (tokens ?? []) as readonly MarkedToken[]

function inline(tokens: readonly Token[] | undefined, place: Place): Inline[] {
  return known(tokens).flatMap((token): readonly Inline[] => {
    switch (token.type) {
      case 'strong': return [{ kind: 'strong', children: inline(token.tokens, place) }]
      case 'em': return [{ kind: 'emphasis', children: inline(token.tokens, place) }]
      case 'codespan': return place.words(token.text, 'code')
      case 'br': return place.words('\n')
      // The address is shown and leads nowhere; a picture is not fetched.
      case 'link': case 'image': return [...place.words(token.text), ...(token.href === '' || token.href === token.text ? [] : place.words(` (${token.href})`))]
      case 'text': return token.tokens === undefined ? place.words(token.text) : inline(token.tokens, place)
      default: return place.words('text' in token && typeof token.text === 'string' ? token.text : token.raw)
    }
  })
}

function cells(row: readonly Tokens.TableCell[], place: Place): Inline[][] {
  return row.map((cell) => inline(cell.tokens, place))
}

function blocks(tokens: readonly Token[], place: Place): Block[] {
  return known(tokens).flatMap((token): readonly Block[] => {
    switch (token.type) {
      case 'space': return []
      case 'hr': return [{ kind: 'rule' }]
      case 'heading': return [{ kind: 'heading', level: token.depth, children: inline(token.tokens, place) }]
      case 'list': return [{ kind: 'list', first: token.ordered ? (token.start === '' ? 1 : token.start) : null, items: token.items.map((item) => blocks(item.tokens, place)) }]
      case 'table': return [{ kind: 'table', header: cells(token.header, place), rows: token.rows.map((row) => cells(row, place)) }]
      case 'blockquote': return [{ kind: 'quote', blocks: blocks(token.tokens, place) }]
      case 'code': return [{ kind: 'listing', words: { kind: 'code', text: token.text, start: place.words(token.text.split('\n', 1)[0] ?? '')[0]?.start ?? 0 } }]
      case 'paragraph': case 'text': return [{ kind: 'paragraph', children: token.tokens === undefined ? place.words(token.text) : inline(token.tokens, place) }]
      default: return [{ kind: 'paragraph', children: place.words(token.raw) }]
    }
  })
}

/** Reads a reply's Markdown into what can be shown of it safely: no HTML, nothing that is fetched, no link that leaves. */
export function readMarkdown(source: string): Block[] {
  const place = new Place(source)
  try {
    return blocks(reader.lexer(source), place)
  } catch {
    return [{ kind: 'paragraph', children: [{ kind: 'words', text: source, start: 0 }] }]
  }
}

function wordsOfInline(parts: readonly Inline[]): Words[] {
  return parts.flatMap((part) => ('children' in part ? wordsOfInline(part.children) : [part]))
}

/** All words of a reply in the order in which they are read. */
export function wordsOf(parts: readonly Block[]): Words[] {
  return parts.flatMap((block): readonly Words[] => {
    switch (block.kind) {
      case 'paragraph': case 'heading': return wordsOfInline(block.children)
      case 'list': return block.items.flatMap(wordsOf)
      case 'table': return [...block.header, ...block.rows.flat()].flatMap(wordsOfInline)
      case 'quote': return wordsOf(block.blocks)
      case 'listing': return [block.words]
      case 'rule': return []
    }
  })
}

const signsOnly = /^[\s>#*+\-=_|`~:]*(?:\d+[.)]?\s*)?$/
const tableRow = /^\s*\|/
const tableRule = /^\s*\|[\s:|-]+\|\s*$/
const opensEmphasis = /(?<![\p{L}\p{N}*])\*(?=[^\s*])/gu
const closesEmphasis = /(?<=[^\s*])\*(?![\p{L}\p{N}*])/gu

/**
 * As much of a reply that is still being written as will not look otherwise with its next word: a line of nothing but signs
 * and the first row of a table wait, and what is bold or code so far is closed.
 */
export function settledPart(written: string): string {
  const lines = written.replace(/\s*\[[\d,\s]*$/, '').split('\n')
  while (lines.length > 0 && signsOnly.test(lines.at(-1) ?? '')) lines.pop()
  const firstRow = lines.findLastIndex((line) => !tableRow.test(line)) + 1
  if (firstRow < lines.length && !tableRule.test(lines[firstRow + 1] ?? '')) lines.length = firstRow
  const last = lines.pop()
  return last === undefined ? '' : [...lines, closed(last)].join('\n')
}

/** A line without signs at its end that have no word yet, and with what is open in it closed. */
function closed(line: string): string {
  const bare = line.replace(/(?:\*\*?|`)$/, '')
  if (bare.split('`').length % 2 === 0) return `${bare}\``
  if (bare.split('**').length % 2 === 0) return `${bare.trimEnd()}**`
  const count = (pattern: RegExp): number => bare.replaceAll('**', '').match(pattern)?.length ?? 0
  return count(opensEmphasis) > count(closesEmphasis) ? `${bare.trimEnd()}*` : bare
}
