import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EntityFinder, type FindEntitiesOptions } from './find-entities.ts'
import { murmurHash3 } from './hash64.ts'
import { LastUsed } from './last-used.ts'
import { modelFiles } from './model-files.ts'
import { readMoves } from './moves.ts'
import { type HashTable, readNerWeights, tableCount, width } from './ner-weights.ts'
import { contextNetwork, wordInputs, wordNetwork } from './networks.ts'
import { readSpellings } from './spellings.ts'
import { stringId } from './string-id.ts'
import { readTokenizerRules } from './tokenizer-rules.ts'
import { isSpace, type Token, Tokenizer } from './tokenizer.ts'
import { wordFeatures } from './word-features.ts'
import { readWordVectors } from './word-vectors.ts'

/** A name in a text: UTF-16 offsets, the model's own label (OntoNotes: PERSON, ORG, GPE …), 0–1. */
export interface FoundName { readonly start: number; readonly end: number; readonly label: string; readonly confidence: number }

export interface NameModel {
  /** One text at a time; all of it is read. */
  find(text: string, options: FindEntitiesOptions): Promise<readonly FoundName[]>
}

/** Rows of nothing on either side of a text, as in training: the four layers see them. */
const margin = 4
const wordsKept = 20_000

/** Loads spaCy's en_core_web_md name finder from the files of {@link modelFiles}. Throws where a file is missing or is another model's. */
export async function loadNameModel(folder: string, threads: number): Promise<NameModel> {
  const read = (name: keyof typeof modelFiles): Promise<Uint8Array> => readFile(join(folder, modelFiles[name]))
  const tokenizer = new Tokenizer(readTokenizerRules(await read('tokenizer')))
  const weights = readNerWeights(await read('network'))
  const vectors = readWordVectors(await read('vectors'), await read('vectorRows'))
  const spellings = readSpellings(await read('spellings'))
  const finder = new EntityFinder(weights, readMoves(await read('moves')))
  const wordRows = await wordNetwork(weights, threads)
  const contextRows = await contextNetwork(weights, threads)
  const words = new LastUsed<Float32Array>(wordsKept)

  const features = ({ text, norm }: Token): Float32Array => {
    const row = new Float32Array(wordInputs)
    const orth = stringId(text)
    const seen = wordFeatures(text, norm, () => spellings(orth))
    for (const [at, part] of [seen.norm, seen.prefix, seen.suffix, seen.shape].entries()) {
      const table = weights.tables[at]
      if (table) addRows(row, at * width, table, part)
    }
    row.set(vectors.vectorOf(orth) ?? [], tableCount * width)
    return row
  }

  /** Word rows of all tokens, with margins; words that were met before are not computed again. */
  const rowsOf = async (tokens: readonly Token[]): Promise<Float32Array> => {
    const keys = tokens.map(({ text, norm }) => (norm === undefined ? text : `${text}\0${norm}`))
    const fresh = new Map<string, Token>()
    for (const [at, key] of keys.entries()) {
      const token = tokens[at]
      if (token && !words.has(key)) fresh.set(key, token)
    }
    const computed = new Map<string, Float32Array>()
    if (fresh.size > 0) {
      const inputs = new Float32Array(fresh.size * wordInputs)
      for (const [at, token] of [...fresh.values()].entries()) inputs.set(features(token), at * wordInputs)
      const outputs = await wordRows(inputs, fresh.size)
      for (const [at, key] of [...fresh.keys()].entries()) computed.set(key, outputs.slice(at * width, (at + 1) * width))
    }
    const rows = new Float32Array((tokens.length + 2 * margin) * width)
    const none = new Float32Array(width)
    for (const [at, key] of keys.entries()) rows.set(words.get(key, () => computed.get(key) ?? none), (at + margin) * width)
    return rows
  }

  return {
    async find(text, options) {
      const tokens = tokenizer.tokens(text)
      if (tokens.length === 0) return []
      const states = await contextRows(await rowsOf(tokens), tokens.length + 2 * margin)
      const stateNumbers = states.length / (tokens.length + 2 * margin)
      const own = states.subarray(margin * stateNumbers, (margin + tokens.length) * stateNumbers)
      return finder.entities(own, tokens.map(isBlank), options).flatMap(({ first, last, label, confidence }) => {
        const [from, to] = [tokens[first], tokens[last]]
        return from && to ? [{ start: from.start, end: to.start + to.text.length, label, confidence }] : []
      })
    },
  }
}

function addRows(target: Float32Array, offset: number, { rows, count, seed }: HashTable, text: string): void {
  for (const hash of murmurHash3(stringId(text), seed)) {
    const from = (hash % count) * width
    for (let at = 0; at < width; at++) target[offset + at] = (target[offset + at] ?? 0) + (rows[from + at] ?? 0)
  }
}

function isBlank({ text }: Token): boolean {
  for (let at = 0; at < text.length; at++) if (!isSpace(text.charCodeAt(at))) return false
  return true
}
