import { create } from 'zustand'

/** Half-written questions, by matter: they outlive a look at another screen, and are gone with the window. */
export const useDrafts = create<{ readonly byMatter: Readonly<Record<string, string>> }>(() => ({ byMatter: {} }))

export function useDraft(matterId: string): string {
  return useDrafts((state) => state.byMatter[matterId] ?? '')
}

export function setDraft(matterId: string, text: string): void {
  useDrafts.setState(({ byMatter }) => ({ byMatter: { ...byMatter, [matterId]: text } }))
}
