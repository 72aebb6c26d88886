import type { ReactElement } from 'react'
import { create } from 'zustand'

interface Announcement { readonly text: string; readonly count: number }

const useAnnouncements = create<Announcement>(() => ({ text: '', count: 0 }))

/** Says something once to a screen reader, politely. */
export function announce(text: string): void {
  useAnnouncements.setState((before) => ({ text, count: before.count + 1 }))
}

/** The one live region for things that are already visible elsewhere. */
export function Announcer(): ReactElement {
  const { text, count } = useAnnouncements()
  // A changed trailing space makes the same sentence heard again.
  return <div className="visually-hidden" role="status" aria-live="polite">{count % 2 === 0 ? text : `${text} `}</div>
}
