import { AppError } from '../../support/errors.ts'
import { commitEarly } from './commit-documents.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { searchedText } from './searched-text.ts'

/** Passages per call of the embedder and per durable write: about a second of work, which is what a crash repeats. */
const batchPassages = 32
/** The first ones of a long document, so that its first pages are found the sooner. */
const firstPassages = 8
/** Documents of more passages than this, some ten seconds of work, can be searched before they are complete. */
const longPassages = 320

export interface EmbedOptions {
  readonly signal: AbortSignal
  readonly isPaused: () => boolean
  readonly onEmbedded: (passages: number) => void
  /** So many rows were added to the index. */
  readonly onIndexed: (rows: number) => void
}

/** `chunked → embedded`, or as far as it got when paused. Errors: `embedder-failed`, `cancelled`, `disk-full`. */
export async function embedDocument(
  { id, passageCount }: { readonly id: string; readonly passageCount: number },
  { store, index, embedder }: Pick<IngestionPorts, 'store' | 'index' | 'embedder'>,
  { signal, isPaused, onEmbedded, onIndexed }: EmbedOptions,
): Promise<void> {
  const isLong = passageCount > longPassages
  const sizeAt = (first: number): number => Math.min(isLong && first === 0 ? firstPassages : batchPassages, passageCount - first)
  const start = (first: number): Promise<Float32Array[]> | null => {
    if (first >= passageCount || isPaused()) return null
    const texts = store.passages.slice(id, first, sizeAt(first)).map(searchedText)
    const vectors = embedder.embed(texts, { kind: 'passage', signal })
    // It may fail while the batch before it is being stored; the failure is heard when its turn comes.
    vectors.catch(() => undefined)
    return vectors
  }
  let early = store.documents.get(id)?.passagesEarly ?? 0

  let first = store.vectors.embedded(id, embedder.id)
  let running = start(first)
  while (running) {
    const expected = sizeAt(first)
    // The next batch is with the embedder while this one is being stored, so that it never waits for the disk.
    const next = start(first + expected)
    const vectors = await running
    signal.throwIfAborted()
    if (vectors.length !== expected) throw new AppError('embedder-failed')
    store.transaction(() => {
      store.vectors.put(id, first, embedder.id, vectors)
      store.documents.setEmbedded(id, first + expected)
    })
    onEmbedded(expected)
    first += expected
    // The first batch at once, then four times as many each time: each write makes a file that searches have to open.
    if (isLong && first < passageCount && first >= 4 * early) {
      await commitEarly(id, first, { store, index }, signal)
      onIndexed(first - early)
      early = first
    }
    running = next
  }
  if (first >= passageCount) store.documents.setState(id, 'embedded')
}
