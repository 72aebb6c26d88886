import type { copyFile } from 'node:fs/promises'
import type { IngestProgress, OcrEngine, Page } from '../../../src-preload/contract/index.ts'
import type { Embedder } from '../../model/embedder/embedder.ts'
import type { MatterStore } from '../../store/open-matter-store.ts'
import type { PassageWriter } from '../../store/passage-index.ts'
import type { Log } from '../../support/log.ts'
import type { DiscoveredItem } from '../file-discovery.ts'
import type { PageRecogniser } from '../ocr/page-recogniser.ts'
import type { DocumentParser } from '../parse/document-parser.ts'
import type { PassageDraft } from '../passage.ts'

export type SplitPassages = (page: Page) => readonly PassageDraft[]

export type DiscoverFiles = (paths: readonly string[], options: { readonly signal: AbortSignal }) => AsyncIterable<DiscoveredItem>

/** Character recognition, as the settings are when a page is looked at. */
export interface Recognition {
  readonly recogniser: Pick<PageRecogniser, 'recognise'>
  readonly engine: () => OcrEngine
  readonly languages: () => readonly string[]
}

/** What the ingestion of one open matter works with. It owns none of it; the matter closes them after the ingestion. */
export interface IngestionPorts {
  readonly matterId: string
  /** The matter's `files/`. */
  readonly filesFolder: string
  readonly store: MatterStore
  readonly index: PassageWriter
  readonly parser: Pick<DocumentParser, 'parse'>
  /** Without it pages without text wait. */
  readonly recognition?: Recognition
  readonly embedder: Pick<Embedder, 'id' | 'embed'>
  readonly splitPassages: SplitPassages
  readonly discoverFiles: DiscoverFiles
  readonly log: Log
  /** At most a few times a second, and always when the status changes. */
  readonly onProgress: (progress: IngestProgress) => void
  /** The list of documents, or a state in it, changed. */
  readonly onDocumentsChanged: () => void
  /** Copies an added file; tests put a full disk here. */
  readonly copyFile?: typeof copyFile
}
