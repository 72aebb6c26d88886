import type { IncomingMessage } from 'node:http'
import { AppError } from '../support/errors.ts'

/** The body of a reply up to a number of bytes. `failed` says what an error of the connection means; the connection ends with the stream. */
export function replyBody(response: IncomingMessage, { maxBytes, failed }: { readonly maxBytes: number; readonly failed: (error: unknown) => AppError }): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = response[Symbol.asyncIterator]()
  let received = 0
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next()
        if (done) return controller.close()
        received += value.byteLength
        if (received > maxBytes) throw new AppError('reply-too-large')
        controller.enqueue(new Uint8Array(value))
      } catch (error) {
        response.destroy()
        controller.error(failed(error))
      }
    },
    cancel() {
      response.destroy()
    },
  }, { highWaterMark: 0 })
}
