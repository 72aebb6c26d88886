/** What is opened at the first `get`, and closed on dispose if it was. */
export interface Lazily<T> extends AsyncDisposable { get(): Promise<T> }

/** An attempt that fails is forgotten, so that the next `get` tries again: weights that are fetched later, or repaired, are found. */
export function openLazily<T extends AsyncDisposable>(open: () => Promise<T>): Lazily<T> {
  let opening: Promise<T> | null = null
  return {
    get() {
      const attempt = opening ??= open()
      attempt.catch(() => { if (opening === attempt) opening = null })
      return attempt
    },
    async [Symbol.asyncDispose]() {
      const opened = await opening?.catch(() => null)
      await opened?.[Symbol.asyncDispose]()
    },
  }
}
