import { expect, test } from 'vitest'
import { namePages } from '../../src-main/agent/name-pages.ts'

const pagesOf = (documentName: string, ...pages: number[]) => pages.map((page) => ({ documentName, page }))

test.each([
  [pagesOf('a.pdf', 4), 'a.pdf, page 4'],
  [pagesOf('a.pdf', 2, 3, 4, 9), 'a.pdf, pages 2–4 and 9'],
  [[...pagesOf('a.pdf', 1), ...pagesOf('b.pdf', 7, 8)], 'a.pdf, page 1; b.pdf, pages 7–8'],
  [pagesOf('a.pdf', 1, 3, 5, 7, 9, 11), 'a.pdf, pages 1, 3, 5, 7 and more'],
  [['a', 'b', 'c', 'd', 'e'].flatMap((name) => pagesOf(name, 1)), 'a, page 1; b, page 1; c, page 1; and others'],
])('pages are named as a person would: %#', (pages, words) => {
  expect(namePages(pages)).toBe(words)
})
