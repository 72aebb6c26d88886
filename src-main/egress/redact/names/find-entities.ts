import type { Move } from './moves.ts'
import { hidden, hiddenPieces, type NerWeights, stateNumbers } from './ner-weights.ts'

/** Tokens `first` to `last` are a name. `confidence`: how likely it is that a name, whatever its label, begins there (0–1). */
export interface Entity { readonly first: number; readonly last: number; readonly label: string; readonly confidence: number }

export interface FindEntitiesOptions {
  /**
   * Null: the move with the best score, as spaCy does it. A number: a name begins where all labels together are likelier
   * than none, after so much was taken from the score of none; a higher number finds more names and more that are none.
   */
  readonly readiness: number | null
}

interface Choice { readonly move: Move | null; readonly confidence: number }

const part = hidden * hiddenPieces

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
    let open: { readonly first: number; readonly label: string; readonly confidence: number } | null = null
    for (let at = 0; at < isBlank.length; at++) {
      const isLast = at === isBlank.length - 1
      const possible: readonly number[] = open
        ? (this.#open.get(open.label)?.[isLast ? 'atEnd' : 'within'] ?? [])
        : isBlank[at] ? this.#blank : isLast ? this.#closedAtEnd : this.#closed
      this.#score(states, at, open?.first ?? -1, possible)
      const { move, confidence }: Choice = open ? { move: this.#best(possible), confidence: open.confidence } : this.#beginning(possible, readiness)
      if (!move) continue
      if (move.kind === 'unit') found.push({ first: at, last: at, label: move.label, confidence })
      else if (move.kind === 'begin') open = { first: at, label: move.label, confidence }
      else if (open && move.kind === 'last') {
        found.push({ first: open.first, last: at, label: open.label, confidence })
        open = null
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

  #best(possible: readonly number[]): Move | null {
    let [best = 0] = possible
    for (const number of possible) if ((this.#scores[number] ?? 0) > (this.#scores[best] ?? 0)) best = number
    return this.#moves[best] ?? null
  }

  /** The best move while no name is open, and the share (softmax) of all moves that begin one. */
  #beginning(possible: readonly number[], readiness: number | null): Choice {
    const greedy = this.#best(possible)
    if (possible.length === 1) return { move: greedy, confidence: 0 }
    const names = possible.filter((number) => this.#moves[number]?.kind !== 'out')
    const [out = 0] = possible.filter((number) => this.#moves[number]?.kind === 'out')
    const passing = (this.#scores[out] ?? 0) - (readiness ?? 0)
    const weight = names.reduce((sum, number) => sum + Math.exp((this.#scores[number] ?? 0) - passing), 0)
    const confidence = weight / (1 + weight)
    if (readiness === null) return { move: greedy, confidence }
    return { move: confidence > 0.5 ? this.#best(names) : null, confidence }
  }
}
