// Scrolling a matter of 10,000 documents in a real browser: how long frames take and how much work is in each (two frames a step), whether any of the list is blank while it
// moves, and how long rows say that they are loading. On the page of the product over invented data that answers late.
// node bench/scroll-rows.ts [--answer-ms 20] [--json FILE]
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { CDPSession, Page } from 'playwright-core'
import { startFakeSite } from '../test/support/fake-page.ts'
import { percentile } from './percentile.ts'

const { values } = parseArgs({ options: { 'answer-ms': { type: 'string', default: '20' }, json: { type: 'string' } } })

/** Rows end between pixels, so that a few are always missing from their sum. */
const leastBlankPx = 20

interface Frame { readonly ms: number; readonly blankPx: number; readonly loadingRows: number }

await using site = await startFakeSite()
await using visit = await site.open('library', { stepMs: Number(values['answer-ms']), viewport: { width: 1440, height: 900 } })
const { page } = visit
await page.getByRole('navigation', { name: 'Main menu' }).getByRole('button', { name: /^Documents/ }).click()
await page.getByRole('grid').locator('[role="row"][data-index="10"]').waitFor()

const tools = await page.context().newCDPSession(page)
// What the page's own thread worked, not what it waited for while other programs had the processor.
await tools.send('Performance.enable', { timeDomain: 'threadTicks' })

const result: Record<string, unknown> = { rows: Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1, answerMs: Number(values['answer-ms']) }
for (const [name, step] of [['slow', 12], ['wheel', 100], ['fast', 900], ['veryFast', 6_000]] as const) result[name] = await measured(step, 120)
result['jumps'] = await measured(null, 60)
result['settledMs'] = await settledAfterJump(page)
console.log(JSON.stringify(result, null, 2))
if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`)

async function measured(step: number | null, count: number) {
  const before = await workedMs(tools)
  const frames = await scroll(page, step, count)
  return { workMsPerFrame: Math.round(((await workedMs(tools)) - before) / frames.length * 5) / 10, ...describe(frames) }
}

async function workedMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
}

function describe(frames: readonly Frame[]) {
  const ms = frames.map((frame) => frame.ms)
  const round = (value: number): number => Math.round(value * 10) / 10
  return {
    frames: frames.length, p50Ms: round(percentile(ms, 0.5)), p95Ms: round(percentile(ms, 0.95)), p99Ms: round(percentile(ms, 0.99)), longestMs: round(Math.max(...ms)), over50Ms: ms.filter((each) => each > 50).length,
    framesWithBlank: frames.filter(({ blankPx }) => blankPx > leastBlankPx).length, mostBlankPx: Math.round(Math.max(...frames.map(({ blankPx }) => blankPx))), framesWithLoadingRows: frames.filter(({ loadingRows }) => loadingRows > 0).length,
  }
}

/** Scrolls by `stepPx` in each frame, or, null, to places all over the list; what a frame shows is looked at after it was painted. */
function scroll(window: Page, stepPx: number | null, count: number): Promise<Frame[]> {
  return window.getByRole('grid').evaluate(async (grid, { step, frames }) => {
    let scroller = grid.parentElement
    while (scroller !== null && (scroller.scrollHeight <= scroller.clientHeight + 1 || getComputedStyle(scroller).overflowY === 'visible')) scroller = scroller.parentElement
    if (scroller === null) throw new Error('nothing scrolls')
    scroller.scrollTop = 0
    const painted = (): Promise<number> => new Promise((resolve) => { requestAnimationFrame(resolve) })
    const seen: { ms: number; blankPx: number; loadingRows: number }[] = []
    for (let warm = 0; warm < 20; warm++) await painted()
    let before = await painted()
    for (let index = 0; index < frames; index++) {
      scroller.scrollTop = step === null ? ((index * 7919) % 9973) / 9973 * scroller.scrollHeight : scroller.scrollTop + step
      await painted()
      // What stands when the next frame begins is what the last one painted.
      const now = await painted()
      const view = scroller.getBoundingClientRect()
      const body = grid.querySelector('[role="rowgroup"]:last-child')?.getBoundingClientRect()
      const top = Math.max(view.top, body?.top ?? view.top)
      const bottom = Math.min(view.bottom, body?.bottom ?? view.bottom)
      const rows = [...grid.querySelectorAll('[role="row"][data-index]')].map((row) => ({ box: row.getBoundingClientRect(), isLoading: row.querySelector('[role="rowheader"]') === null })).filter(({ box }) => box.bottom > top && box.top < bottom)
      const covered = rows.reduce((sum, { box }) => sum + Math.min(box.bottom, bottom) - Math.max(box.top, top), 0)
      seen.push({ ms: (now - before) / 2, blankPx: Math.max(0, bottom - top - covered), loadingRows: rows.filter(({ isLoading }) => isLoading).length })
      before = now
    }
    return seen
  }, { step: stepPx, frames: count })
}

/** From a jump into the middle of the list until every row on screen is there, in milliseconds. */
function settledAfterJump(window: Page): Promise<number> {
  return window.getByRole('grid').evaluate(async (grid) => {
    let scroller = grid.parentElement
    while (scroller !== null && (scroller.scrollHeight <= scroller.clientHeight + 1 || getComputedStyle(scroller).overflowY === 'visible')) scroller = scroller.parentElement
    if (scroller === null) throw new Error('nothing scrolls')
    const begunAt = performance.now()
    scroller.scrollTop = scroller.scrollHeight * 0.611
    for (;;) {
      await new Promise((resolve) => { requestAnimationFrame(resolve) })
      await new Promise((resolve) => { requestAnimationFrame(resolve) })
      const rows = [...grid.querySelectorAll('[role="row"][data-index]')]
      if (rows.length > 0 && rows.every((row) => row.querySelector('[role="rowheader"]') !== null)) return Math.round(performance.now() - begunAt)
      if (performance.now() - begunAt > 10_000) return -1
    }
  })
}
