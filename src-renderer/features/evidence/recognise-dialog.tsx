import { useState, type ReactElement } from 'react'
import type { OcrEngine } from '../../../src-preload/contract/index.ts'
import { attempt } from '../../client/bridge.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceCards } from '../../ui/choice-cards.tsx'
import { Dialog, DialogActions, DialogForm } from '../../ui/dialog.tsx'
import { t } from '../../ui/strings/index.ts'
import { notify } from '../../ui/toast-store.ts'
import { useApp } from '../frame/app-store.ts'
import { useOcrModelReady } from '../models/models-store.ts'
import { EngineChoice } from '../settings/engine-choice.tsx'
import styles from './pages.module.css'

interface RecogniseProps {
  readonly matterId: string
  readonly documentId: string
  readonly documentName: string
  /** The page on screen; null where the whole document is meant. */
  readonly page: number | null
  /** How many pages are unread or in doubt. */
  readonly gaps: number
  readonly onClose: () => void
}

/** Recognises pages again: which ones, and with which engine. The one that is not the usual one is offered first, where it can be used. */
export function RecogniseDialog({ matterId, documentId, documentName, page, gaps, onClose }: RecogniseProps): ReactElement {
  const words = t.pageCoverage.dialog
  const useful = useOcrModelReady()
  const usual = useApp((state) => state.settings.ocrEngine)
  const [chosen, setChosen] = useState<OcrEngine | null>(null)
  const engine = chosen ?? (usual === 'tesseract' && useful ? 'pp-ocr' : 'tesseract')
  const [scope, setScope] = useState<'page' | 'gaps'>(page === null ? 'gaps' : 'page')
  const start = async (): Promise<void> => {
    const one = scope === 'page' && page !== null ? [page] : null
    onClose()
    if ((await attempt('documents.recognise', { matterId, documentId, pages: one, engine })) !== undefined) notify(words.started(one?.length ?? gaps))
  }
  return (
    <Dialog open onClose={onClose} title={words.title(documentName)} description={words.hint}>
      <DialogForm onSubmit={() => { void start() }}>
        <div className={styles['choices']}>
          {page !== null && gaps > 0 && (
            <ChoiceCards label={words.scope} value={scope} onChange={setScope} choices={[{ value: 'page', label: words.thisPage(page), hint: words.thisHint }, { value: 'gaps', label: words.allGaps(gaps), hint: words.allHint }]} />
          )}
          <EngineChoice label={words.engine} value={engine} hints={t.pageCoverage.engineHints} onChange={setChosen} />
        </div>
        <DialogActions>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look="primary" type="submit">{words.action}</Button>
        </DialogActions>
      </DialogForm>
    </Dialog>
  )
}
