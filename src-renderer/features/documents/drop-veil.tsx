import { FolderDown } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import type { Matter } from '../../../src-preload/contract/index.ts'
import { bridge } from '../../client/bridge.ts'
import { droppedFiles } from '../../client/dropped-files.ts'
import { t } from '../../ui/strings/index.ts'
import { showView } from '../frame/app-store.ts'
import styles from './documents.module.css'
import { addFiles } from './document-actions.ts'

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true
}

/** Files can be dropped anywhere in the window; while they hover, a veil says where they would go. */
export function DropVeil({ matter }: { readonly matter: Matter | null }): ReactElement | null {
  const [over, setOver] = useState(false)
  useEffect(() => {
    // dragenter and dragleave come for every element passed; the depth says whether the window was left.
    let depth = 0
    const enter = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      depth += 1
      setOver(true)
    }
    const leave = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const hover = (event: DragEvent): void => { if (carriesFiles(event)) event.preventDefault() }
    const drop = (event: DragEvent): void => {
      if (!carriesFiles(event) || event.dataTransfer === null) return
      event.preventDefault()
      depth = 0
      setOver(false)
      if (matter === null) return
      void droppedFiles(event.dataTransfer, bridge().shell).then((files) => {
        showView('documents')
        return addFiles(matter.id, files)
      })
    }
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('dragover', hover)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('dragover', hover)
      window.removeEventListener('drop', drop)
    }
  }, [matter])
  if (!over) return null
  return (
    <div className={styles['veil']}>
      <FolderDown size={32} aria-hidden />
      <h2>{matter === null ? t.documents.dropNoMatter : t.documents.dropTitle(matter.name)}</h2>
      {matter !== null && <p>{t.documents.dropHint}</p>}
    </div>
  )
}
