import { createHash } from 'node:crypto'
import type { ReplyStream } from '../providers/provider-adapter.ts'

/** Counts and hashes what comes back, as it comes, whoever reads it. */
export class ReplyMeter {
  readonly #hash = createHash('sha256')
  bytes = 0

  watch(reply: ReplyStream): ReplyStream {
    const count = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        this.bytes += chunk.byteLength
        this.#hash.update(chunk)
        controller.enqueue(chunk)
      },
    })
    return { ...reply, body: reply.body.pipeThrough(count) }
  }

  /** Of what came until now; only once. */
  digest(): string {
    return this.#hash.digest('hex')
  }
}
