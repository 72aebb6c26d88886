import { createHash, timingSafeEqual } from 'node:crypto'
import { AppError } from '../../support/errors.ts'
import { approvalHash } from './approval-hash.ts'
import type { ExitClock } from './exit-clock.ts'
import { isPreview, markApproved, unmarkApproved } from './stage-marks.ts'
import type { ApprovedPreview, ExitPreview } from './stages.ts'

/** How long a preview can be approved, and its approval used. */
export const approvalLifeMs = 10 * 60_000
/** How far the two clocks may drift apart before one of them must have been set, or the machine slept. */
const clockToleranceMs = 5_000

interface Moment { readonly wallMs: number; readonly monotonicMs: number }
interface Live {
  readonly preview: ExitPreview
  readonly matterId: string
  readonly madeAt: Moment
  state: 'open' | 'being-revised' | 'approved'
  approved: ApprovedPreview | null
}

/** The previews that could be approved. Every way out of here is one-way: a preview that was used, changed, withdrawn or outlived never comes back. */
export class Approvals {
  readonly #live = new Map<string, Live>()
  readonly #begun = new Map<ApprovedPreview, Live>()
  readonly #voidingsOf = new Map<string, number>()
  #voidings = 0
  readonly #clock: ExitClock

  constructor(clock: ExitClock) {
    this.#clock = clock
  }

  /** To be asked before a preview is made, and given with it. */
  epoch(matterId: string): number {
    return this.#voidings + (this.#voidingsOf.get(matterId) ?? 0)
  }

  /** Registers a new preview; its time starts now. Errors: `approval-void` when everything of its matter was voided since `epoch`. */
  add(preview: ExitPreview, epoch: number): void {
    const { matterId } = preview.redacted.proposal.input
    if (!isPreview(preview)) throw new AppError('not-allowed')
    if (epoch !== this.epoch(matterId)) throw new AppError('approval-void', { reason: 'voided' })
    this.#forgetExpired()
    this.#live.set(preview.id, { preview, matterId, madeAt: this.#now(), state: 'open', approved: null })
  }

  /** A preview that can still be approved. Errors: `approval-void`. */
  open(previewId: string, matterId: string): ExitPreview {
    return this.#find(previewId, matterId).preview
  }

  /** Any preview that has not ended. Errors: `approval-void`. */
  find(previewId: string): ExitPreview {
    const live = this.#live.get(previewId)
    if (!live) throw new AppError('approval-void', { reason: 'unknown' })
    return live.preview
  }

  /**
   * Nothing can be approved while a change is worked in; the old preview is void when the new one exists, and open again when
   * none could be made. Errors: `approval-void`, also for a second change at the same time.
   */
  async revise(previewId: string, matterId: string, change: (preview: ExitPreview) => Promise<ExitPreview>): Promise<ExitPreview> {
    const live = this.#find(previewId, matterId)
    live.state = 'being-revised'
    try {
      const next = await change(live.preview)
      // It was withdrawn, or its matter closed, meanwhile.
      if (this.#live.get(previewId) !== live) throw new AppError('approval-void')
      this.#live.delete(previewId)
      this.add(next, this.epoch(matterId))
      return next
    } finally {
      live.state = 'open'
    }
  }

  /**
   * The one place that makes an {@link ApprovedPreview}. In one synchronous step, so that of two clicks the second finds a used one.
   * Errors: `approval-void` when the hash is not the preview's.
   */
  approve(previewId: string, matterId: string, hash: string): ApprovedPreview {
    const live = this.#find(previewId, matterId)
    const { preview } = live
    const { provider, model } = preview.redacted.proposal.input
    // Computed again from the bytes: a preview that was altered in memory does not have the hash that it shows.
    const actual = approvalHash({ request: preview.request, provider, model, matterId })
    if (!sameText(hash, preview.approvalHash) || !sameText(hash, actual)) throw new AppError('approval-void', { reason: 'another-hash' })
    live.state = 'approved'
    live.approved = markApproved(preview)
    return live.approved
  }

  /** Starts the use of an approval; no second start succeeds. Errors: `approval-void`. */
  begin(approved: ApprovedPreview, matterId: string): void {
    const live = [...this.#live.values()].find((each) => each.approved === approved)
    if (!live || live.matterId !== matterId) throw new AppError('approval-void', { reason: 'unknown' })
    this.#assertFresh(live)
    this.#live.delete(live.preview.id)
    this.#begun.set(approved, live)
  }

  /** Whether an approval whose use has begun holds still: asked again just before each irrevocable step. Errors: `approval-void`. */
  assertHolds(approved: ApprovedPreview): void {
    const live = this.#begun.get(approved)
    if (!live) throw new AppError('approval-void', { reason: 'unknown' })
    this.#assertFresh(live)
  }

  /** The use is over. */
  finish(approved: ApprovedPreview): void {
    this.#begun.delete(approved)
    unmarkApproved(approved)
  }

  /** The preview that can no longer be approved; null if there was none, or it was approved already. */
  withdraw(previewId: string, matterId: string): ExitPreview | null {
    const live = this.#live.get(previewId)
    if (!live || live.matterId !== matterId) return null
    if (live.state === 'approved') return null
    this.#void(live)
    return live.preview
  }

  /** Everything of one matter, or of all: also approvals that were given, and those in use up to their first byte. */
  voidAll(matterId: string | null): void {
    if (matterId === null) this.#voidings += 1
    else this.#voidingsOf.set(matterId, (this.#voidingsOf.get(matterId) ?? 0) + 1)
    for (const live of [...this.#live.values(), ...this.#begun.values()]) if (matterId === null || live.matterId === matterId) this.#void(live)
  }

  #find(previewId: string, matterId: string): Live {
    const live = this.#live.get(previewId)
    if (!live || live.matterId !== matterId || live.state !== 'open') throw new AppError('approval-void', { reason: 'unknown' })
    this.#assertFresh(live)
    return live
  }

  #assertFresh(live: Live): void {
    const reason = this.#staleness(live)
    if (reason === null) return
    this.#void(live)
    throw new AppError('approval-void', { reason })
  }

  /** Both clocks must agree on how long ago it was: setting one of them back must not lengthen an approval's life. */
  #staleness({ madeAt }: Live): 'expired' | 'clock-jumped' | null {
    const now = this.#now()
    const wall = now.wallMs - madeAt.wallMs
    const monotonic = now.monotonicMs - madeAt.monotonicMs
    if (!(monotonic >= 0) || !(Math.abs(wall - monotonic) <= clockToleranceMs)) return 'clock-jumped'
    return wall < approvalLifeMs && monotonic < approvalLifeMs ? null : 'expired'
  }

  #void(live: Live): void {
    this.#live.delete(live.preview.id)
    if (live.approved) this.finish(live.approved)
  }

  #forgetExpired(): void {
    for (const live of this.#live.values()) if (this.#staleness(live) !== null) this.#void(live)
  }

  #now(): Moment {
    return { wallMs: this.#clock.wallMs(), monotonicMs: this.#clock.monotonicMs() }
  }
}

/** Takes the same time wherever the texts differ, whatever their lengths. */
function sameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()
  return timingSafeEqual(digest(a), digest(b))
}
