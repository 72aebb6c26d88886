import { Index } from '@lancedb/lancedb'

/**
 * How passage text and queries become search terms. Matters mix languages, so there is no stemming (an English stemmer
 * breaks German words) and no stop-word list; accents and case are folded, so that `Kündigung` finds `KUNDIGUNG`.
 * Positions are left out: they are only for phrase queries and double the index.
 */
export const fullTextIndex = (): Index => Index.fts({
  baseTokenizer: 'simple', lowercase: true, asciiFolding: true, stem: false, removeStopWords: false, maxTokenLength: 60, withPosition: false,
})

export const fullTextIndexName = 'text_idx'
