import { deepEqual, equal, ok } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import type { Preview, Provider } from '../../../src-preload/contract/index.ts'
import { Proposal, type ApprovedPreview } from '../../../src-main/egress/exit/stages.ts'
import { openExit, type OpenExit } from './open-exit.ts'

/** What somebody does, or what happens meanwhile; numbers choose among what is there by then. */
export type Step =
  | { readonly do: 'propose'; readonly question: string }
  | { readonly do: 'revise' | 'withdraw' | 'approve' | 'approve-twice' | 'approve-another-hash' | 'send' | 'send-twice'; readonly which: number }
  | { readonly do: 'policy'; readonly to: 'never' | 'ask' }
  | { readonly do: 'offline'; readonly on: boolean }
  | { readonly do: 'wait'; readonly minutes: number }
  | { readonly do: 'set-clock-back' | 'void-all' | 'change-provider' }

const which = fc.nat({ max: 50 })
const likely = (weight: number, step: fc.Arbitrary<Step>) => ({ weight, arbitrary: step })
export const steps = fc.array(fc.oneof(
  likely(6, fc.record({ do: fc.constant('propose' as const), question: fc.string({ minLength: 1, maxLength: 30 }).map((text) => `Why ${text}?`) })),
  likely(14, fc.record({ do: fc.constantFrom('approve', 'send', 'send', 'send-twice', 'approve-twice'), which })),
  likely(3, fc.record({ do: fc.constantFrom('revise', 'withdraw', 'approve-another-hash'), which })),
  likely(1, fc.record({ do: fc.constant('policy' as const), to: fc.constantFrom('never', 'ask') })),
  likely(2, fc.record({ do: fc.constant('policy' as const), to: fc.constant('ask' as const) })),
  likely(1, fc.record({ do: fc.constant('offline' as const), on: fc.boolean() })),
  likely(2, fc.record({ do: fc.constant('offline' as const), on: fc.constant(false) })),
  likely(1, fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(1, 4, 11) })),
  likely(1, fc.record({ do: fc.constantFrom('set-clock-back', 'void-all', 'change-provider') })),
), { minLength: 10, maxLength: 40, size: 'max' })

interface KnownPreview { readonly preview: Preview; readonly madeAt: number; readonly provider: string; void: boolean; approvals: number }
interface KnownApproval { readonly of: KnownPreview; readonly approved: ApprovedPreview; readonly epoch: number; sends: number }

export interface ExitModel {
  /** How many requests arrived so far. */
  arrived(): number
  /** Opens what an earlier sequence shut. */
  begin(): void
  /** Throws when bytes arrive that should not have, or when something works that should not. */
  step(step: Step): Promise<void>
}

/** The exit and, beside it, a record of what would have to be true for bytes to arrive. */
export async function openExitModel(): Promise<ExitModel> {
  const clock = { wall: Date.UTC(2026, 0, 1), monotonic: 0 }
  const opened = await openExit(['openai-compatible'], { clock: { wallMs: () => clock.wall, monotonicMs: () => clock.monotonic } })
  const provider = (): Provider => theProvider(opened)
  const { matter, exit, server } = opened
  const chatId = matter.store.chats.create().id
  const previews: KnownPreview[] = []
  const approvals: KnownApproval[] = []
  let epoch = 0
  let clockEpoch = 0

  const know = (preview: Preview): void => { previews.push({ preview, madeAt: clock.monotonic, provider: JSON.stringify(provider()), void: false, approvals: 0 }) }
  const approve = (known: KnownPreview, hash = known.preview.approvalHash): boolean => {
    const approved = attempt(() => exit.approve(opened.exitMatter(), known.preview.id, hash))
    if (!approved) return false
    equal(hash, known.preview.approvalHash, 'only the preview\'s own hash approves it')
    deepEqual({ void: known.void, approvals: known.approvals }, { void: false, approvals: 0 }, 'a preview is approved once, and not after its end')
    known.approvals += 1
    approvals.push({ of: known, approved, epoch, sends: 0 })
    return true
  }
  const send = async (known: KnownApproval): Promise<void> => {
    try {
      for await (const event of exit.send(opened.exitMatter(), known.approved, new AbortController().signal)) void event
    } catch {
      // A refusal: what counts is what arrived.
    }
  }
  /** Sends, and holds what arrived against everything that had to be true. */
  const sendAndCheck = async (known: KnownApproval, times: number): Promise<void> => {
    const before = server.requests.length
    const open = matter.store.matter.summary().dataPolicy === 'ask' && !opened.settings.offline
    const fresh = clock.monotonic - known.of.madeAt < 10 * 60_000 && known.epoch === epoch
    await Promise.all(Array.from({ length: times }, () => send(known)))
    const arrived = server.requests.slice(before)
    ok(arrived.length <= (known.sends === 0 ? 1 : 0), 'one approval, one request at most')
    known.sends += times
    for (const { body, path } of arrived) {
      deepEqual({ open, fresh, provider: JSON.stringify(provider()) }, { open: true, fresh: true, provider: known.of.provider })
      equal(createHash('sha256').update(body).digest('hex'), known.of.preview.request.sha256, 'these bytes and no others')
      equal(`${server.origin}${path}`, known.of.preview.request.url)
    }
  }

  return {
    arrived: () => server.requests.length,
    begin(): void {
      matter.store.matter.setDataPolicy('ask')
      opened.settings = { ...opened.settings, offline: false }
    },
    async step(step: Step): Promise<void> {
      // Mostly a late one, which could still work; now and then an old one.
      const pick = <T>(from: readonly T[], index: number): T | undefined => from.at(-1 - (index % 7 === 0 ? index : index % 2))
      switch (step.do) {
        case 'propose': {
          const proposal = new Proposal({ matterId: matter.id, chatId, question: step.question, mode: 'passages', provider: provider(), model: 'test-model', parts: [
            { id: 'instructions', kind: 'instructions', label: 'Instructions', text: 'Answer.' }, { id: 'question', kind: 'question', label: 'Question', text: step.question },
          ] })
          const preview = await exit.propose(opened.exitMatter(), proposal, { mode: 'rules', signal: new AbortController().signal }).catch(() => null)
          if (preview) know(preview)
          break
        }
        case 'revise': {
          const known = pick(previews, step.which)
          if (!known) break
          const edits = [{ kind: 'mask-text' as const, partId: 'question', start: 0, end: 3, category: 'custom' as const, everywhere: false, remember: false }]
          const next = await exit.revise(opened.exitMatter(), known.preview.id, edits, new AbortController().signal).catch(() => null)
          if (next) {
            equal(known.void, false, 'what has ended is not changed')
            known.void = true
            know(next)
          }
          break
        }
        case 'withdraw': {
          const known = pick(previews, step.which)
          if (!known) break
          exit.withdraw(opened.exitMatter(), known.preview.id)
          if (known.approvals === 0) known.void = true
          break
        }
        case 'approve': case 'approve-twice': {
          const known = pick(previews, step.which)
          if (!known) break
          const outcomes = [approve(known), ...(step.do === 'approve-twice' ? [approve(known)] : [])]
          ok(outcomes.filter(Boolean).length <= 1, 'two clicks, one approval')
          break
        }
        case 'approve-another-hash': {
          const known = pick(previews, step.which)
          const other = pick(previews, step.which + 1)
          if (known && other && known.preview.approvalHash !== other.preview.approvalHash) approve(known, other.preview.approvalHash)
          break
        }
        case 'send': case 'send-twice': {
          const known = pick(approvals, step.which)
          if (known) await sendAndCheck(known, step.do === 'send' ? 1 : 2)
          break
        }
        case 'policy':
          matter.store.matter.setDataPolicy(step.to)
          break
        case 'offline':
          opened.settings = { ...opened.settings, offline: step.on }
          break
        case 'wait':
          clock.wall += step.minutes * 60_000
          clock.monotonic += step.minutes * 60_000
          break
        case 'set-clock-back':
          clock.wall -= 3_600_000
          clockEpoch += 1
          epoch += 1
          break
        case 'void-all':
          exit.voidAll(matter.id)
          epoch += 1
          for (const known of previews) known.void = true
          break
        case 'change-provider':
          opened.providers.set('openai-compatible', { ...provider(), hosting: `elsewhere ${clockEpoch += 1}` })
          break
      }
    },
  }
}

/** Null for what the exit refuses. */
function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

/** The one provider of these tests. */
export function theProvider(opened: OpenExit): Provider {
  const provider = opened.providers.get('openai-compatible')
  if (!provider) throw new Error('the provider is there')
  return provider
}
