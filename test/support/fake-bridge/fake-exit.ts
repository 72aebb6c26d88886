import type { AppEvent, Block, CallName, EscalationMode, ExitStatus, Message, Preview, PreviewEdit, Provider } from '../../../src-preload/contract/index.ts'
import type { FakeHandlers } from './fake-bridge.ts'
import { fakeRedact, type FakeDecision, type FakeMark, type FakePart } from './fake-redactor.ts'
import { playEscalated } from './fake-answering.ts'
import { newId, pause } from './pause.ts'
import { proposalParts } from './sample-proposals.ts'
import type { World } from './scenarios.ts'

type Name = Extract<CallName, `exit.${string}` | 'matters.setDataPolicy'>

interface Live { readonly parts: readonly FakePart[]; readonly decisions: readonly FakeDecision[]; readonly marks: readonly FakeMark[]; readonly preview: Preview }

const encoder = new TextEncoder()

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function statusOf(world: World, matterId: string): ExitStatus {
  if (world.exitStatus !== null) return world.exitStatus
  if (world.settings.offline) return { state: 'offline', message: 'Strongroom is set to stay offline.', decidedBy: 'user' }
  if (world.matters.find((each) => each.id === matterId)?.dataPolicy !== 'ask') return { state: 'never', message: 'Nothing of this matter may be sent.', decidedBy: 'matter' }
  if (world.providers.length === 0) return { state: 'no-provider', message: 'No provider has been added yet.', decidedBy: null }
  return { state: 'available', message: 'Questions can be escalated, one approval each.', decidedBy: 'matter' }
}

/** The exit over a world in memory: masks, previews and answers; sends nothing anywhere. */
export function fakeExit(world: World, emit: (event: AppEvent) => void, stepMs: number, play: (message: Message, run: (signal: AbortSignal) => Promise<Message>) => void): Pick<FakeHandlers, Name> {
  const live = new Map<string, Live>()
  const found = (id: string): Live => {
    const one = live.get(id)
    if (one === undefined) throw new Error('that preview is void')
    return one
  }
  const build = async (from: Omit<Live, 'preview'>, base: Pick<Preview, 'matterId' | 'chatId' | 'question' | 'mode' | 'provider' | 'model'>): Promise<Preview> => {
    const terms = world.terms.filter((term) => term.matterId === null || term.matterId === base.matterId)
    const parts = fakeRedact(from.parts, { ...from, policy: world.settings.redaction, terms })
    const body = JSON.stringify({ model: base.model, max_tokens: 2048, stream: true, system: parts[0]?.outgoing, messages: [{ role: 'user', content: parts.slice(1).map((part) => ({ type: 'text', text: part.outgoing })) }] })
    const bytes = encoder.encode(body).length
    const blocked = blocksOf(world, base.provider, parts)
    const inputTokens = Math.ceil(bytes / 3.9)
    const preview: Preview = {
      ...base, id: newId('x'), parts, blocked,
      request: { method: 'POST', url: base.provider.baseUrl === null ? `https://api.${base.provider.kind}.example/v1/messages` : `${base.provider.baseUrl}/chat/completions`, headerNames: ['content-type', 'accept', 'x-api-key', 'anthropic-version', 'user-agent'], body, bytes, sha256: await sha256(body) },
      warnings: world.previewKind === 'blocked' ? ['Part of the text is in a language that is not searched as well: Dutch.'] : [],
      cost: {
        inputTokens, outputTokensMost: 2048, estimateUsd: base.provider.route === 'private' ? null : inputTokens * 3e-6 + 2048 * 15e-6, pricedOn: base.provider.route === 'private' ? null : '2026-11-01',
        spentTodayUsd: 0.41, dayLimitUsd: world.settings.spendPerDayUsd, spentMatterUsd: 3.87, matterLimitUsd: world.settings.spendPerMatterUsd,
      },
      approvalHash: await sha256(`${base.provider.id}|${body}`), expiresAt: new Date(Date.now() + world.previewLastsMs).toISOString(),
    }
    live.set(preview.id, { ...from, preview })
    return preview
  }
  const making = async (chatId: string, mode: EscalationMode): Promise<void> => {
    const stages = mode === 'question-only' ? (['writing-question', 'finding-names', 'serialising'] as const) : (['finding-names', 'serialising'] as const)
    for (const stage of stages) {
      for (const done of [0, 0.4, 0.8]) {
        emit({ name: 'exit.progress', payload: { chatId, stage, done } })
        await pause(stepMs * 6)
      }
    }
  }
  return {
    'matters.setDataPolicy': ({ matterId, dataPolicy }) => {
      world.matters = world.matters.map((each) => (each.id === matterId ? { ...each, dataPolicy } : each))
      const matter = world.matters.find((each) => each.id === matterId)
      if (matter === undefined) throw new Error('no such matter')
      emit({ name: 'matters.changed', payload: null })
      return matter
    },
    'exit.status': ({ matterId }) => statusOf(world, matterId),
    'exit.propose': async ({ matterId, chatId, question, mode, providerId, model }) => {
      const provider = world.providers.find((each) => each.id === providerId)
      if (provider === undefined) throw new Error('no such provider')
      await making(chatId, mode)
      return build({ parts: proposalParts(world.previewKind, mode, question), decisions: [], marks: [] }, { matterId, chatId, question, mode, provider, model })
    },
    'exit.revise': async ({ previewId, edits }) => {
      const before = found(previewId)
      await pause(stepMs * 2)
      live.delete(previewId)
      const { matterId, chatId, question, mode, provider, model } = before.preview
      return build(edits.reduce(edited, before), { matterId, chatId, question, mode, provider, model })
    },
    'exit.approve': ({ previewId, approvalHash }) => {
      const { preview } = found(previewId)
      if (preview.approvalHash !== approvalHash || preview.blocked.length > 0) throw new Error('not what was approved')
      live.delete(previewId)
      const message: Message = { id: newId('a'), chatId: preview.chatId, question: preview.question, state: 'running', createdAt: new Date().toISOString(), partialText: '', evidence: [], answer: null, failure: null, escalation: null }
      play(message, (signal) => playEscalated({ message, matterId: preview.matterId, stepMs, signal, emit }, preview))
      return message
    },
    'exit.cancel': () => null,
    'exit.withdraw': ({ previewId }) => {
      live.delete(previewId)
      return null
    },
  }
}

function edited(from: Live, edit: PreviewEdit): Live {
  if (edit.kind === 'mask-text') {
    const text = from.parts.find((part) => part.id === edit.partId)?.text.slice(edit.start, edit.end) ?? ''
    return { ...from, marks: [...from.marks, { text, category: edit.category, partId: edit.partId, start: edit.start, everywhere: edit.everywhere }] }
  }
  const part = from.preview.parts.find((each) => each.findings.some((finding) => finding.id === edit.findingId))
  const finding = part?.findings.find((each) => each.id === edit.findingId)
  if (part === undefined || finding === undefined) throw new Error('no such finding')
  const matches: FakeDecision['matches'] = ({ entity, partId, start }) => (edit.everywhere ? entity === finding.entity : partId === part.id && start === finding.start)
  return { ...from, decisions: [...from.decisions, { matches, action: edit.action }] }
}

/** What stands against sending, as the second look at the bytes would see it. */
function blocksOf(world: World, provider: Provider, parts: Preview['parts']): Block[] {
  const blocks: Block[] = []
  if (provider.keyState === 'missing') blocks.push({ reason: 'no-key', message: 'No key is stored for this provider. Add it under Settings, then prepare the preview again.', places: [] })
  if (world.previewKind !== 'blocked') return blocks
  const places = (form: RegExp, category: Block['places'][number]['category']): Block['places'] => parts.flatMap((part) => [...part.outgoing.matchAll(form)].map((match) => ({ partId: part.id, start: match.index, end: match.index + match[0].length, category })))
  const values = places(/oldenburg/gi, 'person')
  const cards = places(/4111 1111 1111 1111/g, 'card')
  if (values.length > 0) blocks.push({ reason: 'value-left', message: 'A name that is masked elsewhere still stands in the request. Mask it there too, or keep it everywhere.', places: values })
  if (cards.length > 0) blocks.push({ reason: 'identifier-left', message: 'A number whose check digits are right still stands in the request.', places: cards })
  return blocks
}
