const documentsNamed = 3
const rangesNamed = 4

/** "Lease.pdf, pages 2–4 and 9; Letter.pdf, page 1; and others". `pages` come in the order of documents and pages. */
export function namePages(pages: readonly { readonly documentName: string; readonly page: number }[]): string {
  const byDocument = Map.groupBy(pages, ({ documentName }) => documentName)
  const named = [...byDocument].slice(0, documentsNamed).map(([name, of]) => `${name}, ${pageRanges(of.map(({ page }) => page))}`)
  return [...named, ...(byDocument.size > documentsNamed ? ['and others'] : [])].join('; ')
}

function pageRanges(pages: readonly number[]): string {
  const ranges: { first: number; last: number }[] = []
  for (const page of pages) {
    const range = ranges.at(-1)
    if (range && page === range.last + 1) range.last = page
    else ranges.push({ first: page, last: page })
  }
  const words = ranges.slice(0, rangesNamed).map(({ first, last }) => (first === last ? String(first) : `${first}–${last}`))
  if (ranges.length > rangesNamed) words.push('more')
  const list = words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
  return `${pages.length === 1 ? 'page' : 'pages'} ${list}`
}
