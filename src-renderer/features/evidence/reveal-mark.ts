/** Scrolls only the viewer (never the window) so that the first marked words are a third of the way down. */
export function revealMark(scroller: HTMLElement | null, within: HTMLElement | null): void {
  if (scroller === null) return
  const mark = within?.querySelector('mark')
  if (mark === null || mark === undefined) {
    scroller.scrollTop = 0
    return
  }
  const offset = mark.getBoundingClientRect().top - scroller.getBoundingClientRect().top
  scroller.scrollTop += offset - scroller.clientHeight / 3
}
