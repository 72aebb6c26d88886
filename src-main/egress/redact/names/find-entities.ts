import type { Move } from './moves.ts'
import { hidden, hiddenPieces, type NerWeights, stateFeatures } from './ner-weights.ts'

/** Tokens `first` to `last` are a name. `confidence`: the least that any of its moves was preferred (0–1). */
export interface Entity { readonly first: number; readonly last: number; readonly label: string; readonly confidence: number }

export interface FindEntitiesOptions {
  /**
   * What is taken from the score of passing over a token before moves compete. 0 is spaCy's own choice; more finds more
   * names and more that are none.
   */
  readonly readiness: number
}

const part = hidden * hiddenPieces
const stateNumbers = stateFeatures * part

/**
 * Goes through the tokens once and makes the best move at each: spaCy's greedy transition parser. `states` holds what the
 * network made of each token; `isBlank` says which tokens are white space, where no name may begin.
 */
export class EntityFinder {
  readonly #weights: NerWeights
  readonly #moves: readonly (Move | null)[]
  readonly #scores: Float32Array
  readonly #sums = new Float32Array(part)
  readonly #outcome = new Float32Array(hidden)
  /** Numbers of the moves that are possible while no name is open, and by label while one is. */
  readonly #closed: readonly number[]
  readonly #closedAtEnd: readonly number[]
  readonly #blank: readonly number[]
  readonly #open: ReadonlyMap<string, { readonly within: readonly number[]; readonly atEnd: readonly number[] }>

  constructor(weights: NerWeights, moves: readonly (Move | null)[]) {
    this.#weights = weights
    this.#moves = moves
    this.#scores = new Float32Array(moves.length)
    const numbers = (test: (move: Move) => boolean): readonly number[] => moves.flatMap((move, number) => (move && test(move) ? [number] : []))
    this.#closed = numbers(({ kind }) => kind === 'begin' || kind === 'unit' || kind === 'out')
    this.#closedAtEnd = numbers(({ kind }) => kind === 'unit' || kind === 'out')
    this.#blank = numbers(({ kind }) => kind === 'out')
    const labels = new Set(moves.flatMap((move) => (move && move.label !== '' ? [move.label] : [])))
    this.#open = new Map([...labels].map((label) => [label, {
      within: numbers((move) => move.label === label && (move.kind === 'in' || move.kind === 'last')),
      atEnd: numbers((move) => move.label === label && move.kind === 'last'),
    }]))
  }

  entities(states: Float32Array, isBlank: readonly boolean[], { readiness }: FindEntitiesOptions): readonly Entity[] {
    const found: Entity[] = []
    let open: { readonly first: number; readonly label: string; confidence: number } | null = null
    for (let at = 0; at < isBlank.length; at++) {
      const isLast = at === isBlank.length - 1
      const possible: readonly number[] = open
        ? (this.#open.get(open.label)?.[isLast ? 'atEnd' : 'within'] ?? [])
        : isBlank[at] ? this.#blank : isLast ? this.#closedAtEnd : this.#closed
      this.#score(states, at, open?.first ?? -1, possible)
      const { number, share } = this.#best(possible, readiness)
      const move = this.#moves[number]
      if (!move) continue
      if (move.kind === 'unit') found.push({ first: at, last: at, label: move.label, confidence: share })
      else if (move.kind === 'begin') open = { first: at, label: move.label, confidence: share }
      else if (open) {
        open.confidence = Math.min(open.confidence, share)
        if (move.kind === 'last') {
          found.push({ first: open.first, last: at, label: open.label, confidence: open.confidence })
          open = null
        }
      }
    }
    return found
  }

  /** Puts the scores of the possible moves at a token into `#scores`. */
  #score(states: Float32Array, at: number, first: number, possible: readonly number[]): void {
    if (possible.length === 1) return
    const { lower, upper } = this.#weights
    const sums = this.#sums
    const here = at * stateNumbers
    const [opened, openedAt] = first < 0 ? [lower.pad, part] : [states, first * stateNumbers + part]
    const [before, beforeAt] = first < 0 ? [lower.pad, 2 * part] : [states, (at - 1) * stateNumbers + 2 * part]
    for (let i = 0; i < part; i++) sums[i] = (states[here + i] ?? 0) + (opened[openedAt + i] ?? 0) + (before[beforeAt + i] ?? 0) + (lower.b[i] ?? 0)
    const outcome = this.#outcome
    for (let i = 0; i < hidden; i++) outcome[i] = Math.max(sums[2 * i] ?? 0, sums[2 * i + 1] ?? 0)
    for (const number of possible) {
      let sum = upper.b[number] ?? 0
      const row = number * hidden
      for (let i = 0; i < hidden; i++) sum += (outcome[i] ?? 0) * (upper.W[row + i] ?? 0)
      this.#scores[number] = sum
    }
  }

  /** The move with the best score, and its share among the possible ones (softmax). */
  #best(possible: readonly number[], readiness: number): { readonly number: number; readonly share: number } {
    const [only = 0] = possible
    if (possible.length === 1) return { number: only, share: 1 }
    const score = (number: number): number => (this.#scores[number] ?? 0) - (this.#moves[number]?.kind === 'out' ? readiness : 0)
    let best = only
    for (const number of possible) if (score(number) > score(best)) best = number
    const highest = this.#scores[best] ?? 0
    const sum = possible.reduce((total, number) => total + Math.exp((this.#scores[number] ?? 0) - highest), 0)
    return { number: best, share: 1 / sum }
  }
}
