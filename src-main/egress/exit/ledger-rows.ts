import type { HopKind } from '../../../src-preload/contract/index.ts'
import type { NewHop } from '../../ledger/ledger.ts'
import { AppError } from '../../support/errors.ts'
import { sha256 } from './describe-preview.ts'
import type { ExitMatter } from './exit.ts'
import type { ExitPreview } from './stages.ts'

type ExitHop = Extract<HopKind, 'proposal' | 'withdrawal' | 'refusal' | 'approval' | 'send'>
const nothing = sha256(new Uint8Array())

/** Writes down a step of one preview: its bytes, their hash, where they would go. Whatever keeps the row from being written closes the exit: errors of the ledger, and `ledger-damaged` for anything else. */
export function writeRow(matter: ExitMatter, kind: ExitHop, { request, redacted }: ExitPreview, detail?: string): void {
  const { provider, model } = redacted.proposal.input
  append(matter, {
    kind, destination: new URL(request.url).host, bytes: request.body.byteLength, items: 1, sha256: sha256(request.body),
    detail: detail ?? `${provider.kind} ${model}`,
  })
}

/** Writes down that something was refused before there were bytes to speak of. */
export function writeRefusal(matter: ExitMatter, destination: string, reason: string): void {
  append(matter, { kind: 'refusal', destination, bytes: 0, items: 0, sha256: nothing, detail: reason })
}

/** Writes down what came back, also where it broke off. */
export function writeReceipt(matter: ExitMatter, destination: string, { bytes, hash, detail }: { readonly bytes: number; readonly hash: string; readonly detail: string }): void {
  append(matter, { kind: 'receive', destination, bytes, items: 1, sha256: hash, detail })
}

function append(matter: ExitMatter, hop: Omit<NewHop, 'messageId'>): void {
  try {
    matter.ledger.append({ ...hop, destination: hop.destination.slice(0, 200), detail: hop.detail?.slice(0, 120) ?? null, messageId: null })
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('ledger-damaged')
  }
}
