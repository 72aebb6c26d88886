/** A memory of bounded size: what was asked for last stays, the rest is made again when needed. */
export class LastUsed<Value> {
  readonly #size: number
  #recent = new Map<string, Value>()
  #older = new Map<string, Value>()

  constructor(size: number) {
    this.#size = size
  }

  has(key: string): boolean {
    return this.#recent.has(key) || this.#older.has(key)
  }

  get(key: string, make: () => Value): Value {
    const known = this.#recent.get(key)
    if (known !== undefined) return known
    const value = this.#older.get(key) ?? make()
    this.#recent.set(key, value)
    if (this.#recent.size >= this.#size) {
      this.#older = this.#recent
      this.#recent = new Map()
    }
    return value
  }
}
