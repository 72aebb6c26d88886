import { Highlighter } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import { Button } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import styles from './forms.module.css'
import { openWords, useReviewView } from './review-view-store.ts'
import { selectedWords, type SelectedWords } from './selection-range.ts'

const settleMs = 150
const margin = 90

/** Appears under words that are selected in the original text. */
export function SelectionButton(): ReactElement | null {
  const [selected, setSelected] = useState<SelectedWords | null>(null)
  const busy = useReviewView((state) => state.opened !== null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => setSelected(selectedWords(document.getSelection())), settleMs)
    }
    document.addEventListener('selectionchange', later)
    // The words move away under the button when the text is scrolled.
    document.addEventListener('scroll', later, { capture: true, passive: true })
    return () => {
      clearTimeout(timer)
      document.removeEventListener('selectionchange', later)
      document.removeEventListener('scroll', later, { capture: true })
    }
  }, [])
  if (selected === null || busy) return null
  const { box, words, place } = selected
  const left = Math.min(window.innerWidth - margin, Math.max(margin, box.left + box.width / 2))
  return (
    <div className={styles['selection']} style={{ top: Math.min(window.innerHeight - 48, box.bottom + 6), left }}>
      <Button size="small" look="primary" icon={<Highlighter size={14} aria-hidden />} onPointerDown={(event) => event.preventDefault()} onClick={() => { openWords(words, place, box); setSelected(null) }}>{t.escalation.more.selection}</Button>
    </div>
  )
}
