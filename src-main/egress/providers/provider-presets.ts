import type { ProviderPreset } from '../../../src-preload/contract/index.ts'

type Given = Pick<ProviderPreset, 'label' | 'models'> & Partial<ProviderPreset>

const frontier = (given: Given): ProviderPreset => ({ kind: 'openai-compatible', baseUrl: null, place: null, route: 'frontier', hosting: '', needsKey: true, caFile: null, ...given })
const ownServer = (given: Given): ProviderPreset => frontier({ route: 'private', hosting: 'This machine', needsKey: false, ...given })

/**
 * Ready-made forms. Addresses and model names are those that the makers or their AI SDK packages documented by November 2026; `hosting` is a suggestion of where the company is, for the user to correct: where it computes is in its contract.
 */
export const providerPresets: readonly ProviderPreset[] = [
  frontier({ label: 'Anthropic', kind: 'anthropic', models: ['claude-sonnet-5-5', 'claude-opus-5-5', 'claude-haiku-5-5', 'claude-sonnet-4-6'], hosting: 'United States (Anthropic)' }),
  frontier({ label: 'OpenAI', kind: 'openai', models: ['gpt-5.6', 'gpt-5.5', 'gpt-5.4', 'gpt-5.4-mini'], hosting: 'United States (OpenAI)' }),
  frontier({ label: 'Google Gemini', kind: 'google', models: ['gemini-3.8-flash', 'gemini-3.1-pro-preview', 'gemini-3.5-flash-lite'], hosting: 'United States or elsewhere (Google)' }),
  frontier({ label: 'xAI', kind: 'xai', models: ['grok-4.7', 'grok-4.6', 'grok-4.20-reasoning'], hosting: 'United States (xAI)' }),
  frontier({ label: 'Azure OpenAI', kind: 'azure', models: ['name-of-your-deployment'], hosting: 'The region of your Azure resource (Microsoft)' }),
  frontier({ label: 'Amazon Bedrock', kind: 'bedrock', place: 'eu-central-1', models: ['anthropic.claude-sonnet-5-5', 'eu.anthropic.claude-sonnet-4-5-20250929-v1:0', 'openai.gpt-oss-120b-1:0'], hosting: 'The AWS region in the form, or its group of regions (Amazon)' }),
  frontier({ label: 'Z.ai', baseUrl: 'https://api.z.ai/api/paas/v4', models: ['glm-5.2', 'glm-5', 'glm-4.7'], hosting: 'Singapore or China (Z.ai)' }),
  frontier({ label: 'DeepSeek', baseUrl: 'https://api.deepseek.com', models: ['deepseek-flash', 'deepseek-v4-pro'], hosting: 'China (DeepSeek)' }),
  frontier({ label: 'Together', baseUrl: 'https://api.together.xyz/v1', models: ['openai/gpt-oss-120b', 'openai/gpt-oss-20b'], hosting: 'United States (Together)' }),
  frontier({ label: 'Groq', baseUrl: 'https://api.groq.com/openai/v1', models: ['openai/gpt-oss-120b', 'openai/gpt-oss-20b'], hosting: 'United States or elsewhere (Groq)' }),
  frontier({ label: 'Fireworks', baseUrl: 'https://api.fireworks.ai/inference/v1', models: ['accounts/fireworks/models/gpt-oss-120b', 'accounts/fireworks/models/gpt-oss-20b'], hosting: 'United States or elsewhere (Fireworks)' }),
  frontier({ label: 'Mistral', baseUrl: 'https://api.mistral.ai/v1', models: ['mistral-large-latest', 'mistral-small-latest'], hosting: 'European Union (Mistral)' }),
  frontier({ label: 'OpenRouter', baseUrl: 'https://openrouter.ai/api/v1', models: ['anthropic/claude-sonnet-4.6', 'openai/gpt-oss-120b'], hosting: 'Wherever it routes to (OpenRouter)' }),
  ownServer({ label: 'vLLM', baseUrl: 'http://127.0.0.1:8000/v1', models: ['name-of-the-served-model'] }),
  ownServer({ label: 'llama.cpp server', baseUrl: 'http://127.0.0.1:8080/v1', models: ['default'] }),
  ownServer({ label: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1', models: ['llama3.3', 'gpt-oss:20b'] }),
  ownServer({ label: 'LM Studio', baseUrl: 'http://127.0.0.1:1234/v1', models: ['name-of-the-loaded-model'] }),
  ownServer({ label: 'Text Generation Inference', baseUrl: 'http://127.0.0.1:3000/v1', models: ['tgi'] }),
  ownServer({ label: 'LiteLLM', baseUrl: 'http://127.0.0.1:4000/v1', models: ['name-in-your-proxy'], needsKey: true, hosting: 'Wherever your proxy routes to' }),
]
