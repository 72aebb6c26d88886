import type { VaultEntry } from '../redactor.ts'

interface Node { readonly next: Map<string, Node>; value: string | null }
export type PlaceholderTrie = Node

/** Issued placeholders without their brackets, letter by letter in upper case. */
export function buildTrie(entries: readonly VaultEntry[]): PlaceholderTrie {
  const root: Node = { next: new Map(), value: null }
  for (const { placeholder, value } of entries) {
    let node = root
    for (const character of placeholder.slice(1, -1).toUpperCase()) {
      const child: Node = node.next.get(character) ?? { next: new Map(), value: null }
      node.next.set(character, child)
      node = child
    }
    node.value = value
  }
  return root
}

/** The ways a bracket or underscore is written in Markdown and in JSON. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  '[': ['[', '\\[', '\\\\[', '\\u005b'],
  ']': [']', '\\]', '\\\\]', '\\u005d'],
  _: ['_', '\\_', '\\\\_', '\\u005f'],
}

interface Spelled { readonly length: number }

/**
 * Reads a placeholder at `at`. Gives its value and length, `partial` when the text ends where it could still become one, or null. `ended`:
 * nothing more comes, so nothing is partial.
 */
export function readPlaceholder(trie: PlaceholderTrie, text: string, at: number, before: string, ended: boolean): { readonly value: string; readonly length: number } | 'partial' | null {
  const open = spelled('[', text, at, ended)
  if (open === 'partial') return 'partial'
  const bracketed = open === null ? null : walk(trie, text, at + open.length, at, true, ended)
  if (bracketed !== null) return bracketed
  return /[\p{L}\p{N}_\\]/u.test(before) ? null : walk(trie, text, at, at, false, ended)
}

function walk(root: Node, text: string, from: number, start: number, bracketed: boolean, ended: boolean): { readonly value: string; readonly length: number } | 'partial' | null {
  let node = root
  let at = from
  for (;;) {
    if (bracketed && node.value !== null) {
      const close = spelled(']', text, at, ended)
      if (close === 'partial') return 'partial'
      if (close !== null) return { value: node.value, length: at + close.length - start }
    }
    if (at >= text.length) {
      if (!bracketed && node.value !== null && ended) return { value: node.value, length: at - start }
      // Before its first letter nothing has begun that could become a bare placeholder.
      return ended || (at === from && !bracketed) ? null : 'partial'
    }
    const step = nextStep(node, text, at, ended)
    if (step === 'partial') return 'partial'
    if (step === null) {
      // A bare placeholder ends where a word ends.
      return !bracketed && node.value !== null && !/[\p{L}\p{N}_]/u.test(text[at] ?? '') ? { value: node.value, length: at - start } : null
    }
    node = step.node
    at += step.length
  }
}

function nextStep(node: Node, text: string, at: number, ended: boolean): { readonly node: Node; readonly length: number } | 'partial' | null {
  const plain = node.next.get((text[at] ?? '').toUpperCase())
  if (plain) return { node: plain, length: 1 }
  const underscore = node.next.get('_')
  if (!underscore) return null
  const step = spelled('_', text, at, ended)
  if (step === null) return null
  return step === 'partial' ? 'partial' : { node: underscore, length: step.length }
}

/** Reads one bracket or underscore in any of its spellings; JSON's hexadecimal digits in either case. */
function spelled(sign: '[' | ']' | '_', text: string, at: number, ended: boolean): Spelled | 'partial' | null {
  let partial = false
  for (const spelling of spellings[sign] ?? []) {
    const piece = text.slice(at, at + spelling.length).toLowerCase()
    if (piece === spelling) return { length: spelling.length }
    if (!ended && at + piece.length === text.length && spelling.startsWith(piece) && piece.length < spelling.length) partial = true
  }
  return partial ? 'partial' : null
}
