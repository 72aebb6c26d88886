import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ReactElement } from 'react'
import { IconButton } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { t } from '../../ui/strings/index.ts'
import { useReturnFocus } from '../../ui/use-return-focus.ts'
import { focusAskBox } from '../conversation/ask-box.tsx'
import { FailedStep, MakingStep } from './making-step.tsx'
import { ReviewBody } from './review-body.tsx'
import styles from './review.module.css'
import { closeReview, usePreview, useReview } from './review-store.ts'
import { SetupStep } from './setup-step.tsx'

/** The pane itself takes the focus, never a button: nothing in here happens by a key that was meant for something else. */
function focusWhole(event: Event): void {
  event.preventDefault()
  if (event.target instanceof HTMLElement) event.target.focus()
}

/** Escalation, over the whole window: choose, prepare, review, send. Esc and Close send nothing. */
export function ReviewScreen(): ReactElement {
  const open = useReview((state) => state.asked !== null)
  const step = useReview((state) => state.step)
  const sending = useReview((state) => state.busy === 'sending')
  const preview = usePreview()
  const backToOpener = useReturnFocus(open)
  const returnFocus = (event: Event): void => {
    // The answer appears at the end; the button that opened this may be pages above it.
    if (useReview.getState().sent && focusAskBox()) event.preventDefault()
    else backToOpener(event)
  }
  const reviewing = step === 'reviewing' && preview !== null
  return (
    <Dialog.Root open={open} onOpenChange={(next) => { if (!next && !sending) closeReview() }}>
      <Dialog.Portal>
        <div className={styles['overlay']} />
        <Dialog.Content aria-modal aria-describedby={undefined} className={classNames(styles['window'], !reviewing && styles['small'])} onOpenAutoFocus={focusWhole} onCloseAutoFocus={returnFocus} onInteractOutside={(event) => event.preventDefault()}>
          <header className={styles['head']}>
            <Dialog.Title className={styles['title']}>{reviewing ? t.escalation.reviewTitle : t.escalation.title}</Dialog.Title>
            <Dialog.Close asChild><IconButton label={t.escalation.close} size="small"><X size={16} aria-hidden /></IconButton></Dialog.Close>
          </header>
          {reviewing ? <ReviewBody key={preview.mode} preview={preview} /> : step === 'failed' ? <FailedStep /> : step === 'choosing' ? <SetupStep /> : <MakingStep />}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
