import { create } from 'zustand'
import type { EscalationMode, EventPayload, Failure, Preview, PreviewEdit } from '../../../src-preload/contract/index.ts'
import { call } from '../../client/bridge.ts'
import { announce } from '../../ui/announcer.tsx'
import { t } from '../../ui/strings/index.ts'
import { ensureChat } from '../conversation/chats-store.ts'
import { takeEscalated } from '../conversation/messages-store.ts'

/** Where to ask and what goes along. */
export interface Choices { readonly providerId: string; readonly model: string; readonly mode: EscalationMode; readonly withEarlierTurns: boolean }

interface ReviewState {
  /** Null: nothing is being escalated. */
  readonly asked: { readonly matterId: string; readonly question: string } | null
  readonly step: 'choosing' | 'making' | 'failed' | 'reviewing'
  readonly chatId: string | null
  readonly choices: Choices | null
  /** The live preview of each way to ask; both are made, so that their sizes can be compared. */
  readonly previews: Readonly<Partial<Record<EscalationMode, Preview>>>
  readonly wayFailures: Readonly<Partial<Record<EscalationMode, Failure>>>
  readonly progress: Pick<EventPayload<'exit.progress'>, 'stage' | 'done'> | null
  readonly busy: 'revising' | 'sending' | null
  readonly failure: Failure | null
  /** It ended by sending: the reader goes on in the conversation. */
  readonly sent: boolean
}

const closed: ReviewState = { asked: null, step: 'choosing', chatId: null, choices: null, previews: {}, wayFailures: {}, progress: null, busy: null, failure: null, sent: false }

export const useReview = create<ReviewState>(() => closed)

/** Counts up whenever what is under way is given up: a late preview is withdrawn instead of shown. */
let run = 0

export function usePreview(): Preview | null {
  return useReview(({ previews, choices }) => (choices === null ? null : (previews[choices.mode] ?? null)))
}

export function openEscalation(matterId: string, question: string): void {
  run += 1
  withdrawAll()
  useReview.setState({ ...closed, asked: { matterId, question } })
}

/** Sends nothing: every preview that was made is withdrawn. */
export function closeReview(): void {
  const { asked, step } = useReview.getState()
  if (asked === null) return
  run += 1
  withdrawAll()
  useReview.setState(closed)
  announce(step === 'making' ? t.escalation.making.cancelled : t.escalation.send.cancelled)
}

/** Back to the first step, with the choices as they were. */
export function changeChoices(): void {
  run += 1
  withdrawAll()
  useReview.setState({ step: 'choosing', previews: {}, wayFailures: {}, progress: null, busy: null, failure: null })
}

function withdrawAll(): void {
  stopMaking()
  for (const preview of Object.values(useReview.getState().previews)) void call('exit.withdraw', { previewId: preview.id })
}

/** The other way may still be in the making while one is read. */
function stopMaking(): void {
  const { asked, chatId } = useReview.getState()
  if (asked !== null && chatId !== null) void call('exit.cancel', { matterId: asked.matterId, chatId })
}

/** Undefined when it was given up meanwhile. */
async function propose(mode: EscalationMode, mine: number): Promise<Preview | Failure | undefined> {
  const { asked, chatId, choices } = useReview.getState()
  if (asked === null || choices === null || chatId === null) return undefined
  const { providerId, model, withEarlierTurns } = choices
  const outcome = await call('exit.propose', { matterId: asked.matterId, chatId, question: asked.question, mode, providerId, model, withEarlierTurns })
  if (mine === run) return outcome.ok ? outcome.value : outcome.error
  if (outcome.ok) void call('exit.withdraw', { previewId: outcome.value.id })
  return undefined
}

/** Makes the preview of the chosen way, then, while that is read, of the other one. */
export async function prepare(choices: Choices): Promise<void> {
  const { asked } = useReview.getState()
  if (asked === null) return
  run += 1
  const mine = run
  withdrawAll()
  useReview.setState({ step: 'making', choices, previews: {}, wayFailures: {}, progress: null, failure: null, busy: null })
  const chatId = await ensureChat(asked.matterId)
  if (mine !== run) return
  if (chatId === undefined) {
    useReview.setState({ step: 'choosing' })
    return
  }
  useReview.setState({ chatId })
  await makeWay(choices.mode, mine)
  if (mine === run && useReview.getState().step === 'reviewing') await makeWay(choices.mode === 'passages' ? 'question-only' : 'passages', mine)
}

async function makeWay(mode: EscalationMode, mine: number): Promise<void> {
  const made = await propose(mode, mine)
  if (made === undefined) return
  const isShown = useReview.getState().choices?.mode === mode
  if ('code' in made) {
    useReview.setState(({ wayFailures, step }) => ({ wayFailures: { ...wayFailures, [mode]: made }, progress: null, ...(isShown && step === 'making' ? { step: 'failed', failure: made } : {}) }))
    return
  }
  useReview.setState(({ previews }) => ({ previews: { ...previews, [mode]: made }, progress: null, ...(isShown ? { step: 'reviewing' } : {}) }))
  if (isShown) announceMade(made)
}

function announceMade(preview: Preview): void {
  announce(preview.blocked.length > 0 ? t.escalation.blocked.announce(preview.blocked.length) : t.escalation.ways.announce(t.escalation.setup.modes[preview.mode], preview.request.bytes))
}

/** Shows the other way to ask; what was changed in the first stays. */
export function switchWay(mode: EscalationMode): void {
  const { choices, previews, busy, wayFailures } = useReview.getState()
  if (choices === null || busy !== null || choices.mode === mode) return
  const preview = previews[mode]
  useReview.setState({ choices: { ...choices, mode }, failure: null, step: preview === undefined ? 'making' : 'reviewing' })
  if (preview !== undefined) announceMade(preview)
  else if (wayFailures[mode] !== undefined) void makeWay(mode, run)
}

/** Changes the preview on screen; true when it was changed. One change at a time: each voids the preview before it. */
export async function revise(edits: readonly PreviewEdit[]): Promise<boolean> {
  const { choices, busy, previews } = useReview.getState()
  const before = choices === null ? undefined : previews[choices.mode]
  if (choices === null || before === undefined || busy !== null) return false
  const mine = run
  useReview.setState({ busy: 'revising', failure: null })
  const outcome = await call('exit.revise', { previewId: before.id, edits: [...edits] })
  if (mine !== run) {
    if (outcome.ok) void call('exit.withdraw', { previewId: outcome.value.id })
    return false
  }
  if (!outcome.ok) {
    useReview.setState({ busy: null, failure: outcome.error })
    return false
  }
  useReview.setState(({ previews: now }) => ({ busy: null, previews: { ...now, [choices.mode]: outcome.value } }))
  if (before.blocked.length !== outcome.value.blocked.length) announceMade(outcome.value)
  return true
}

/** Sends exactly what is on screen, once; a second call while it is under way does nothing. True when it was sent. */
export async function approve(): Promise<boolean> {
  const { choices, busy, previews, chatId } = useReview.getState()
  const preview = choices === null ? undefined : previews[choices.mode]
  if (preview === undefined || busy !== null || chatId === null || preview.blocked.length > 0) return false
  const mine = run
  useReview.setState({ busy: 'sending', failure: null })
  const outcome = await takeEscalated(preview, () => call('exit.approve', { previewId: preview.id, approvalHash: preview.approvalHash }))
  if (outcome.ok) announce(t.escalation.announceSent(preview.provider.label))
  if (mine !== run) return outcome.ok
  if (!outcome.ok) {
    useReview.setState({ busy: null, failure: outcome.error })
    return false
  }
  run += 1
  stopMaking()
  for (const other of Object.values(useReview.getState().previews)) if (other.id !== preview.id) void call('exit.withdraw', { previewId: other.id })
  useReview.setState({ ...closed, sent: true })
  return true
}

export function receiveExitProgress({ chatId, stage, done }: EventPayload<'exit.progress'>): void {
  if (useReview.getState().chatId === chatId) useReview.setState({ progress: { stage, done } })
}
