import { useLayoutEffect, useState } from 'react'

/** Where a list begins in what scrolls, in CSS pixels. It moves when something above it comes, goes or changes its size. */
export function useOffsetIn(scroller: HTMLElement | null, list: HTMLElement | null): number {
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => {
    const content = scroller?.firstElementChild ?? null
    if (scroller === null || list === null || content === null) return undefined
    const measure = (): void => setOffset(Math.round(list.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop))
    const sizes = new ResizeObserver(measure)
    const watch = (): void => {
      sizes.disconnect()
      // What holds the list grows with every row that is measured, and does not move it.
      for (const each of [scroller, ...content.children]) if (!each.contains(list) || each === scroller) sizes.observe(each)
      measure()
    }
    const children = new MutationObserver(watch)
    children.observe(content, { childList: true })
    watch()
    return () => {
      children.disconnect()
      sizes.disconnect()
    }
  }, [scroller, list])
  return offset
}
