import { describe, expect, test } from 'vitest'
import { openDesk, type OpenDesk } from '../support/canaries/open-desk.ts'
import { toFailure } from '../../src-main/support/errors.ts'
import type { Message, Preview } from '../../src-preload/contract/index.ts'

const documents = {
  'Tenancy agreement.txt': 'Dear Mr Jonas Oldenburg, the monthly rent is 4,200 pounds. It is due on the first working day. The tenant may keep one cat.\n',
  'Letter.txt': 'The deposit of Mr Jonas Oldenburg must be returned within ten days after the end of the tenancy.\n',
}
const question = 'Within how many days must the deposit be returned?'
const approve = (desk: OpenDesk, preview: Preview): Promise<Message> => desk.calls['exit.approve']({ previewId: preview.id, approvalHash: preview.approvalHash })

describe('an escalated question', () => {
  test('goes out without the name, comes back with it, and its quotes are on the page', async () => {
    const desk = await openDesk(documents)
    const preview = await desk.propose(question)
    expect(preview.request.body).not.toMatch(/Oldenburg/i)
    const placeholder = /\[PERSON_\d+\]/.exec(preview.parts.filter(({ kind }) => kind === 'excerpt').map(({ outgoing }) => outgoing).join(' '))?.[0] ?? 'none'
    desk.opened.server.answerWith(['The deposit of Mr ', placeholder.slice(0, 4), placeholder.slice(4), ' must be returned within ten days.'])
    const { id } = await approve(desk, preview)
    const { payload } = await desk.seen('answer.done', id)
    expect(payload.answer.text).toMatch(/^The deposit of Mr .*Oldenburg must be returned within ten days\. \[1\]$/)
    expect(payload.answer.sentences).toMatchObject([{ supported: true, citations: [1] }])
    expect(payload.answer.citations[0]).toMatchObject({ documentName: 'Letter.txt', page: 1, verifiedBy: 'exact' })
    expect(payload.escalation).toMatchObject({ host: new URL(desk.opened.server.origin).host, model: 'test-model', mode: 'passages', bytesSent: preview.request.bytes })
    expect(desk.message(id)).toMatchObject({ state: 'done', question, escalation: payload.escalation, answer: payload.answer })
  })

  test('streams while it is written, with the names in it', async () => {
    const desk = await openDesk(documents)
    const preview = await desk.propose(question)
    desk.opened.server.answerWith(['Ten ', 'days ', 'after.'])
    const { id } = await approve(desk, preview)
    await desk.seen('answer.done', id)
    expect(desk.events.flatMap((event) => (event.name === 'answer.text' ? [event.payload.delta] : [])).join('')).toBe('Ten days after.')
    expect(desk.events.findIndex(({ name }) => name === 'answer.evidence')).toBeLessThan(desk.events.findIndex(({ name }) => name === 'answer.text'))
  })

  test('every hop of it is in the ledger under its message, and none holds text', async () => {
    const desk = await openDesk(documents)
    const preview = await desk.propose(question)
    const { id } = await approve(desk, preview)
    await desk.seen('answer.done', id)
    const rows = desk.opened.matter.store.ledger.forMessage(id)
    expect(rows.map(({ kind }) => kind)).toEqual(['retrieval', 'proposal', 'approval', 'send', 'receive', 'store'])
    const sent = rows.find(({ kind }) => kind === 'send')
    expect(sent).toMatchObject({ bytes: preview.request.bytes, destination: new URL(desk.opened.server.origin).host })
    expect(JSON.stringify(rows)).not.toMatch(/Oldenburg|deposit/i)
    expect(desk.opened.matter.store.ledger.verify().state).toBe('intact')
  })

  test('with nothing sent of the documents, the local model\'s question goes out and the answer says that nothing was checked', async () => {
    const desk = await openDesk(documents, ['Within how many days must a landlord return a deposit?'])
    const preview = await desk.propose(question, { mode: 'question-only' })
    expect(preview.request.body).toContain('landlord return a deposit')
    for (const words of ['4,200', 'cat', 'Letter', 'Oldenburg']) expect(preview.request.body).not.toContain(words)
    const { id } = await approve(desk, preview)
    const { payload } = await desk.seen('answer.done', id)
    expect(payload.answer).toMatchObject({ sentences: [], citations: [], caveats: [expect.stringContaining('No document was sent')] })
    expect(desk.opened.matter.store.ledger.forMessage(id).map(({ kind }) => kind)).toEqual(['local-prompt', 'proposal', 'approval', 'send', 'receive', 'store'])
  })

  test('takes nothing else of the matter along: not its name, its other chats, its list, nor what the provider is called', async () => {
    const desk = await openDesk(documents)
    const { store } = desk.opened.matter
    await desk.calls['matters.rename']({ matterId: desk.opened.matter.id, name: 'Zarvolin against Tembrook' })
    const other = store.chats.create().id
    store.chats.rename(other, 'About Vistumara')
    store.chats.messages.finish(store.chats.ask(other, 'What of Hollowerth?').id, { text: 'Grandibel did it.', sentences: [], citations: [], refused: false, timings: { evidenceMs: 0, firstTokenMs: 0, totalMs: 0, promptTokens: 0, cachedTokens: 0, outputTokens: 0 }, modelId: 'm', caveats: [] })
    store.terms.add({ text: 'Brunswigo', category: 'custom', action: 'mask' })
    const preview = await desk.propose(question, { withEarlierTurns: true })
    const { id } = await approve(desk, preview)
    await desk.seen('answer.done', id)
    const received = desk.opened.server.received().toString('utf8')
    for (const word of ['Zarvolin', 'Tembrook', 'Vistumara', 'Hollowerth', 'Grandibel', 'Brunswigo', desk.provider.label, desk.provider.hosting, 'Oldenburg', desk.opened.matter.id, desk.chatId, id, desk.provider.id]) expect(received).not.toContain(word)
  })

  test('can be called off while it is made, and leaves no preview', async () => {
    const desk = await openDesk(documents)
    let over = false
    const making = desk.propose(question).catch(toFailure).finally(() => { over = true })
    // It may not have begun at the first call, and a call about nothing does nothing.
    while (!over) await desk.calls['exit.cancel']({ matterId: desk.opened.matter.id, chatId: desk.chatId }).then(() => new Promise(setImmediate))
    expect(await making).toMatchObject({ code: 'cancelled' })
    expect(desk.opened.server.connections).toBe(0)
    await expect(desk.propose(question), 'and it can be proposed again').resolves.toMatchObject({ question })
  })

  test('keeps what came before the connection broke, and says why it ended', async () => {
    const desk = await openDesk(documents)
    const preview = await desk.propose(question)
    desk.opened.server.answerWith({ kind: 'cut', chunks: ['Ten days'] })
    const { id } = await approve(desk, preview)
    const { payload } = await desk.seen('answer.failed', id)
    expect(payload.failure.code).toBe('provider-unreachable')
    expect(desk.message(id)).toMatchObject({ state: 'failed', partialText: 'Ten days', escalation: { bytesSent: preview.request.bytes } })
  })

  test('can be stopped while it streams, and keeps what came', async () => {
    const desk = await openDesk(documents)
    const preview = await desk.propose(question)
    desk.opened.server.answerWith({ kind: 'stall', chunks: ['Ten days'] })
    const { id, chatId } = await approve(desk, preview)
    await desk.seen('answer.text', id)
    await desk.calls['chats.stop']({ matterId: preview.matterId, chatId, messageId: id })
    await desk.seen('answer.stopped', id)
    expect(desk.message(id)).toMatchObject({ state: 'stopped', partialText: 'Ten days' })
  })

  test('that a crash cut off is interrupted, and does not look as if nothing had left', async () => {
    const desk = await openDesk(documents)
    const preview = await desk.propose(question)
    desk.opened.server.answerWith({ kind: 'stall', chunks: ['Ten days'] })
    const { id } = await approve(desk, preview)
    await desk.seen('answer.text', id)
    // What the next start does with a matter that was left like this.
    desk.opened.matter.store.chats.recover()
    expect(desk.message(id)).toMatchObject({ state: 'interrupted', escalation: { bytesSent: preview.request.bytes } })
  })

  test('that failed before anything was sent says that nothing was', async () => {
    const desk = await openDesk(documents)
    const preview = await desk.propose(question)
    // Somebody changed the provider after it was reviewed.
    desk.opened.providers.set('openai-compatible', { ...desk.provider, hosting: 'elsewhere' })
    const { id } = await approve(desk, preview)
    await desk.seen('answer.failed', id)
    expect(desk.message(id)).toMatchObject({ state: 'failed', failure: { code: 'approval-void' }, escalation: { bytesSent: 0, bytesReceived: 0 } })
    expect(desk.opened.server.connections).toBe(0)
  })
})

describe('an approval', () => {
  test('of a double click sends once and stores one message', async () => {
    const desk = await openDesk(documents)
    const preview = await desk.propose(question)
    const outcomes = await Promise.allSettled([approve(desk, preview), approve(desk, preview)])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    await desk.seen('answer.done')
    expect(desk.opened.server.requests).toHaveLength(1)
    expect(desk.opened.matter.store.chats.messages.ofChat(desk.chatId)).toHaveLength(1)
  })

  test('that is repeated later is refused, in the ledger too', async () => {
    const desk = await openDesk(documents)
    const preview = await desk.propose(question)
    const { id } = await approve(desk, preview)
    await desk.seen('answer.done', id)
    await expect(approve(desk, preview)).rejects.toMatchObject({ code: 'approval-void' })
    expect(desk.opened.matter.store.ledger.list({ limit: 1 })).toMatchObject([{ kind: 'refusal', bytes: 0 }])
    expect(desk.opened.server.requests).toHaveLength(1)
  })

  test('is not used up by a chat that is busy', async () => {
    const desk = await openDesk(documents)
    const [first, second] = [await desk.propose(question), await desk.propose(question)]
    desk.opened.server.answerWith({ kind: 'stall', chunks: ['x'] })
    const { id } = await approve(desk, first)
    await expect(approve(desk, second)).rejects.toMatchObject({ code: 'busy' })
    await desk.calls['chats.stop']({ matterId: first.matterId, chatId: desk.chatId, messageId: id })
    await desk.seen('answer.stopped', id)
    await new Promise((resolve) => setImmediate(resolve))
    desk.opened.server.answerWith(['Ten days.'])
    await expect(approve(desk, second)).resolves.toMatchObject({ state: 'running' })
  })

  test.each(['never', 'deleted chat', 'offline', 'withdrawn'] as const)('is void after: %s', async (what) => {
    const desk = await openDesk(documents)
    const preview = await desk.propose(question)
    const { matterId } = preview
    if (what === 'never') {
      await desk.calls['matters.setDataPolicy']({ matterId, dataPolicy: 'never' })
      await desk.calls['matters.setDataPolicy']({ matterId, dataPolicy: 'ask' })
    }
    if (what === 'deleted chat') await desk.calls['chats.delete']({ matterId, chatId: desk.chatId })
    if (what === 'offline') desk.desks.closeExit(null)
    if (what === 'withdrawn') await desk.calls['exit.withdraw']({ previewId: preview.id })
    await expect(approve(desk, preview)).rejects.toMatchObject({ code: what === 'deleted chat' ? 'not-found' : 'approval-void' })
    expect(desk.opened.server.connections).toBe(0)
  })

  test('of a matter that is deleted reaches nobody, also when its reply was still coming', async () => {
    const desk = await openDesk(documents)
    const [running, waiting] = [await desk.propose(question), await desk.propose(question, { chatId: desk.opened.matter.store.chats.create().id })]
    desk.opened.server.answerWith({ kind: 'stall', chunks: ['x'] })
    const { id } = await approve(desk, running)
    await desk.seen('answer.text', id)
    await desk.calls['matters.delete']({ matterId: running.matterId, confirmName: 'Test matter' })
    await expect(approve(desk, waiting)).rejects.toMatchObject({ code: 'not-found' })
    expect(desk.opened.server.requests).toHaveLength(1)
  })
})

describe('a preview', () => {
  test('that was changed replaces the old one, which no longer approves anything', async () => {
    const desk = await openDesk(documents)
    const before = await desk.propose('How long has the tenant Bartholomeus time?')
    const part = before.parts.find(({ kind }) => kind === 'question')
    const start = part?.original.indexOf('Bartholomeus') ?? -1
    const after = await desk.calls['exit.revise']({ previewId: before.id, edits: [{ kind: 'mask-text', partId: part?.id ?? '', start, end: start + 'Bartholomeus'.length, category: 'person', everywhere: true, remember: true }] })
    expect(after.request.body).not.toContain('Bartholomeus')
    expect(after.approvalHash).not.toBe(before.approvalHash)
    await expect(approve(desk, before)).rejects.toMatchObject({ code: 'approval-void' })
    desk.opened.server.answerWith(['Ten days.'])
    const { id } = await approve(desk, after)
    await desk.seen('answer.done', id)
    expect(desk.opened.server.requests.map(({ body }) => body.toString('utf8'))).toEqual([after.request.body])
  })

  test('is blocked when a word of the user\'s own list stands in it in a form that no reader would know, and says where', async () => {
    const hidden = Buffer.from('Project Velfelnorden').toString('base64')
    const desk = await openDesk({ 'Note.txt': `The deposit must be returned within ten days, says VelfelNordenProject and ${hidden}.\n` })
    desk.opened.matter.store.terms.add({ text: 'Velfel Norden', category: 'custom', action: 'mask' })
    const preview = await desk.propose(question)
    expect(preview.blocked.map(({ reason, places }) => [reason, places.length > 0])).toEqual([['value-left', true]])
    await expect(approve(desk, preview)).rejects.toMatchObject({ code: 'exit-blocked' })
    expect(desk.opened.server.connections).toBe(0)
  })

  test('of a listed name that the reviewer keeps is not blocked for it', async () => {
    const desk = await openDesk(documents)
    desk.opened.matter.store.terms.add({ text: 'Jonas Oldenburg', category: 'person', action: 'mask' })
    const before = await desk.propose(question)
    const finding = before.parts.flatMap(({ findings }) => findings).find(({ category }) => category === 'person')
    const after = await desk.calls['exit.revise']({ previewId: before.id, edits: [{ kind: 'set-action', findingId: finding?.id ?? '', action: 'keep', everywhere: true, remember: false }] })
    expect(after.request.body).toContain('Oldenburg')
    expect(after.blocked).toEqual([])
  })

  test('that is let go leaves no message, only rows of the ledger', async () => {
    const desk = await openDesk(documents)
    const preview = await desk.propose(question)
    await desk.calls['exit.withdraw']({ previewId: preview.id })
    expect(desk.opened.matter.store.chats.messages.ofChat(desk.chatId)).toEqual([])
    expect(desk.opened.matter.store.ledger.list({ limit: 3 }).map(({ kind }) => kind)).toEqual(['withdrawal', 'proposal', 'retrieval'])
  })

  test('of the same question in two fresh chats has the same hash, so that a second process can approve it', async () => {
    const desk = await openDesk(documents)
    const chats = [desk.opened.matter.store.chats.create().id, desk.opened.matter.store.chats.create().id]
    const [first, second] = [await desk.propose(question, { chatId: chats[0] ?? '' }), await desk.propose(question, { chatId: chats[1] ?? '' })]
    expect(second.approvalHash).toBe(first.approvalHash)
    expect(second.request.body).toBe(first.request.body)
  })

  test('tells how far it is while it is made', async () => {
    const desk = await openDesk(documents, ['What is a deposit?'])
    await desk.propose(question, { mode: 'question-only' })
    const stages = desk.events.flatMap((event) => (event.name === 'exit.progress' ? [event.payload.stage] : []))
    expect([...new Set(stages)]).toEqual(['writing-question', 'finding-names', 'serialising'])
  })
})
