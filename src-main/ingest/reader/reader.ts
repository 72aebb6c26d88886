// The guard comes first, so that no library loaded after it can open a connection or start a program from this process.
import '../../egress/guard-on.ts'
import { giveUpPermits } from '../../egress/guard/install.ts'
import { constants, getPriority, setPriority } from 'node:os'
import { Worker } from 'node:worker_threads'
import { workerUrl } from '../../support/worker-url.ts'
import { answerRequest } from './answer-request.ts'
import { openParentLink } from './parent-link.ts'
import type { ReaderMessage } from './reader-messages.ts'

// Nothing that this process does needs a way out.
giveUpPermits()

const parent = openParentLink()
// Ctrl-C reaches every process of a terminal; when this one ends is the parent's to say, or the page in hand counts as crashed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
parent?.onGone(() => process.exit(0))
try {
  // The person who is typing comes first.
  if (getPriority() < constants.priority.PRIORITY_BELOW_NORMAL) setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
} catch {
  // Not every system lets it; reading at the usual priority is still reading.
}

// In a thread of its own, because a library that hangs or fills the memory leaves this one no turn.
const watch = new Worker(workerUrl('reader-watch'), { workerData: { totalMb: Number(process.argv.at(-1)) } })
watch.on('error', () => process.exit(1))
watch.unref()

parent?.post({ kind: 'ready' } satisfies ReaderMessage)
parent?.onMessage((raw) => void answerRequest(raw, parent.post))
