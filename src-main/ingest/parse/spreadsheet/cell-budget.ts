/** Of one workbook. A cell takes about a hundred bytes while it is read, and a reader's thread has 1 GB. */
const limits = { cells: 2_000_000, characters: 100_000_000 }

/** Counts what is taken out of a workbook, so that reading ends in good time: what a small file unfolds to has no bound of its own. */
export class CellBudget {
  #cells = 0
  #characters = 0
  #isSpent = false

  /** True once something had to be left out. */
  get isSpent(): boolean {
    return this.#isSpent
  }

  /** False when the cell does not fit any more. */
  take(characters: number): boolean {
    this.#cells++
    this.#characters += characters
    if (this.#cells > limits.cells || this.#characters > limits.characters) this.#isSpent = true
    return !this.#isSpent
  }
}

export const spentWarning = `Only the first ${limits.cells.toLocaleString('en')} cells or ${limits.characters / 1_000_000} million characters were read.`
