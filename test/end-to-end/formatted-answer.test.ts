import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from '../support/axe.ts'
import { startFakeSite, type FakeSite } from '../support/fake-page.ts'
import type { WatchedWindow } from '../support/watched-page.ts'

let site: FakeSite
beforeAll(async () => { site = await startFakeSite() })
afterAll(() => site?.[Symbol.asyncDispose]())

describe('an answer that did not see every page', () => {
  test('leads to exactly these pages', async () => {
    await using visit = await site.open('mixed-cited')
    const { page } = visit
    await page.getByRole('button', { name: 'Scanned letter of 12 May 1987.pdf, pages 3, 4, 6' }).click()
    await page.getByRole('grid', { name: 'Documents of this matter' }).waitFor()
    const viewer = page.getByRole('region', { name: 'Document: Scanned letter of 12 May 1987.pdf' })
    await viewer.getByText('Page 3 of 6', { exact: true }).waitFor()
    const listed = viewer.getByRole('list', { name: 'Pages of this document' }).getByRole('listitem')
    expect((await listed.allInnerTexts()).map((text) => /\d+/.exec(text)?.[0])).toEqual(['3', '4', '6'])
  })
})

describe('an answer with headings, lists and a table', () => {
  let visit: WatchedWindow
  let turn: Locator

  beforeAll(async () => {
    visit = await site.open('formatted')
    turn = visit.page.getByRole('article', { name: 'Question: What is due, and to whom?' })
    await turn.waitFor()
  })
  afterAll(() => visit?.[Symbol.asyncDispose]())

  test('is shown with them, and without the signs that make them', async () => {
    await turn.getByRole('heading', { name: 'What is due', level: 3 }).waitFor()
    expect(await turn.getByRole('listitem').allInnerTexts()).toEqual([expect.stringMatching(/^Deposit: the whole of it/), expect.stringMatching(/^Keys: handed in on 7 February 2025/)])
    expect(await turn.getByRole('cell').allInnerTexts()).toEqual(['Tenant', expect.stringMatching(/^£2,400/)])
    expect(await turn.locator('strong').allInnerTexts()).toEqual([expect.stringMatching(/^due/), 'Deposit', 'Keys'])
    expect(await turn.innerText()).not.toMatch(/\*\*|##|\|/)
  })

  test('has the number of each quote behind the words it carries, and opens it there', async () => {
    expect(await turn.getByRole('cell').last().getByRole('button', { name: /^Citation 4/ }).count()).toBe(1)
    await turn.getByRole('listitem').first().getByRole('button', { name: /^Citation 2/ }).click()
    await visit.page.getByRole('region', { name: 'Document: Tenancy agreement 2023.pdf' }).waitFor()
  })

  test('follows nothing that the reply names: no link, no picture, no markup of its own', async () => {
    expect(await turn.locator('a, img, script, iframe').count()).toBe(0)
    await turn.getByText('<img src=x onerror=alert(1)>').waitFor()
    await turn.getByText('the register (https://register.example/secret)').waitFor()
    expect(visit.foreign).toEqual([])
    expect(visit.complaints).toEqual([])
  })

  test('says of a claim that is not in the documents that it is not, and nothing of a table’s lines', async () => {
    expect(await turn.getByText('(not found in the documents)').count()).toBe(3)
  })

  test('can be selected as text, numbers left out of the words', async () => {
    const selected = await turn.getByRole('listitem').first().evaluate((item) => {
      getSelection()?.selectAllChildren(item)
      return getSelection()?.toString() ?? ''
    })
    expect(selected).toContain('Deposit: the whole of it, unless a list was sent.')
  })

  test('can be used by everybody', async () => {
    expect(await violations(visit.page)).toEqual([])
  })
})
