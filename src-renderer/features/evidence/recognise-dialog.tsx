import { useState, type ReactElement } from 'react'
import type { OcrEngine } from '../../../src-preload/contract/index.ts'
import { attempt } from '../../client/bridge.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceCards } from '../../ui/choice-cards.tsx'
import { Dialog, DialogActions, DialogForm } from '../../ui/dialog.tsx'
import { t } from '../../ui/strings/index.ts'
import { notify } from '../../ui/toast-store.ts'
import { useApp } from '../frame/app-store.ts'
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

const engines: readonly OcrEngine[] = ['tesseract', 'pp-ocr']

/** Recognises pages again: which ones, and with which engine. The one that was not used before is offered first. */
export function RecogniseDialog({ matterId, documentId, documentName, page, gaps, onClose }: RecogniseProps): ReactElement {
  const words = t.pageCoverage.dialog
  const usual = useApp((state) => state.settings.ocrEngine)
  const [engine, setEngine] = useState<OcrEngine>(usual === 'tesseract' ? 'pp-ocr' : 'tesseract')
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
          <ChoiceCards label={words.engine} value={engine} onChange={setEngine} choices={engines.map((value) => ({ value, label: t.pageCoverage.engines[value], hint: t.pageCoverage.engineHints[value] }))} />
        </div>
        <DialogActions>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look="primary" type="submit">{words.action}</Button>
        </DialogActions>
      </DialogForm>
    </Dialog>
  )
}
