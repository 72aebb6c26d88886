import type { Provider, ProviderPreset, Term } from '../../../src-preload/contract/index.ts'
import { matterId } from './sample-data.ts'

const preset = (label: string, kind: ProviderPreset['kind'], models: string[], rest: Partial<ProviderPreset> = {}): ProviderPreset => ({
  label, kind, baseUrl: null, place: null, models, route: 'frontier', hosting: '', needsKey: true, caFile: null, ...rest,
})
const compatible = (label: string, host: string, models: string[]): ProviderPreset => preset(label, 'openai-compatible', models, { baseUrl: `https://${host}/v1` })
const own = (label: string, port: number): ProviderPreset => preset(label, 'openai-compatible', ['local-model'], { baseUrl: `http://127.0.0.1:${port}/v1`, route: 'private', hosting: 'This machine', needsKey: false })

/** Invented hosts: the page never asks any of them. */
export const presets: readonly ProviderPreset[] = [
  preset('Anthropic', 'anthropic', ['claude-sonnet-4-5', 'claude-opus-4-5']), preset('OpenAI', 'openai', ['gpt-5.2', 'gpt-5.2-mini']), preset('Google', 'google', ['gemini-3-pro']), preset('xAI', 'xai', ['grok-4']),
  preset('Azure OpenAI', 'azure', ['our-gpt'], { place: 'our-resource' }), preset('Amazon Bedrock', 'bedrock', ['anthropic.claude-sonnet-4-5'], { place: 'eu-central-1' }),
  compatible('Mistral', 'mistral.example', ['mistral-large-latest']), compatible('DeepSeek', 'deepseek.example', ['deepseek-chat']), own('vLLM', 8000), own('llama.cpp server', 8080), own('Ollama', 11_434),
]

const provider = (n: number, from: ProviderPreset, rest: Partial<Provider>): Provider => ({ ...from, id: `p_${String(n).padStart(16, '0')}`, keyState: 'set', ...rest })

export const providers: readonly Provider[] = [
  provider(1, presets[0] as ProviderPreset, { hosting: 'United States, no training, deleted after 30 days' }),
  provider(2, presets[8] as ProviderPreset, { label: 'Chambers’ own server', baseUrl: 'https://models.chambers.example/v1', hosting: 'Our server room, Port Ansley', models: ['qwen3-235b-instruct'], needsKey: false, keyState: 'not-needed', caFile: '/etc/ssl/chambers-ca.pem' }),
  provider(3, presets[6] as ProviderPreset, { keyState: 'missing', hosting: 'European Union' }),
]

export const terms: readonly Term[] = [
  { id: 't_0000000000000001', text: 'Project Lighthouse', category: 'custom', action: 'mask', matterId: null },
  { id: 't_0000000000000002', text: 'Wexcombe Row', category: 'address', action: 'mask', matterId },
  { id: 't_0000000000000003', text: 'Castle Brinley', category: 'place', action: 'keep', matterId },
]
