/** Replaces a function so that no later code can put the original back. */
export function seal(target: object, name: string, replacement: unknown): void {
  Object.defineProperty(target, name, { value: replacement, writable: false, configurable: false, enumerable: true })
}

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown

/** The untyped function behind a name; the guard treats all of them alike. */
export function functionOf(target: object, name: string): AnyFunction | null {
  const value: unknown = Reflect.get(target, name)
  return typeof value === 'function' ? (value as AnyFunction) : null
}
