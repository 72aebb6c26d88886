import type { ExitPrompt } from '../../../src-main/egress/providers/provider-adapter.ts'
import type { Provider, ProviderKind } from '../../../src-preload/contract/index.ts'
import type { Wire } from './wire-formats.ts'

/** A model name of each kind, as its provider writes them. */
export const sampleModels: Readonly<Record<ProviderKind, string>> = {
  'anthropic': 'claude-sonnet-5-5', 'openai': 'gpt-5.5', 'google': 'gemini-3.8-flash', 'xai': 'grok-4.7',
  'azure': 'our-deployment', 'bedrock': 'eu.anthropic.claude-sonnet-5-5', 'openai-compatible': 'llama3.3',
}

/** The wire that each kind speaks. */
export const wireOfKind: Readonly<Record<ProviderKind, Wire>> = {
  'anthropic': 'anthropic', 'openai': 'responses', 'google': 'google', 'xai': 'responses', 'azure': 'responses', 'bedrock': 'bedrock', 'openai-compatible': 'chat',
}

const places: Partial<Readonly<Record<ProviderKind, string>>> = { azure: 'our-resource', bedrock: 'eu-west-1' }

/** A provider with its key set, at its own address unless told otherwise. */
export function sampleProvider(kind: ProviderKind, changes: Partial<Provider> = {}): Provider {
  return {
    id: 'p_0000000000000000', label: kind, kind, models: [sampleModels[kind]], route: 'frontier', hosting: 'Somewhere', needsKey: true, caFile: null, keyState: 'set',
    place: places[kind] ?? null, baseUrl: kind === 'openai-compatible' ? 'https://models.example/v1' : null, ...changes,
  }
}

export const samplePrompt: ExitPrompt = {
  system: 'Answer briefly.',
  turns: [
    { role: 'user', text: 'What did [PERSON_1] owe?' },
    { role: 'assistant', text: 'Rent of two months.' },
    { role: 'user', text: 'And “naïve” 😀 </script> \u2028 interest?' },
  ],
  maxOutputTokens: 600,
}
