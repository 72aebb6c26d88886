import type { LanguageModelV4, SharedV4ProviderOptions } from '@ai-sdk/provider'
import type { Provider, ProviderKind } from '../../../src-preload/contract/index.ts'
import { baseUrlOf, hostOf } from './provider-endpoint.ts'

/** What a library's model is made of. Everything is given, so that it looks up nothing in the environment. */
interface Parts { readonly provider: Provider; readonly model: string; readonly baseURL: string; readonly apiKey: string; readonly fetch: typeof globalThis.fetch }

/** Each library is loaded when its first request is made: all of them together would cost every start half a second and 65 MB. */
const makers: Readonly<Record<ProviderKind, (parts: Parts) => Promise<LanguageModelV4>>> = {
  'anthropic': async ({ model, ...options }) => (await import('@ai-sdk/anthropic')).createAnthropic(options)(model),
  'openai': async ({ model, ...options }) => (await import('@ai-sdk/openai')).createOpenAI(options).responses(model),
  'google': async ({ model, ...options }) => (await import('@ai-sdk/google')).createGoogle(options)(model),
  'xai': async ({ model, ...options }) => (await import('@ai-sdk/xai')).createXai(options).responses(model),
  'azure': async ({ model, ...options }) => (await import('@ai-sdk/azure')).createAzure({ ...options, apiVersion: 'v1' }).responses(model),
  'bedrock': async ({ model, provider, apiKey, ...options }) =>
    (await import('@ai-sdk/amazon-bedrock')).createAmazonBedrock({ ...options, ...bedrockAccess(apiKey), region: provider.place ?? 'us-east-1' })(model),
  'openai-compatible': async ({ model, provider, ...options }) =>
    (await import('@ai-sdk/openai-compatible')).createOpenAICompatible({ ...options, name: 'compatible', includeUsage: asksForUsage(provider) })(model),
}

/** The library's own model of one provider. It reaches nothing but the `fetch` it is given. Errors: `invalid-request` (no address). */
export async function languageModel(provider: Provider, model: string, { apiKey, fetch }: { readonly apiKey: string; readonly fetch: typeof globalThis.fetch }): Promise<LanguageModelV4> {
  return makers[provider.kind]({ provider, model, baseURL: baseUrlOf(provider), apiKey, fetch })
}

/** Switches against keeping and training, where a provider's API has one for single requests. The others are a matter of contract. */
export function privacyOptions(provider: Provider): SharedV4ProviderOptions {
  switch (provider.kind) {
    // Without this the Responses API keeps request and reply for 30 days, to be fetched again by id.
    case 'openai': return { openai: { store: false } }
    case 'azure': return { azure: { store: false } }
    case 'xai': return { xai: { store: false } }
    case 'openai-compatible':
      switch (hostOf(provider)) {
        // Routes only to hosts that neither train on nor keep what they are sent.
        case 'openrouter.ai': return { compatible: { provider: { data_collection: 'deny', zdr: true } } }
        case 'api.openai.com': return { compatible: { store: false } }
        default: return {}
      }
    default: return {}
  }
}

/** Usage comes only where it is asked for, but Mistral, which always gives it, refuses the request with status 422 for asking. */
function asksForUsage(provider: Provider): boolean {
  return hostOf(provider) !== 'api.mistral.ai'
}

/**
 * Bedrock takes an API key, or a key pair that signs each request (Signature Version 4), written `id:secret` or
 * `id:secret:session-token`. An empty API key keeps the library from looking for one in the environment.
 */
function bedrockAccess(key: string): { apiKey: string; accessKeyId?: string; secretAccessKey?: string; sessionToken?: string } {
  const [, accessKeyId, secretAccessKey, sessionToken] = /^([A-Z0-9]{16,128}):([A-Za-z0-9+/=]{16,128})(?::([A-Za-z0-9+/=_-]+))?$/.exec(key) ?? []
  if (accessKeyId === undefined || secretAccessKey === undefined) return { apiKey: key }
  return { apiKey: '', accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) }
}
