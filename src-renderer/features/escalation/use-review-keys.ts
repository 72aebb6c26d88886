import { useEffect } from 'react'
import type { MaskAction } from '../../../src-preload/contract/index.ts'
import { changeFinding } from './change-finding.ts'
import { neighbourFinding, type PlacedFinding } from './findings.ts'
import { goToFinding, useReviewView } from './review-view-store.ts'

const actionKeys: Readonly<Record<string, MaskAction>> = { m: 'mask', g: 'generalise', k: 'keep' }

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}

/** n and p walk the findings from anywhere in the review; m, g and k change the one that has the focus, and no other. */
export function useReviewKeys(all: readonly PlacedFinding[], shown: readonly PlacedFinding[]): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { currentKey, opened } = useReviewView.getState()
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || opened !== null || isTyping(event.target)) return
      const key = event.key.toLowerCase()
      if (key === 'n' || key === 'p') {
        const next = neighbourFinding(all, shown, currentKey, key === 'n' ? 1 : -1)
        if (next !== null) goToFinding(next.key)
        event.preventDefault()
        return
      }
      const action = actionKeys[key]
      const current = all.find((each) => each.key === currentKey)
      const onMark = event.target instanceof HTMLElement && event.target.dataset['finding'] === currentKey
      if (action === undefined || current === undefined || !onMark) return
      void changeFinding(current, action)
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [all, shown])
}
