import { eventStreamFrame } from './event-stream-frame.ts'

/** The streaming formats that the providers of the product speak. `chat` and `responses` are OpenAI's two. */
export type Wire = 'anthropic' | 'responses' | 'chat' | 'google' | 'bedrock'

export interface Usage { readonly inputTokens: number; readonly outputTokens: number }
export type Finish = 'end' | 'length' | 'refused'

/** How one wire says it. `opening` and `closing` are the frames around the text. */
interface WireFormat {
  readonly contentType: string
  opening(model: string, usage: Usage): readonly Buffer[]
  text(delta: string, model: string): Buffer
  closing(model: string, usage: Usage, finish: Finish): readonly Buffer[]
  /** Any event of this wire, for replies that a script makes up itself. */
  event(value: Readonly<Record<string, unknown>>): Buffer
}

/** Which wire a request's path belongs to; null for all others. */
export function wireOf(path: string): Wire | null {
  const plain = path.split('?')[0] ?? ''
  if (plain.endsWith('/messages')) return 'anthropic'
  if (plain.endsWith('/responses')) return 'responses'
  if (plain.endsWith('/chat/completions')) return 'chat'
  if (plain.endsWith(':streamGenerateContent')) return 'google'
  if (plain.endsWith('/converse-stream')) return 'bedrock'
  return null
}

const data = (value: unknown): Buffer => Buffer.from(`data: ${JSON.stringify(value)}\n\n`)
const named = (value: Readonly<Record<string, unknown>>): Buffer => Buffer.from(`event: ${String(value['type'])}\ndata: ${JSON.stringify(value)}\n\n`)

const anthropic: WireFormat = {
  contentType: 'text/event-stream; charset=utf-8',
  opening: (model, usage) => [
    named({ type: 'message_start', message: { id: 'msg_1', type: 'message', role: 'assistant', model, content: [], stop_reason: null, stop_sequence: null, usage: { input_tokens: usage.inputTokens, output_tokens: 1 } } }),
    named({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
    named({ type: 'ping' }),
  ],
  text: (text) => named({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
  closing: (_model, usage, finish) => [
    named({ type: 'content_block_stop', index: 0 }),
    named({ type: 'message_delta', delta: { stop_reason: { end: 'end_turn', length: 'max_tokens', refused: 'refusal' }[finish], stop_sequence: null }, usage: { output_tokens: usage.outputTokens } }),
    named({ type: 'message_stop' }),
  ],
  event: named,
}

const message = { type: 'message', id: 'msg_1', role: 'assistant' } as const
const responses: WireFormat = {
  contentType: 'text/event-stream; charset=utf-8',
  opening: (model) => [
    ...['response.created', 'response.in_progress'].map((type, index) => named({ type, sequence_number: index, response: { id: 'resp_1', object: 'response', created_at: 1_790_000_000, model, status: 'in_progress', output: [] } })),
    named({ type: 'response.output_item.added', output_index: 0, sequence_number: 2, item: { ...message, status: 'in_progress', content: [] } }),
    named({ type: 'response.content_part.added', item_id: message.id, output_index: 0, content_index: 0, sequence_number: 3, part: { type: 'output_text', text: '', annotations: [] } }),
  ],
  text: (delta) => named({ type: 'response.output_text.delta', item_id: message.id, output_index: 0, content_index: 0, sequence_number: 4, delta }),
  closing: (model, usage, finish) => {
    const type = finish === 'end' ? 'response.completed' : 'response.incomplete'
    return [
      named({ type: 'response.output_item.done', output_index: 0, sequence_number: 5, item: { ...message, status: 'completed', content: [] } }),
      named({ type, sequence_number: 6, response: {
        id: 'resp_1', object: 'response', created_at: 1_790_000_000, model, status: finish === 'end' ? 'completed' : 'incomplete', output: [],
        incomplete_details: finish === 'end' ? null : { reason: finish === 'length' ? 'max_output_tokens' : 'content_filter' },
        usage: { input_tokens: usage.inputTokens, output_tokens: usage.outputTokens, total_tokens: usage.inputTokens + usage.outputTokens, input_tokens_details: { cached_tokens: 0 }, output_tokens_details: { reasoning_tokens: 0 } },
      } }),
    ]
  },
  event: named,
}

const chatChunk = (model: string, choices: unknown, more: object = {}): Buffer => data({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_790_000_000, model, choices, ...more })
const chat: WireFormat = {
  contentType: 'text/event-stream; charset=utf-8',
  opening: (model) => [chatChunk(model, [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }])],
  text: (content, model) => chatChunk(model, [{ index: 0, delta: { content }, finish_reason: null }]),
  closing: (model, usage, finish) => [
    chatChunk(model, [{ index: 0, delta: {}, finish_reason: { end: 'stop', length: 'length', refused: 'content_filter' }[finish] }]),
    chatChunk(model, [], { usage: { prompt_tokens: usage.inputTokens, completion_tokens: usage.outputTokens, total_tokens: usage.inputTokens + usage.outputTokens } }),
    Buffer.from('data: [DONE]\n\n'),
  ],
  event: data,
}

const google: WireFormat = {
  contentType: 'text/event-stream',
  opening: () => [],
  text: (text, modelVersion) => data({ candidates: [{ content: { parts: [{ text }], role: 'model' }, index: 0 }], modelVersion }),
  closing: (modelVersion, usage, finish) => [data({
    candidates: [{ content: { parts: [{ text: '' }], role: 'model' }, finishReason: { end: 'STOP', length: 'MAX_TOKENS', refused: 'SAFETY' }[finish], index: 0 }],
    usageMetadata: { promptTokenCount: usage.inputTokens, candidatesTokenCount: usage.outputTokens, totalTokenCount: usage.inputTokens + usage.outputTokens }, modelVersion,
  })],
  event: data,
}

const bedrock: WireFormat = {
  contentType: 'application/vnd.amazon.eventstream',
  opening: () => [eventStreamFrame('messageStart', { role: 'assistant' })],
  text: (text) => eventStreamFrame('contentBlockDelta', { contentBlockIndex: 0, delta: { text } }),
  closing: (_model, usage, finish) => [
    eventStreamFrame('contentBlockStop', { contentBlockIndex: 0 }),
    eventStreamFrame('messageStop', { stopReason: { end: 'end_turn', length: 'max_tokens', refused: 'guardrail_intervened' }[finish] }),
    eventStreamFrame('metadata', { usage: { inputTokens: usage.inputTokens, outputTokens: usage.outputTokens, totalTokens: usage.inputTokens + usage.outputTokens }, metrics: { latencyMs: 1 } }),
  ],
  /** The first key names the event, as in AWS's own documentation: `{ contentBlockDelta: { … } }`. */
  event: (value) => {
    const [type, payload] = Object.entries(value)[0] ?? ['unknown', {}]
    return eventStreamFrame(type, payload)
  },
}

export const wireFormats: Readonly<Record<Wire, WireFormat>> = { anthropic, responses, chat, google, bedrock }
