import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Resolves when the page was painted and no colour is on its way to another. */
const settled = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  .then(() => Promise.allSettled(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished)))`

/** What axe finds against WCAG 2.2 AA, one line for each element. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(settled)
  const { violations: found } = await new AxeBuilder({ page }).withTags(standards).analyze()
  return found.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`))
}
