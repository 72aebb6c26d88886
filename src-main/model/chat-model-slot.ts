import type { RuntimeStatus } from '../../src-preload/contract/index.ts'
import { AppError, isAbort, toFailure } from '../support/errors.ts'
import type { Log } from '../support/log.ts'
import type { ChatModel } from './llama/chat-model.ts'

export interface ChatModelFile { readonly id: string; readonly file: string }

/** Holds the one loaded chat model: loads it once, swaps it when another is chosen, disposes it on quit. */
export interface ChatModelSlot extends AsyncDisposable {
  status(): RuntimeStatus
  /** The loaded model; starts loading when it is not. Errors: `model-not-installed`, `model-load-failed`, `model-out-of-memory`. */
  get(): Promise<ChatModel>
  /** Drops the loaded model, so that the next `get` loads the one chosen now. */
  reset(): Promise<void>
}

export interface ChatModelSlotOptions {
  /** The chosen model's verified file, or null while none is on this machine. */
  readonly chosen: () => Promise<ChatModelFile | null>
  /** Aborted when the model is not wanted any more before it is loaded. */
  readonly load: (file: ChatModelFile, signal: AbortSignal) => Promise<ChatModel>
  readonly onStatus: (status: RuntimeStatus) => void
  readonly log: Log
}

const idle: RuntimeStatus = {
  modelId: null, state: 'none', contextTokens: null, prefillTokensPerSecond: null, decodeTokensPerSecond: null, failure: null,
}

export function createChatModelSlot({ chosen, load, onStatus, log }: ChatModelSlotOptions): ChatModelSlot {
  let loading: Promise<ChatModel> | null = null
  let loaded: ChatModel | null = null
  let unwanted = new AbortController()
  let status = idle

  const report = (next: RuntimeStatus): void => {
    status = next
    onStatus(next)
  }

  const start = async (): Promise<ChatModel> => {
    const file = await chosen()
    if (!file) throw new AppError('model-not-installed')
    report({ ...idle, modelId: file.id, state: 'loading' })
    const begunAt = performance.now()
    try {
      loaded = await load(file, unwanted.signal)
      log.write('model-loaded', { ms: Math.round(performance.now() - begunAt) })
      report(loaded.status())
      return loaded
    } catch (error) {
      if (isAbort(error)) throw new AppError('cancelled')
      const failure = toFailure(error)
      log.write('model-failed', { code: failure.code })
      report({ ...idle, modelId: file.id, state: 'failed', failure })
      throw error
    }
  }

  const drop = async (): Promise<void> => {
    const pending = loading
    loading = null
    if (!loaded) unwanted.abort()
    unwanted = new AbortController()
    const model = await pending?.catch(() => null)
    loaded = null
    await model?.[Symbol.asyncDispose]()
  }

  return {
    status: () => loaded?.status() ?? status,
    get() {
      if (!loading) {
        const attempt = start()
        loading = attempt
        // A failed load may be tried again (another file, more free memory).
        attempt.catch(() => { if (loading === attempt) loading = null })
      }
      return loading
    },
    async reset() {
      await drop()
      report(idle)
    },
    [Symbol.asyncDispose]: drop,
  }
}
