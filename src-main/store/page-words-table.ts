import { z } from 'zod'
import { type PageWord, pageWordSchema } from '../../src-preload/contract/index.ts'
import { jsonColumn } from './json-column.ts'
import type { MatterDatabase } from './matter-database.ts'

const rowSchema = z.object({ words: jsonColumn(z.array(pageWordSchema)) })

/** Where the words of recognised pages stand. */
export interface PageWordsTable {
  /** Empty for any other page. */
  get(documentId: string, page: number): PageWord[]
  /** No words: the page has none any more. */
  put(documentId: string, page: number, words: readonly PageWord[]): void
  deleteSome(documentId: string, limit: number): number
}

export function createPageWordsTable(database: MatterDatabase): PageWordsTable {
  return {
    get: (documentId, page) => database.get(rowSchema, 'SELECT words FROM page_words WHERE document_id = ? AND page = ?', documentId, page)?.words ?? [],
    put(documentId, page, words) {
      if (words.length === 0) database.run('DELETE FROM page_words WHERE document_id = ? AND page = ?', documentId, page)
      else database.run('INSERT OR REPLACE INTO page_words (document_id, page, words) VALUES (?, ?, ?)', documentId, page, JSON.stringify(words))
    },
    deleteSome: (documentId, limit) => database.run('DELETE FROM page_words WHERE document_id = ? AND page IN (SELECT page FROM page_words WHERE document_id = ? LIMIT ?)', documentId, documentId, limit),
  }
}
