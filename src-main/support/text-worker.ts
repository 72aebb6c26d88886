import { constants, platform, setPriority } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { type TextMessage, textOrderSchema, type TextRequest } from './text-messages.ts'

/** What was made of a text; `transfer` is handed over instead of copied. */
export interface Made { readonly result: unknown; readonly transfer?: readonly ArrayBuffer[] }

/** Runs this worker thread below the priority of whoever is typing. To be called before a model starts threads of its own. */
export function lowerPriority(): void {
  // On Linux 0 means the calling thread, and the runtime's own threads inherit it; elsewhere it would slow the whole app.
  if (platform() === 'linux') setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL)
}

/** Answers texts one after the other, urgent ones first; says that it is ready at once. Ends the thread when told to, between two texts. */
export function serveTexts(make: (text: string) => Promise<Made>): void {
  const urgent: TextRequest[] = []
  const waiting: TextRequest[] = []
  let running = false
  let ending = false
  const post = (message: TextMessage, transfer: readonly ArrayBuffer[] = []): void => parentPort?.postMessage(message, [...transfer])
  const work = async (): Promise<void> => {
    running = true
    for (let request = urgent.shift() ?? waiting.shift(); request && !ending; request = urgent.shift() ?? waiting.shift()) {
      const { id, text } = request
      try {
        const { result, transfer } = await make(text)
        post({ kind: 'result', id, result }, transfer)
      } catch {
        post({ kind: 'failed', id })
      }
      // The model blocks this thread while it runs: let a question that came meanwhile in before the next passage.
      await setImmediate()
    }
    running = false
    if (ending) process.exit()
  }
  parentPort?.on('message', (raw: unknown) => {
    const order = textOrderSchema.parse(raw)
    if ('end' in order) ending = true
    else (order.urgent ? urgent : waiting).push(order)
    if (!running) void work()
  })
  post({ kind: 'ready' })
}
