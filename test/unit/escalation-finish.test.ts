import { expect, test } from 'vitest'
import type { Answer, Escalation } from '../../src-preload/contract/index.ts'
import { finishEscalation } from '../../src-main/agent/escalation/finish-escalation.ts'
import type { AnswerEvent } from '../../src-main/agent/answer-events.ts'
import type { ExitEvent } from '../../src-main/egress/exit/exit.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { fakeReader, type FakeDocument } from '../support/answer-fakes.ts'

const lease: FakeDocument = { id: 'd_00000000000000a1', name: 'Lease.pdf', pages: ['The tenant is Anna Meyer. The monthly rent is 4,200 pounds.'] }
const text = lease.pages[0] ?? ''
const window = { documentId: lease.id, documentName: lease.name, page: 1, pageLabel: null, headingPath: [], start: 0, end: text.length, text }
const escalation: Escalation = { providerLabel: 'Mine', host: 'h', hosting: '', route: 'private', model: 'm1', mode: 'passages', bytesSent: 7, bytesReceived: 0, inputTokens: null, outputTokens: null, costUsd: null }
type End = Extract<ExitEvent, { kind: 'end' }>
const end = (stoppedBy: End['stoppedBy'] = 'end'): End => ({ kind: 'end', bytesSent: 700, bytesReceived: 90, inputTokens: 11, outputTokens: 7, costUsd: 0.01, stoppedBy })

async function* replying(events: readonly ExitEvent[]): AsyncGenerator<ExitEvent> {
  yield* events
}
async function finish(deltas: readonly string[], { windows = [window], stoppedBy = 'end' as End['stoppedBy'] } = {}): Promise<AnswerEvent[]> {
  const events: AnswerEvent[] = []
  const reply = replying([...deltas.map((delta) => ({ kind: 'text', delta }) as const), end(stoppedBy)])
  for await (const event of finishEscalation(reply, { question: 'What is the rent?', windows, documents: fakeReader([lease]), escalation, evidenceMs: 3 })) events.push(event)
  return events
}
function answerOf(events: readonly AnswerEvent[]): Answer {
  const last = events.at(-1)
  if (last?.kind !== 'done') throw new Error('the answer is not done')
  return last.answer
}

test('a frontier model\'s sentence carries a quote that is on the page, with the real name in it', async () => {
  const answer = answerOf(await finish(['Anna Meyer pays ', 'a monthly rent of 4,200 pounds.']))
  expect(answer.sentences).toMatchObject([{ supported: true, citations: [1, 2] }])
  for (const { quote, start, end } of answer.citations) expect(text.slice(start, end)).toBe(quote)
})

test('what it made up is marked as what the local model makes up is', async () => {
  const answer = answerOf(await finish(['The monthly rent is 9,900 pounds.']))
  expect(answer.sentences[0]).toMatchObject({ supported: false })
})

test('without documents the answer is shown as it came, and says that nothing was checked', async () => {
  const answer = answerOf(await finish(['Rent is usually due monthly.'], { windows: [] }))
  expect([answer.text, answer.sentences, answer.citations, answer.refused]).toEqual(['Rent is usually due monthly.', [], [], false])
  expect(answer.caveats).toEqual([expect.stringContaining('No document was sent')])
})

test('what it took is known before the answer is done', async () => {
  const events = await finish(['x'])
  expect(events.map(({ kind }) => kind)).toEqual(['text', 'escalation', 'done'])
  expect(events[1]).toMatchObject({ escalation: { host: 'h', bytesSent: 700, bytesReceived: 90, inputTokens: 11, outputTokens: 7, costUsd: 0.01 } })
})

test.each(['length', 'refused', 'other'] as const)('an answer that ended by %s says that it may be incomplete', async (stoppedBy) => {
  expect(answerOf(await finish(['The monthly rent is 4,200 pounds.'], { stoppedBy })).caveats).toHaveLength(1)
})

test('a placeholder that was never sent is pointed out', async () => {
  expect(answerOf(await finish(['[PERSON_9] pays the monthly rent.'])).caveats).toEqual([expect.stringContaining('placeholder')])
})

test('that the excerpts do not say is a good answer', async () => {
  expect(answerOf(await finish(['The documents do not say.']))).toMatchObject({ refused: true, text: 'The documents do not say.' })
})

test('a reply that breaks off is a failure, after what had come', async () => {
  async function* broken(): AsyncGenerator<ExitEvent> {
    yield { kind: 'text', delta: 'The monthly' }
    throw new AppError('provider-unreachable')
  }
  const events: AnswerEvent[] = []
  const reading = (async () => {
    for await (const event of finishEscalation(broken(), { question: 'q', windows: [], documents: fakeReader([]), escalation, evidenceMs: 0 })) events.push(event)
  })()
  await expect(reading).rejects.toMatchObject({ code: 'provider-unreachable' })
  expect(events).toEqual([{ kind: 'text', delta: 'The monthly' }])
})
