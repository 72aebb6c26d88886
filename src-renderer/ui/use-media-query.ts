import { useSyncExternalStore } from 'react'

/** Follows a CSS media query. */
function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => window.matchMedia(query).matches,
  )
}

/** Under 900 px the evidence is a drawer; under 640 px the matters are too. */
export const useNarrow = (): boolean => useMediaQuery('(max-width: 899.5px)')
export const useVeryNarrow = (): boolean => useMediaQuery('(max-width: 639.5px)')
