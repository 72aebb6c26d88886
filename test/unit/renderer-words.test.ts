import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calls } from '../../src-preload/contract/index.ts'
import { textBlocks } from '../../src-renderer/features/evidence/text-blocks.ts'
import { commandFor } from '../../src-renderer/features/frame/shortcuts.ts'
import { hopWords } from '../../src-renderer/features/ledger/hop-words.ts'
import { formatBytes, formatDay, formatSecondsLeft } from '../../src-renderer/ui/format.ts'
import { t } from '../../src-renderer/ui/strings/index.ts'
import { hops } from '../support/fake-bridge/sample-data.ts'

describe('the words of the interface', () => {
  it('count one and many rightly', () => {
    expect(t.conversation.found(1, 84)).toBe('1 passage found in 84 ms')
    expect(t.conversation.found(6, 1840)).toBe('6 passages found in 1.8 s')
    expect(t.privacy.coverage(42, 44)).toBe('42 of 44 pages read')
    expect([t.privacy.needLook(1), t.privacy.needLook(2)]).toEqual(['1 needs a look', '2 need a look'])
  })

  it('say what became of added files, also when it was nothing', () => {
    expect(t.documents.added(2, 1, 0, 1)).toBe('2 documents added · 1 already here · 1 could not be read')
    expect(t.documents.added(0, 0, 0, 0)).toBe('Nothing to add was found.')
  })

  it('say how a sending ended, and leave the names of models alone', () => {
    expect([t.hops.detail('complete end_turn'), t.hops.detail('provider-refused 429'), t.hops.detail('exit-blocked spend-limit')]).toEqual(['the whole reply', 'the provider refused it (429)', 'the spending limit is reached'])
    expect(t.hops.detail('anthropic claude-sonnet-4-5')).toBe('anthropic claude-sonnet-4-5')
  })

  it('say how large the letters are, also when they are larger than usual', () => {
    expect(t.settings.textSizeValue(1.6)).toBe('160%')
  })

  it('never shout and never say oops', () => {
    const words: string[] = []
    const collect = (value: unknown): void => {
      if (typeof value === 'string') words.push(value)
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect)
    }
    collect(t)
    expect(words.length).toBeGreaterThan(200)
    expect(words.filter((text) => /!|\boops\b/i.test(text))).toEqual([])
  })

  it('put sizes and times in a person’s units', () => {
    expect(formatBytes(0)).toBe('0 bytes')
    expect(formatBytes(1_117_320_736)).toBe('1.1 GB')
    expect(formatBytes(999_600)).toBe('1 MB')
    expect([3, 42, 74, 3600, 5400].map(formatSecondsLeft)).toEqual(['a few seconds left', 'about 45 s left', 'about a minute left', 'about 1 h left', 'about 1 h 30 min left'])
    expect(formatDay('2026-11-20T10:00:00.000Z', new Date('2026-11-21T10:00:00.000Z'))).toContain('2026')
  })
})

describe('a step of the ledger in words', () => {
  it('says what, where and how much, and never text', () => {
    const [, retrieval] = hops
    if (retrieval === undefined) throw new Error('no step')
    expect(hopWords(retrieval)).toEqual({ what: 'Passages searched', detail: null, where: 'This machine', size: '6 passages, 5 kB', fingerprint: retrieval.sha256.slice(0, 12), stayed: true })
    expect(hopWords({ ...retrieval, kind: 'download', destination: 'weights.example' })).toMatchObject({ where: 'weights.example', stayed: false })
  })
})

describe('keys', () => {
  const press = (key: string, rest: object = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...rest })

  it('leave plain characters to the person who types', () => {
    for (const key of ['/', '?', '[', ']']) expect(commandFor(press(key), true)).toBeNull()
    expect(['/', '?', '[', ']'].map((key) => commandFor(press(key), false))).toEqual(['ask', 'shortcuts', 'previous-quote', 'next-quote'])
  })

  it('work with Ctrl and with ⌘, also while typing', () => {
    for (const modifier of ['ctrlKey', 'metaKey']) {
      expect(['k', 'N', 'o', ','].map((key) => commandFor(press(key, { [modifier]: true }), true))).toEqual(['palette', 'new-matter', 'add-documents', 'settings'])
    }
  })
})

describe('a page shown as text', () => {
  it('marks exactly the span, and loses no character of any line', () => {
    fc.assert(fc.property(fc.array(fc.string({ maxLength: 20 }), { maxLength: 8 }), fc.nat(), fc.nat(), (lines, from, length) => {
      const text = lines.join('\n')
      const start = text.length === 0 ? 0 : from % text.length
      const end = Math.min(text.length, start + length % 30)
      const parts = textBlocks(text, [], { start, end }).flatMap((block) => block.parts)
      const marked = parts.filter((part) => part.marked).map((part) => part.text).join('')
      const visible = (value: string): string => value.split('\n').filter((line) => line.trim() !== '').join('')
      expect(parts.map((part) => part.text).join('')).toBe(visible(text))
      expect(marked.replaceAll(/\s/g, '')).toBe(text.slice(start, end).replaceAll(/\s/g, ''))
    }))
  })

  it('knows its headings', () => {
    expect(textBlocks('Deposit\nOn signing…', [{ offset: 0, level: 2, text: 'Deposit' }], null).map((block) => block.level)).toEqual([2, null])
  })
})

describe('the fake bridge', () => {
  it('answers every call of the contract', async () => {
    const { createFakeBridge } = await import('../support/fake-bridge/fake-bridge.ts')
    const fake = createFakeBridge()
    const simple = (Object.keys(calls) as (keyof typeof calls)[]).filter((name) => calls[name].params.safeParse(null).success)
    for (const name of simple) expect(await fake.bridge.call(name, null as never), name).toMatchObject({ ok: true })
    expect(fake.calls.map((each) => each.name)).toEqual(simple)
  })
})
