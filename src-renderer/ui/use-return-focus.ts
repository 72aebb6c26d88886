import { useCallback, useLayoutEffect, useRef } from 'react'

/** A menu is gone when its dialog closes; the button that opened it is still there. */
function openerOf(element: Element | null): Element | null {
  const menu = element?.closest('[role="menu"]') ?? null
  return menu === null ? element : document.getElementById(menu.getAttribute('aria-labelledby') ?? '')
}

/**
 * Gives the focus back when a dialog closes: to what had it before, or to the main pane where that is gone (a removed row).
 * A dialog opened by state has no trigger that Radix could return to, and would drop the focus.
 */
export function useReturnFocus(open: boolean): (event: Event) => void {
  const before = useRef<Element | null>(null)
  // Before the dialog's own effect moves the focus into it.
  useLayoutEffect(() => { if (open) before.current = openerOf(document.activeElement) }, [open])
  return useCallback((event: Event) => {
    event.preventDefault()
    // The action of the dialog may have put the focus somewhere itself.
    if (document.activeElement !== null && document.activeElement !== document.body) return
    const target = before.current
    if (target instanceof HTMLElement && target.isConnected && target !== document.body) target.focus()
    else document.querySelector('main')?.focus()
  }, [])
}
