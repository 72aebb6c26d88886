import { Index } from '@lancedb/lancedb'

/**
 * How passage text and queries become search terms. Matters mix languages; the English stemmer helps English and, since
 * it cuts `-s`, `-e` and `-er` alike on both sides, German too: nDCG@10 rose from .668 to .696 on SciFact, .376 to .387 on
 * Cranfield, .911 to .928 on XQuAD German (dev queries of bench/retrieval-quality.ts). No stop-word list: `die`
 * is a function word in one language and a fact in the other; the query side drops them by its own. Accents and case are
 * folded, so that `Kündigung` finds `KUNDIGUNG`. Positions are left out: they are only for phrases and double the index.
 */
export const fullTextIndex = (): Index => Index.fts({
  baseTokenizer: 'simple', lowercase: true, asciiFolding: true, stem: true, language: 'English', removeStopWords: false, maxTokenLength: 60, withPosition: false,
})

export const fullTextIndexName = 'text_idx'
