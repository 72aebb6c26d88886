import { useEffect, type ReactElement, type ReactNode } from 'react'
import type { Document, MediaType } from '../../../src-preload/contract/index.ts'
import { t } from '../../ui/strings/index.ts'
import { everything, type Relation } from './document-filter.ts'
import { changeFilter } from './document-list-store.ts'
import styles from './document-row.module.css'
import { countGroup, findDocument, useRelated } from './related-store.ts'

/** Kinds that other documents are taken out of. */
const containers: readonly (MediaType | null)[] = ['email', 'mailbox', 'archive', 'web-archive', 'pdf']

/** A row that only passes by while someone scrolls is not asked about. */
const restMs = 150

function useGroupCount(document: Document, kind: Relation['kind'], id: string | null): number {
  const { matterId } = document
  const count = useRelated((state) => (id === null ? 0 : (state.counts.get(`${kind}:${id}`) ?? 0)))
  const generation = useRelated((state) => state.generation)
  useEffect(() => {
    if (id === null) return undefined
    const timer = setTimeout(() => countGroup(matterId, kind, id), restMs)
    return () => clearTimeout(timer)
  }, [matterId, kind, id, generation])
  return count
}

/** Shows what belongs to a document, and nothing else. */
export function showRelation(relation: Relation): void {
  void changeFilter((before) => ({ ...everything, sort: before.sort, descending: before.descending, relation }))
}

function Link({ relation, tabIndex, children }: { readonly relation: Relation; readonly tabIndex: number; readonly children: ReactNode }): ReactElement {
  return <button type="button" tabIndex={tabIndex} className={styles['link']} onClick={() => showRelation(relation)}>{children}</button>
}

function Parent({ document, parentId, tabIndex }: { readonly document: Document; readonly parentId: string; readonly tabIndex: number }): ReactElement {
  const name = useRelated((state) => state.known.get(parentId)?.name ?? null)
  useEffect(() => {
    if (name !== null) return undefined
    const timer = setTimeout(() => { void findDocument(document.matterId, parentId, null) }, restMs)
    return () => clearTimeout(timer)
  }, [document.matterId, parentId, name])
  if (name === null) return <span>{t.documents.sub.inUnknown}</span>
  return <Link tabIndex={tabIndex} relation={{ kind: 'inside', id: parentId, name }}>{t.documents.sub.inMail(name)}</Link>
}

/** What a document has to do with others: what it is in, what is in it, versions, copies, near-duplicates, its conversation. */
export function RowRelations({ document, tabIndex }: { readonly document: Document; readonly tabIndex: number }): ReactElement | null {
  const { sub } = t.documents
  const { id, name, similarGroup, thread, parentId } = document
  const inside = useGroupCount(document, 'inside', containers.includes(document.mediaType) ? id : null)
  const similar = useGroupCount(document, 'similar', similarGroup)
  const messages = useGroupCount(document, 'thread', thread)
  const parts: { readonly key: string; readonly node: ReactNode }[] = [
    parentId === null ? null : { key: 'parent', node: <Parent document={document} parentId={parentId} tabIndex={tabIndex} /> },
    document.supersededBy === null ? null : { key: 'older', node: sub.older },
    inside === 0 ? null : { key: 'inside', node: <Link tabIndex={tabIndex} relation={{ kind: 'inside', id, name }}>{sub.inside(inside)}</Link> },
    document.copies === 1 ? null : { key: 'copies', node: sub.copies(document.copies) },
    similarGroup === null || similar < 2 ? null : { key: 'similar', node: <Link tabIndex={tabIndex} relation={{ kind: 'similar', id: similarGroup, name }}>{sub.similar(similar - 1)}</Link> },
    thread === null || messages < 2 ? null : { key: 'thread', node: <Link tabIndex={tabIndex} relation={{ kind: 'thread', id: thread, name }}>{sub.thread(messages)}</Link> },
  ].filter((part) => part !== null)
  if (parts.length === 0) return null
  return <div className={styles['relations']}>{parts.map(({ key, node }) => <span key={key}>{node}</span>)}</div>
}
