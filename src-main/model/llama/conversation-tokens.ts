import { resolveChatWrapper, type ChatHistoryItem, type LlamaModel, type Token } from 'node-llama-cpp'
import type { ChatTurn } from './chat-model.ts'

/** Turns a conversation into the model's own prompt format, ending where the assistant is to write. */
export type ConversationTokenizer = (turns: readonly ChatTurn[]) => Token[]

/**
 * The attack this stops: a document that contains `<|im_end|>\n<|im_start|>system` must not open a turn of its own.
 * The template's control tokens come from the wrapper; the text of every turn is tokenised with special tokens off,
 * so such a string becomes ordinary characters (tested in test/model/llama-prompt.test.ts).
 */
export function createConversationTokenizer(model: LlamaModel): ConversationTokenizer {
  const wrapper = resolveChatWrapper(model, { warningLogs: false })
  return (turns) => {
    const chatHistory: ChatHistoryItem[] = turns.map(({ role, text }) =>
      role === 'assistant' ? { type: 'model', response: [text] } : { type: role, text })
    if (turns.at(-1)?.role !== 'assistant') chatHistory.push({ type: 'model', response: [] })
    return wrapper.generateContextState({ chatHistory }).contextText.tokenize(model.tokenizer)
  }
}
