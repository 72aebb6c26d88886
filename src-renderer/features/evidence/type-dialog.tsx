import { Redo2, Undo2 } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { useEffect, useId, useState, type KeyboardEvent, type ReactElement } from 'react'
import type { Page } from '../../../src-preload/contract/index.ts'
import { attempt, bridge } from '../../client/bridge.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import dialogStyles from '../../ui/dialog.module.css'
import { t } from '../../ui/strings/index.ts'
import { notify } from '../../ui/toast-store.ts'
import { useReturnFocus } from '../../ui/use-return-focus.ts'
import { PicturePage } from './picture-page.tsx'
import { begin, redo, undo, write, type TextHistory } from './text-history.ts'
import styles from './type-dialog.module.css'

interface TypeProps {
  readonly matterId: string
  readonly documentId: string
  readonly documentName: string
  readonly page: Page
  /** The next page that is unread or in doubt. */
  readonly next: number | null
  readonly hasPicture: boolean
  readonly onSaved: (page: number) => void
  readonly onNext: (page: number) => void
  readonly onClose: () => void
}

/** Text that only this window has must not be lost by closing it. */
function useWarnOnUnload(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return undefined
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [unsaved])
}

function Picture({ matterId, documentId, documentName, page }: Pick<TypeProps, 'matterId' | 'documentId' | 'documentName' | 'page'>): ReactElement {
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => setFailed(false), [page.page])
  return (
    // The page scrolls, so it must be reachable by keyboard.
    <section ref={setScroller} className={styles['picture']} tabIndex={0} aria-label={t.pageCoverage.typing.picture}>
      {failed
        ? <p className={styles['nothing']}>{t.pageCoverage.typing.noPicture}</p>
        : <PicturePage url={bridge().pageImageUrl(matterId, documentId, page.page)} alt={t.viewer.picture(documentName, page.page)} words={[]} span={null} zoom={1} scroller={scroller} onFailed={() => setFailed(true)} />}
    </section>
  )
}

/** Types what a page says, beside its picture, or corrects what was read. Nothing is left without asking while it is not saved. */
export function TypeDialog(props: TypeProps): ReactElement {
  const { matterId, documentId, documentName, page, next, hasPicture, onSaved, onNext, onClose } = props
  const words = t.pageCoverage.typing
  const id = useId()
  const returnFocus = useReturnFocus(true)
  const [history, setHistory] = useState<TextHistory>(() => begin(page.text))
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  useEffect(() => setHistory(begin(page.text)), [page.page, documentId]) // oxlint-disable-line react/exhaustive-deps -- a page that is read anew meanwhile must not take the place of what is being typed
  const unsaved = history.text !== page.text
  // Saving what stands there already says that it is right, where that was in doubt.
  const confirms = !unsaved && page.text !== '' && (page.coverage === 'partly' || page.coverage === 'suspect-table')
  const maySave = (unsaved || confirms) && !busy
  useWarnOnUnload(unsaved)
  const leave = (): void => {
    if (unsaved) setAsking(true)
    else onClose()
  }
  const save = async (goOn: number | null): Promise<void> => {
    setBusy(true)
    const saved = await attempt('documents.typePage', { matterId, documentId, page: page.page, text: history.text })
    setBusy(false)
    if (saved === undefined) return
    notify(words.saved(page.page))
    onSaved(page.page)
    if (goOn === null) onClose()
    else onNext(goOn)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    const key = event.key.toLowerCase()
    if (key === 's') {
      if (maySave) void save(null)
    } else if (key === 'z') setHistory(event.shiftKey ? redo : undo)
    else if (key === 'y') setHistory(redo)
    else return
    event.preventDefault()
  }
  return (
    <Radix.Root open onOpenChange={(open) => { if (!open) leave() }}>
      <Radix.Portal>
        <div className={dialogStyles['overlay']} />
        <Radix.Content
          aria-modal onCloseAutoFocus={returnFocus} className={styles['content']} onKeyDown={onKeyDown} onInteractOutside={(event) => event.preventDefault()}
          onOpenAutoFocus={(event) => { event.preventDefault(); document.getElementById(id)?.focus() }}
        >
          <header className={styles['header']}>
            <Radix.Title className={styles['title']}>{words.title(documentName, page.page)}</Radix.Title>
            <Radix.Description className={styles['hint']} id={`${id}-hint`}>{words.hint}</Radix.Description>
          </header>
          <div className={styles['body']} data-picture={hasPicture}>
            {hasPicture && <Picture matterId={matterId} documentId={documentId} documentName={documentName} page={page} />}
            <div className={styles['editor']}>
              <label htmlFor={id}>{words.field}</label>
              <textarea id={id} dir="auto" spellCheck aria-describedby={`${id}-hint`} maxLength={200_000} value={history.text} onChange={(event) => { const { value } = event.target; setHistory((before) => write(before, value, performance.now())) }} />
            </div>
          </div>
          <footer className={styles['footer']}>
            <Button look="quiet" icon={<Undo2 size={15} aria-hidden />} disabled={history.past.length === 0} onClick={() => setHistory(undo)}>{words.undo}</Button>
            <Button look="quiet" icon={<Redo2 size={15} aria-hidden />} disabled={history.future.length === 0} onClick={() => setHistory(redo)}>{words.redo}</Button>
            <span className={styles['state']} role="status">{unsaved ? words.changed : confirms ? words.confirms : words.unchanged}</span>
            <Button onClick={leave}>{t.common.cancel}</Button>
            {next !== null && <Button disabled={!maySave} onClick={() => { void save(next) }}>{words.saveNext(next)}</Button>}
            <Button look="primary" disabled={!maySave} onClick={() => { void save(null) }}>{words.save}</Button>
          </footer>
          <ConfirmDialog open={asking} onClose={() => setAsking(false)} onConfirm={onClose} title={words.leaveTitle} hint={words.leaveHint} action={words.leave} cancel={words.stay} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
