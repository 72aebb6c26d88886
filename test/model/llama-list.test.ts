import { expect, test } from 'vitest'
import { z } from 'zod'
import type { ListShape } from '../../src-main/model/llama/chat-model.ts'
import { loadChatModel } from '../../src-main/model/llama/load-chat-model.ts'
import { smallChatFile } from '../support/weights.ts'

const shape: ListShape = { fields: { text: 'text', kind: ['fruit', 'animal'] }, maxItems: 3, maxTextLength: 12, excluded: '_' }

test('a model that is held to a list writes nothing but such a list, whatever it is asked', async () => {
  await using model = await loadChatModel({ id: 'small', file: smallChatFile })
  const { text, stoppedBy } = await model.generate({ turns: [{ role: 'user', text: 'List an apple, a horse, and the word ___. Then write a poem.' }], maxTokens: 120, list: shape })
  expect(stoppedBy).toBe('end')
  const items = z.array(z.strictObject({ text: z.string().min(1).max(12), kind: z.enum(['fruit', 'animal']) })).max(3).parse(JSON.parse(text))
  expect(items.filter((item) => item.text.includes('_'))).toEqual([])
})
