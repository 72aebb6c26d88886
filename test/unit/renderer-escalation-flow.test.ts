import { beforeEach, describe, expect, it, vi } from 'vitest'
import { provideBridge } from '../../src-renderer/client/bridge.ts'
import { isAnswerEvent } from '../../src-renderer/features/conversation/answer-reducer.ts'
import { loadChats, useChats } from '../../src-renderer/features/conversation/chats-store.ts'
import { loadMessages, receiveAnswerEvent, useMessages } from '../../src-renderer/features/conversation/messages-store.ts'
import { canEscalate, loadExitStatus } from '../../src-renderer/features/escalation/exit-store.ts'
import { placedFindings } from '../../src-renderer/features/escalation/findings.ts'
import { originalRange } from '../../src-renderer/features/escalation/text-segments.ts'
import { approve, changeChoices, closeReview, openEscalation, prepare, revise, switchWay, useReview, type Choices } from '../../src-renderer/features/escalation/review-store.ts'
import { createFakeBridge, type FakeBridge, type FakeOptions } from '../support/fake-bridge/fake-bridge.ts'
import { chats, failure, matterId } from '../support/fake-bridge/sample-data.ts'
import { providers } from '../support/fake-bridge/sample-providers.ts'

const chatId = chats[0]?.id ?? ''
const choices: Choices = { providerId: providers[0]?.id ?? '', model: providers[0]?.models[0] ?? '', mode: 'passages', withEarlierTurns: false }

async function begin(options: FakeOptions = {}): Promise<FakeBridge> {
  const fake = createFakeBridge({ scenario: 'exit-open', ...options })
  provideBridge(fake.bridge)
  fake.bridge.subscribe((event) => { if (isAnswerEvent(event)) receiveAnswerEvent(event) })
  await loadChats(matterId)
  await loadMessages(matterId, chatId)
  openEscalation(matterId, 'When is the deposit due?')
  return fake
}

const made = (fake: FakeBridge, name: string) => fake.calls.filter((each) => each.name === name)
const preview = () => useReview.getState().previews[useReview.getState().choices?.mode ?? 'passages']
const withdrawn = (fake: FakeBridge) => made(fake, 'exit.withdraw').map((each) => (each.params as { previewId: string }).previewId)

beforeEach(() => {
  closeReview()
  useChats.setState(useChats.getInitialState())
  useMessages.setState(useMessages.getInitialState())
})

describe('making a preview', () => {
  it('makes both ways to ask, so that their sizes can be compared, and sends nothing', async () => {
    const fake = await begin()
    await prepare(choices)
    const { previews, step } = useReview.getState()
    expect(step).toBe('reviewing')
    expect(previews['question-only']?.request.bytes).toBeLessThan(previews.passages?.request.bytes ?? 0)
    expect(made(fake, 'exit.approve')).toEqual([])
  })

  it('can be given up: a preview that arrives too late is withdrawn, never shown', async () => {
    const fake = await begin({ stepMs: 20 })
    const making = prepare(choices)
    await vi.waitFor(() => expect(made(fake, 'exit.propose')).toHaveLength(1))
    closeReview()
    await making
    expect(useReview.getState()).toMatchObject({ asked: null, previews: {} })
    await vi.waitFor(() => expect(withdrawn(fake)).toHaveLength(1))
    expect(made(fake, 'exit.propose')).toHaveLength(1)
    expect(made(fake, 'exit.cancel').map(({ params }) => params)).toContainEqual({ matterId, chatId: expect.any(String) })
  })

  it('says what went wrong and can be tried again', async () => {
    const fake = await begin()
    fake.failNext('exit.propose', failure('detector-failed', 'The search for names did not finish.'))
    await prepare(choices)
    expect(useReview.getState()).toMatchObject({ step: 'failed', failure: { code: 'detector-failed' } })
    await prepare(choices)
    expect(useReview.getState()).toMatchObject({ step: 'reviewing', failure: null })
  })

  it('withdraws what was made when the choices are changed or the review is closed', async () => {
    const fake = await begin()
    await prepare(choices)
    const ids = Object.values(useReview.getState().previews).map((each) => each.id)
    changeChoices()
    expect(withdrawn(fake)).toEqual(ids)
    await prepare(choices)
    closeReview()
    expect(withdrawn(fake)).toHaveLength(4)
    expect(made(fake, 'exit.approve')).toEqual([])
  })
})

describe('changing a preview', () => {
  it('keeps in all places what is kept, and shows the new bytes', async () => {
    await begin()
    await prepare(choices)
    const before = preview()
    const pryce = before === undefined ? undefined : placedFindings(before).find((each) => each.text === 'Desmond Pryce')
    expect(await revise([{ kind: 'set-action', findingId: pryce?.finding.id ?? '', action: 'keep', everywhere: true, remember: false }])).toBe(true)
    expect(preview()?.request.body).toContain('Desmond Pryce')
    expect(preview()).not.toMatchObject({ id: before?.id, approvalHash: before?.approvalHash })
  })

  it('makes one change at a time, so that none is lost on a void preview', async () => {
    const fake = await begin()
    await prepare(choices)
    const [first] = placedFindings(preview() ?? { parts: [] } as never)
    const edit = { kind: 'set-action', findingId: first?.finding.id ?? '', action: 'keep', everywhere: true, remember: false } as const
    expect(await Promise.all([revise([edit]), revise([edit])])).toEqual([true, false])
    expect(made(fake, 'exit.revise')).toHaveLength(1)
  })

  it('leaves the other way to ask as it was', async () => {
    await begin()
    await prepare(choices)
    const before = useReview.getState().previews
    switchWay('question-only')
    await revise([{ kind: 'mask-text', partId: 'part-2', start: 2, end: 13, category: 'custom', everywhere: false, remember: false }])
    expect(useReview.getState().previews.passages).toBe(before.passages)
    expect(useReview.getState().previews['question-only']).not.toBe(before['question-only'])
  })
})

describe('sending', () => {
  it('approves exactly the preview on screen, once, also on a double click, and withdraws the other way', async () => {
    const fake = await begin()
    await prepare(choices)
    const shown = preview()
    const other = useReview.getState().previews['question-only']
    expect(await Promise.all([approve(), approve()])).toEqual([true, false])
    expect(made(fake, 'exit.approve').map((each) => each.params)).toEqual([{ previewId: shown?.id, approvalHash: shown?.approvalHash }])
    expect(withdrawn(fake)).toEqual([other?.id])
    expect(useReview.getState().asked).toBeNull()
  })

  it('puts the restored answer into the conversation and says where it came from', async () => {
    await begin()
    await prepare(choices)
    await approve()
    const answered = () => useMessages.getState().byChat[chatId]?.at(-1)
    expect(answered()).toMatchObject({ sentTo: { providerLabel: 'Anthropic' } })
    await vi.waitFor(() => expect(answered()).toMatchObject({ state: 'done', escalation: { providerLabel: 'Anthropic', host: 'api.anthropic.example' } }))
    expect(answered()?.partialText).toContain('Marta Oldenburg')
  })

  it('is impossible while something stands against it', async () => {
    const fake = await begin({ scenario: 'exit-blocked' })
    await prepare(choices)
    expect(preview()?.blocked.length).toBeGreaterThan(0)
    expect(await approve()).toBe(false)
    expect(made(fake, 'exit.approve')).toEqual([])
  })

  it('becomes possible when the blocked places are masked', async () => {
    await begin({ scenario: 'exit-blocked' })
    await prepare(choices)
    for (let round = 0; round < 5 && (preview()?.blocked.length ?? 0) > 0; round += 1) {
      const place = preview()?.blocked[0]?.places[0]
      const part = preview()?.parts.find((each) => each.id === place?.partId)
      if (place === undefined || part === undefined) throw new Error('blocked without a place')
      await revise([{ kind: 'mask-text', partId: part.id, ...originalRange(part, place), category: 'custom', everywhere: false, remember: false }])
    }
    expect(preview()?.blocked).toEqual([])
    expect(await approve()).toBe(true)
  })

  it('keeps the review open and says why when it was refused', async () => {
    const fake = await begin()
    await prepare(choices)
    fake.failNext('exit.approve', failure('approval-void', 'The approval no longer holds. Nothing was sent; review it again.'))
    expect(await approve()).toBe(false)
    expect(useReview.getState()).toMatchObject({ step: 'reviewing', busy: null, failure: { code: 'approval-void' } })
    expect(useMessages.getState().asking).toBe(false)
  })
})

describe('whether there is a way out at all', () => {
  const statusIn = async (scenario: FakeOptions['scenario']) => {
    const fake = createFakeBridge(scenario === undefined ? {} : { scenario })
    const outcome = await fake.bridge.call('exit.status', { matterId })
    return canEscalate(outcome.ok ? outcome.value : null)
  }

  it('there is a button only where the matter may ask and nothing forbids it', async () => {
    expect(await Promise.all([statusIn('exit-open'), statusIn('exit-no-provider')])).toEqual([true, true])
    expect(await Promise.all([statusIn('usual'), statusIn('online'), statusIn('exit-never'), statusIn('exit-forbidden')])).toEqual([false, false, false, false])
  })

  it('there is none while that is not known or cannot be asked', async () => {
    expect(canEscalate(null)).toBe(false)
    const fake = createFakeBridge({ scenario: 'exit-open' })
    provideBridge(fake.bridge)
    fake.failNext('exit.status', failure('internal', 'Something went wrong.'))
    await loadExitStatus(matterId)
    expect(made(fake, 'exit.status')).toHaveLength(1)
  })
})
