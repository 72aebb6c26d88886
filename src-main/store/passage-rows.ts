import { Field, FixedSizeList, Float32, Int32, makeData, RecordBatch, Schema, Struct, Table, Utf8, vectorFromArray } from 'apache-arrow'
import { z } from 'zod'
import { documentIdSchema } from '../../src-preload/contract/index.ts'
import type { StoredPassage } from './ports.ts'

/** A passage as written to LanceDB. `vector` has unit length and the table's dimensions. */
export interface IndexedPassage extends StoredPassage {
  readonly vector: Float32Array
  /** SHA-256 of the passage's text. */
  readonly contentHash: string
}

/** Columns of the passages table; `dimensions` is the embedder's. */
export function passageSchema(dimensions: number): Schema {
  const text = (name: string): Field => new Field(name, new Utf8(), false)
  const int = (name: string): Field => new Field(name, new Int32(), false)
  return new Schema([
    text('passageId'), text('documentId'), int('page'), int('start'), int('end'), text('headingPath'), text('text'), text('embedderId'), text('contentHash'),
    new Field('vector', new FixedSizeList(dimensions, new Field('item', new Float32(), true)), false),
  ])
}

/** Column-wise, because LanceDB's own conversion of objects takes the main thread ten times as long. */
export function toArrow(passages: readonly IndexedPassage[], embedderId: string, dimensions: number): Table {
  const schema = passageSchema(dimensions)
  const joined = new Float32Array(passages.length * dimensions)
  passages.forEach(({ vector }, index) => joined.set(vector, index * dimensions))

  const utf8 = (values: string[]) => vectorFromArray(values, new Utf8()).data[0] ?? makeData({ type: new Utf8() })
  const int32 = (values: number[]) => makeData({ type: new Int32(), data: Int32Array.from(values), nullCount: 0 })
  const vectors = makeData({
    type: new FixedSizeList(dimensions, new Field('item', new Float32(), true)),
    length: passages.length, nullCount: 0,
    child: makeData({ type: new Float32(), data: joined, nullCount: 0 }),
  })
  const children = [
    utf8(passages.map((p) => p.passageId)), utf8(passages.map((p) => p.documentId)),
    int32(passages.map((p) => p.page)), int32(passages.map((p) => p.start)), int32(passages.map((p) => p.end)),
    utf8(passages.map((p) => JSON.stringify(p.headingPath))), utf8(passages.map((p) => p.text)),
    utf8(passages.map(() => embedderId)), utf8(passages.map((p) => p.contentHash)),
    vectors,
  ]
  const rows = makeData({ type: new Struct(schema.fields), length: passages.length, nullCount: 0, children })
  return new Table(new RecordBatch(schema, rows))
}

const headingPathSchema = z.string().transform((text): unknown => JSON.parse(text)).pipe(z.array(z.string()))

/** One search result, as LanceDB gives it. */
export const foundRowSchema = z.object({
  passageId: z.string(), documentId: documentIdSchema, page: z.number(), start: z.number(), end: z.number(), headingPath: headingPathSchema, text: z.string(),
})
export const foundColumns = ['passageId', 'documentId', 'page', 'start', 'end', 'headingPath', 'text']

/** A filter over document ids. They are checked, because LanceDB takes filters only as text. */
export function documentFilter(operator: 'IN' | 'NOT IN', documentIds: readonly string[]): string {
  return `documentId ${operator} (${documentIds.map((id) => `'${documentIdSchema.parse(id)}'`).join(', ')})`
}

export interface HiddenPage { readonly documentId: string; readonly page: number }

/** A filter for one page's rows. */
export function pageFilter(documentId: string, page: number): string {
  return `documentId = '${documentIdSchema.parse(documentId)}' AND page = ${z.number().int().parse(page)}`
}

/** A filter that leaves these out; null where nothing is left out. */
export function visibleFilter(documentIds: readonly string[], pages: readonly HiddenPage[]): string | null {
  const parts = pages.map(({ documentId, page }) => `NOT (${pageFilter(documentId, page)})`)
  if (documentIds.length > 0) parts.unshift(documentFilter('NOT IN', documentIds))
  return parts.length > 0 ? parts.join(' AND ') : null
}
