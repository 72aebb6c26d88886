import type { LanguageModelV4CallOptions } from '@ai-sdk/provider'
import type { Provider } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import { languageModel, privacyOptions } from './language-models.ts'
import type { ExitPrompt, ProviderAdapter } from './provider-adapter.ts'
import { baseUrlOf } from './provider-endpoint.ts'
import { readReply, replyFailure } from './read-reply.ts'
import { capturingFetch, singleFetch, type FetchRules } from './single-fetch.ts'

/** Stands where a key will stand, when a request is only looked at. */
const noKey = 'no-key'

/** Serialises and reads for every kind of provider, each through its own AI SDK package; opens no connection. */
export function createProviderAdapter(): ProviderAdapter {
  return {
    async serialise(provider, model, prompt, key = null) {
      const capture = capturingFetch(rulesFor(provider))
      try {
        const library = await languageModel(provider, model, { apiKey: key ?? noKey, fetch: capture.fetch })
        await library.doStream(callOptions(provider, prompt))
      } catch {
        // Its own signal, once the request is there; anything before that is told apart below.
      }
      const captured = capture.captured()
      if (!captured) throw new AppError('invalid-request')
      return captured
    },
    async *stream(provider, model, prompt, { key, send, signal }) {
      if (provider.needsKey && key === null) throw new AppError('key-missing')
      if (signal.aborted) throw new AppError('cancelled')
      const single = singleFetch(send, signal, rulesFor(provider))
      try {
        const library = await languageModel(provider, model, { apiKey: key ?? noKey, fetch: single.fetch })
        const { stream } = await library.doStream({ ...callOptions(provider, prompt), abortSignal: signal })
        yield* readReply(stream, signal)
      } catch (error) {
        throw signal.aborted ? new AppError('cancelled') : replyFailure(single.failure() ?? error)
      }
    },
  }
}

function rulesFor(provider: Provider): FetchRules {
  return { origin: new URL(baseUrlOf(provider)).origin, withKey: provider.needsKey }
}

/** Text only: no tools, no files, no addresses that a library could think it should fetch. */
function callOptions(provider: Provider, { system, turns, maxOutputTokens }: ExitPrompt): LanguageModelV4CallOptions {
  return {
    prompt: [
      ...(system === '' ? [] : [{ role: 'system' as const, content: system }]),
      ...turns.map(({ role, text }) => ({ role, content: [{ type: 'text' as const, text }] })),
    ],
    maxOutputTokens,
    providerOptions: privacyOptions(provider),
  }
}
