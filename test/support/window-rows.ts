import type { Page } from 'playwright-core'

/** What the documents screen says of one document, in its own words. */
export interface WindowRow {
  readonly index: number
  readonly name: string
  /** What it belongs to, and in how many places it lies. */
  readonly relations: string
  readonly notes: readonly string[]
  readonly kind: string
  readonly pages: number
  readonly coverage: string
  readonly state: string
  readonly failure: string | null
  readonly code: string | null
  readonly asksForPassword: boolean
}

/** Reads all `total` rows of the documents screen by scrolling through it; rows that are not on screen are not in the page. */
export async function readRows(page: Page, total: number): Promise<WindowRow[]> {
  // A filter that was taken off a moment ago may still be seen; the header is a row too.
  await page.locator(`[role="grid"][aria-rowcount="${total + 1}"]`).waitFor()
  const rows = new Map<number, WindowRow>()
  await scrollTo(page, 0)
  for (let top = 0, stuck = 0; rows.size < total && stuck < 20; ) {
    const before = rows.size
    for (const row of await rowsOnScreen(page)) rows.set(row.index, row)
    stuck = rows.size === before ? stuck + 1 : 0
    top = Math.max(...rows.keys(), 0) + 1 >= total && rows.size < total ? 0 : top + 300
    await scrollTo(page, top)
    await page.waitForTimeout(250)
  }
  if (rows.size < total) throw new Error(`Only ${rows.size} of ${total} rows were seen.`)
  await scrollTo(page, 0)
  return [...rows.values()].sort((a, b) => a.index - b.index)
}

/** Scrolls what holds the list. */
function scrollTo(page: Page, top: number): Promise<void> {
  return page.getByRole('grid').evaluate((grid, to) => {
    let scroller = grid.parentElement
    while (scroller !== null && scroller.scrollHeight <= scroller.clientHeight + 1) scroller = scroller.parentElement
    scroller?.scrollTo(0, to)
  }, top)
}

function rowsOnScreen(page: Page): Promise<WindowRow[]> {
  return page.getByRole('grid').evaluate((grid) => [...grid.querySelectorAll<HTMLElement>('[role="row"][data-index]')].flatMap((row) => {
    const cells = [...row.querySelectorAll<HTMLElement>('[role="gridcell"]')]
    const header = row.querySelector<HTMLElement>('[role="rowheader"]')
    // A row that is still loading has one cell only.
    if (header === null || cells.length < 7) return []
    const title = header.querySelector<HTMLElement>('[dir="auto"]')
    const name = [...(title?.childNodes ?? [])].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? '').join('')
    const code = row.querySelector('details code')?.textContent ?? null
    const text = (index: number): string => cells[index]?.textContent ?? ''
    const failure = code === null ? null : (cells[3]?.querySelector('p')?.textContent ?? '')
    return [{
      index: Number(row.dataset['index']), name, kind: text(1), pages: Number(text(2).replaceAll(/\D/g, '')),
      relations: [...header.querySelectorAll(':scope > div > span')].map((each) => each.textContent ?? '').join(' · '), notes: [...header.querySelectorAll('li')].map((each) => each.textContent ?? ''),
      coverage: failure === null ? text(3) : '', state: text(4), failure, code: code === null ? null : (/^Code: (\S+)/.exec(code)?.[1] ?? code),
      asksForPassword: [...row.querySelectorAll('button')].some((button) => (button.getAttribute('aria-label') ?? '').startsWith('Give the password of')),
    }]
  }))
}
