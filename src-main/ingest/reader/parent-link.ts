/** The other end of the reading process: Node's channel, or the port that Electron gives its utility processes. */
export interface ParentLink {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** The parent closed the channel, or is gone. */
  onGone(listener: () => void): void
}

/** Null in a process that nobody started as a reader. */
export function openParentLink(): ParentLink | null {
  const port: unknown = Reflect.get(process, 'parentPort')
  if (isPort(port)) {
    return {
      post: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', (event) => listener(event.data)),
      onGone: (listener) => port.on('close', listener),
    }
  }
  if (!process.send) return null
  return {
    // Once the parent is gone there is nobody to be told.
    post: (message) => void process.send?.(message, undefined, undefined, () => {}),
    onMessage: (listener) => void process.on('message', listener),
    onGone: (listener) => void process.on('disconnect', listener),
  }
}

/** Electron's `process.parentPort`, as far as it is used here. */
interface UtilityPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
  on(event: 'close', listener: () => void): void
}

function isPort(value: unknown): value is UtilityPort {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'postMessage') === 'function' && typeof Reflect.get(value, 'on') === 'function'
}
