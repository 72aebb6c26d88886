import { RotateCcw, Trash2, X } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Document, Matter } from '../../../src-preload/contract/index.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import { retryDocuments } from './document-actions.ts'
import { useDocumentList } from './document-list-store.ts'
import styles from './documents.module.css'
import { selectAllMatching } from './select-rows.ts'
import { clearSelection, useSelection } from './selection-store.ts'

/** What can be done with everything that is selected; there only while something is. */
export function SelectionBar({ matter, onRemove }: { readonly matter: Matter; readonly onRemove: (documents: readonly Document[]) => void }): ReactElement | null {
  const chosen = useSelection((state) => state.chosen)
  const total = useDocumentList((state) => state.counts?.total ?? 0)
  const [collecting, setCollecting] = useState(false)
  const words = t.documents.selection
  if (chosen.size === 0) return null
  const documents = [...chosen.values()]
  const failed = documents.filter((each) => each.state === 'failed')
  const all = async (): Promise<void> => {
    setCollecting(true)
    await selectAllMatching()
    setCollecting(false)
  }
  return (
    <section className={styles['selection']} aria-label={words.label}>
      <p className={styles['selectionCount']} role="status">{words.count(chosen.size)}</p>
      <IconButton label={words.clear} size="small" onClick={clearSelection}><X size={15} aria-hidden /></IconButton>
      {chosen.size < total && <Button size="small" look="quiet" disabled={collecting} onClick={() => { void all() }}>{collecting ? words.collecting : words.all(total)}</Button>}
      <span className={styles['space']} />
      {failed.length > 0 && <Button size="small" icon={<RotateCcw size={13} aria-hidden />} onClick={() => { void retryDocuments(matter.id, failed) }}>{words.retry(failed.length)}</Button>}
      <Button size="small" look="danger" icon={<Trash2 size={13} aria-hidden />} onClick={() => onRemove(documents)}>{words.remove}</Button>
    </section>
  )
}
