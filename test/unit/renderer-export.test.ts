import fc from 'fast-check'
import { unzipSync, strFromU8 } from 'fflate'
import { marked } from 'marked'
import { describe, expect, it } from 'vitest'
import { parseDocx } from '../../src-main/ingest/parse/docx/parse-docx.ts'
import type { Answer, Citation } from '../../src-preload/contract/index.ts'
import { exportConversation, type ExportedMessage } from '../../src-renderer/features/conversation/export/export-conversation.ts'
import { exportFileName } from '../../src-renderer/features/conversation/export/save-conversation.ts'
import { toDocx } from '../../src-renderer/features/conversation/export/to-docx.ts'
import { toMarkdown } from '../../src-renderer/features/conversation/export/to-markdown.ts'
import { formattedMessages, messages, unfinishedMessages, usualAnswer } from '../support/fake-bridge/sample-answers.ts'
import { mixedMessages } from '../support/fake-bridge/sample-mixed-answer.ts'
import { worldOf } from '../support/fake-bridge/scenarios.ts'

const modelLabel = (id: string): string => (id.startsWith('qwen2.5-coder-1.5b') ? 'Qwen2.5 Coder 1.5B' : id)
const whole = (shown: readonly ExportedMessage[], title: string | null = 'About the deposit') => exportConversation({ matterName: 'Oldenburg v Harcourt', title, messages: shown, modelLabel })
const markdown = (shown: readonly ExportedMessage[], title?: string | null): string => toMarkdown(whole(shown, title))
const wordText = (shown: readonly ExportedMessage[], title?: string | null): string => parseDocx(toDocx(whole(shown, title))).pages.map(({ text }) => text).join('\n')
const firstOf = (shown: readonly ExportedMessage[]): ExportedMessage[] => shown.slice(0, 1)

/** An answer of one sentence that rests on one quote. */
function answerWith(text: string, citation: Partial<Citation> = {}): Answer {
  const [first] = usualAnswer.citations
  if (first === undefined) throw new Error('the sample has no citation')
  return { ...usualAnswer, text, sentences: [{ text, supported: true, reason: null, citations: [1] }], citations: [{ ...first, ...citation, n: 1 }], caveats: [] }
}
const messageWith = (question: string, answer: Answer): ExportedMessage => ({ question, createdAt: '2026-11-21T10:21:00.000Z', state: 'done', partialText: answer.text, answer, failure: null, escalation: null })

describe('an answer as Markdown', () => {
  it('is headed by its question and says when it was asked, by what it was answered, and of which matter', () => {
    const text = markdown(firstOf(messages), null)
    expect(text).toMatch(/^# When must the deposit be paid back\?\n\n\*Asked [^\n]*2026[^\n]*\. Answered on this machine by Qwen2\.5 Coder 1\.5B\.\*\n/)
    expect(text).toContain('From the matter “Oldenburg v Harcourt”')
  })

  it('has a footnote behind each sentence that carries one, with document, page and the quoted words', () => {
    const text = markdown(firstOf(messages), null)
    expect(text).toContain('within 30 days after the end of the tenancy.[^1] If no valid list')
    expect(text).toContain('[^1]: Tenancy agreement 2023.pdf, page 3: “Within 30 days after the End of the Tenancy the Agent returns the deposit to the Tenant”')
    expect([...text.matchAll(/^\[\^(\d+)\]: /gm)].map(([, n]) => n)).toEqual(['1', '2', '3', '4'])
  })

  it('marks what was not found in the documents, and lists what was not read with every page', () => {
    expect(markdown(firstOf(messages), null)).toContain('9 March 2025.[^4] *(not found in the documents)*')
    const text = markdown(mixedMessages, null)
    expect(text).toContain('## What this answer did not see\n\n- ')
    expect(text).toContain('- Scanned letter of 12 May 1987.pdf, pages 3, 4, 6')
  })

  it('keeps headings, lists and tables, with a footnote inside the cell that it belongs to', () => {
    const text = markdown(formattedMessages, null)
    expect(text).toContain('## What is **due**')
    expect(text).toContain('- **Deposit**: the whole of it, unless a list was sent.[^2]\n- **Keys**: handed in on `7 February 2025`.[^3]')
    expect(text).toContain('| --- | --- |\n| Tenant | £2,400[^4] |')
  })

  it('fetches nothing and runs nothing where it is opened, whatever a reply, a document or a question says', () => {
    const kinds = (text: string): Set<string> => {
      const seen = new Set<string>()
      const tokens = marked.lexer(text)
      marked.walkTokens(tokens, (token) => { seen.add(token.type) })
      // To this reader, which knows no footnotes, each of ours is an address by its number.
      return Object.keys(tokens.links).every((name) => /^\^\d+$/.test(name)) ? seen : seen.add('address')
    }
    const hostile = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('<', '>', '!', '[', ']', '(', ')', '*', '`', '\\', '|', '\n', '&', '#', '-', '1', '.', 'a', ' ', '"', '='), maxLength: 60 }), fc.constantFrom('![x](//e.example/p.png)', '<img src=x onerror=alert(1)>', '<script>', '[a]: //e.example'))
    fc.assert(fc.property(hostile, hostile, hostile, hostile, (question, words, name, quote) => {
      const found = kinds(markdown([messageWith(question, answerWith(words, { documentName: name, quote }))], null))
      expect(found).not.toContain('html')
      expect(found).not.toContain('image')
      expect(found).not.toContain('address')
    }), { numRuns: 300 })
    expect(markdown(formattedMessages, null)).not.toMatch(/!\[|\]\(/)
  })
})

describe('a conversation as Markdown', () => {
  it('has every question under one heading, and footnotes that are counted through', () => {
    const text = markdown([...messages, ...mixedMessages])
    expect([...text.matchAll(/^#{1,2} .*$/gm)].map(([line]) => line)).toEqual(['# About the deposit', '## When must the deposit be paid back?', '## Was the flat insured against water damage?', '## Where did the damp come from, and what did 2022 cost?'])
    expect([...text.matchAll(/^\[\^(\d+)\]: /gm)].map(([, n]) => Number(n))).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(text).toContain('[^6]: Service charges 2019–2024.xlsx, Charges!A5:F5')
  })

  it('says of an answer that is not there why it is not, and of one cut short that it was not checked', () => {
    const text = markdown(unfinishedMessages)
    expect(text).toContain('*Strongroom closed while this answer was being written.')
    expect(text).toContain('*Stopped before anything was written.*')
    expect(text).toContain('*No answer. The local model stopped while answering.')
    expect(text).not.toContain('Each footnote')
  })

  it('says of an answer from elsewhere where it was sent and what went along', () => {
    const [answered] = Object.values(worldOf('exit-answered').messages).flat().slice(-1)
    if (answered === undefined) throw new Error('the sample has no answer from elsewhere')
    const text = markdown([answered], null)
    expect(text).toContain('Sent to Anthropic (api.anthropic.example) after approval and answered by claude-sonnet-4-5; masked passages went along, 6 kB in all.')
    expect(text).toContain('were not checked against the documents')
  })
})

describe('as a Word document', () => {
  it('reads in Word as it does on screen, with footnotes that are footnotes', () => {
    const { pages } = parseDocx(toDocx(whole([...messages, ...formattedMessages])))
    const text = pages.map((page) => page.text).join('\n')
    expect(pages.flatMap((page) => page.headings.map(({ level, text: words }) => `${level} ${words}`))).toEqual(expect.arrayContaining(['1 About the deposit', '2 When must the deposit be paid back?', '3 What is due (not found in the documents)']))
    expect(text).toContain('Footnote 1: Tenancy agreement 2023.pdf, page 3: “Within 30 days')
    expect(text).toContain('Tenant\t£2,400')
    expect(text).toContain('The documents do not say.')
  })

  it('holds any words, and no link, picture or program', () => {
    const strange = messageWith('A & B <c> \u0000\u000B \uD800', answerWith('Ü “ı” 賃貸 عقد \uFFFF & <w:p/>', { documentName: 'a&b<c>.pdf', quote: '"<&>"' }))
    expect(wordText([strange], null)).toContain('a&b<c>.pdf, page 3: “"<&>"”')
    const parts = unzipSync(toDocx(whole([strange, ...formattedMessages])))
    expect(Object.keys(parts).filter((name) => !/\.(?:xml|rels)$/.test(name))).toEqual([])
    for (const part of Object.values(parts)) expect(strFromU8(part)).not.toMatch(/TargetMode|hyperlink|w:instrText|w:drawing/)
  })
})

describe('the name of an exported file', () => {
  it('is the question, without what a file system forbids', () => {
    expect(exportFileName('Was it 3/4 or "all"? <when>', 'markdown')).toBe('Was it 3 4 or all when.md')
    expect(exportFileName(' ../.. ', 'docx')).toBe('Strongroom.docx')
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
      const name = exportFileName(title, 'docx')
      expect(name).toMatch(/^[^<>:"/\\|?*\n]+\.docx$/)
      expect([...name].length).toBeLessThanOrEqual(85)
    }))
  })
})
