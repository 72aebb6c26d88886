import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { categories, defaultRedaction, type Finding, type PreviewPart } from '../../src-preload/contract/index.ts'
import { AnswerBody } from '../../src-renderer/features/conversation/answer-body.tsx'
import { toLive } from '../../src-renderer/features/conversation/answer-reducer.ts'
import { findWords } from '../../src-renderer/features/escalation/find-words.ts'
import { filterFindings, groupByEntity, neighbourFinding, placedFindings } from '../../src-renderer/features/escalation/findings.ts'
import { originalRange, originalSegments, outgoingSegments } from '../../src-renderer/features/escalation/text-segments.ts'
import { checkAddress } from '../../src-main/egress/providers/provider-endpoint.ts'
import { generalise } from '../../src-main/egress/redact/mask/generalise.ts'
import { textRows } from '../../src-renderer/features/escalation/text-rows.ts'
import { categoryGroups, exampleEffect, examples } from '../../src-renderer/features/settings/category-examples.ts'
import { draftErrors, draftOf, emptyDraft, inputOf, isKey, parseLimit } from '../../src-renderer/features/settings/provider-form.ts'
import { formatClock, formatUsd } from '../../src-renderer/ui/format.ts'
import { escalatedAnswer } from '../support/fake-bridge/fake-answering.ts'
import { fakeRedact } from '../support/fake-bridge/fake-redactor.ts'
import { messages } from '../support/fake-bridge/sample-answers.ts'
import { proposalParts } from '../support/fake-bridge/sample-proposals.ts'
import { presets } from '../support/fake-bridge/sample-providers.ts'

const rules = { policy: defaultRedaction, terms: [], decisions: [], marks: [] }
const parts = fakeRedact(proposalParts('usual', 'passages', 'What does Ms Oldenburg ask for?'), rules)

/** A part whose findings and their outgoing text are arbitrary, overlaps and nonsense included. */
const anyPart = fc.record({
  original: fc.string({ maxLength: 60 }), outgoing: fc.string({ maxLength: 60 }),
  spans: fc.array(fc.tuple(fc.nat(70), fc.nat(12), fc.nat(70), fc.nat(12)), { maxLength: 6 }),
}).map(({ original, outgoing, spans }): PreviewPart => ({
  id: 'part', kind: 'excerpt', label: 'Excerpt', original, outgoing,
  findings: spans.map(([start, length, outgoingStart, outgoingLength], index): Finding => ({
    id: String(index), start, end: start + length + 1, outgoingStart, outgoingEnd: outgoingStart + outgoingLength, category: 'person', entity: String(index), action: 'mask', confidence: 1, detector: 'names',
  })),
}))

describe('the text of a review', () => {
  it('shows every character of both texts exactly once, whatever the findings say', () => {
    fc.assert(fc.property(anyPart, fc.array(fc.tuple(fc.nat(70), fc.nat(20)), { maxLength: 4 }), (part, places) => {
      expect(originalSegments(part).map((segment) => segment.text).join('')).toBe(part.original)
      const blocked = places.map(([start, length]) => ({ start, end: start + length }))
      expect(outgoingSegments(part, blocked).map((segment) => segment.text).join('')).toBe(part.outgoing)
    }))
  })

  it('keeps long texts side by side in rows that lose and repeat nothing', () => {
    const whole = (rows: ReturnType<typeof textRows>, side: 'original' | 'outgoing'): string => rows.flatMap((row) => row[side].map((segment) => segment.text)).join('')
    fc.assert(fc.property(anyPart, fc.array(fc.string({ unit: fc.constantFrom('a', '\n', ' '), minLength: 200, maxLength: 700 }), { maxLength: 3 }), (part, more) => {
      const long = { ...part, original: part.original + more.join('\n'), outgoing: part.outgoing + more.join('\n') }
      const rows = textRows(long, [])
      expect(whole(rows, 'original')).toBe(long.original)
      expect(whole(rows, 'outgoing')).toBe(long.outgoing)
    }))
    const long = fakeRedact(proposalParts('long', 'passages', 'Why?'), rules)[1]
    if (long === undefined) throw new Error('no part')
    const rows = textRows(long, [])
    expect(rows.length).toBeGreaterThan(8)
    for (const row of rows) expect(row.outgoing.map((segment) => segment.finding?.id ?? '')).toEqual(row.original.map((segment) => segment.finding?.id ?? ''))
  })

  it('marks every finding on both sides, and blocked places too', () => {
    for (const part of parts) {
      expect(originalSegments(part).flatMap((segment) => segment.finding ?? [])).toHaveLength(part.findings.length)
      expect(new Set(outgoingSegments(part, []).flatMap((segment) => segment.finding?.id ?? [])).size).toBe(part.findings.length)
    }
    const [part] = parts
    if (part === undefined) throw new Error('no part')
    expect(outgoingSegments(part, [{ start: 4, end: 10 }]).filter((segment) => segment.blocked).map((segment) => segment.text).join('')).toBe(part.outgoing.slice(4, 10))
  })

  it('finds the original words of a place in the outgoing text', () => {
    for (const part of parts) {
      for (const finding of part.findings) expect(originalRange(part, { start: finding.outgoingStart, end: finding.outgoingEnd })).toEqual({ start: finding.start, end: finding.end })
    }
    const clause = parts.find((part) => part.outgoing.includes('The balance of'))
    const at = clause?.outgoing.indexOf('The balance of') ?? 0
    const { start, end } = clause === undefined ? { start: 0, end: 0 } : originalRange(clause, { start: at, end: at + 14 })
    expect(clause?.original.slice(start, end)).toBe('The balance of')
  })
})

describe('findings', () => {
  const all = placedFindings({ parts } as never)

  it('are grouped by person and thing under their longest name, with one choice for all places', () => {
    const marta = groupByEntity(all).find((group) => group.entity === 'marta')
    expect(marta).toMatchObject({ text: 'Ms Marta Oldenburg', category: 'person', action: 'mask' })
    expect(marta?.places.length).toBeGreaterThan(1)
  })

  it('are walked in reading order and around the ends, within what is shown', () => {
    const shown = filterFindings(all, { kind: 'category', category: 'date' })
    expect(neighbourFinding(all, shown, null, 1)).toBe(shown[0])
    expect(neighbourFinding(all, shown, shown.at(-1)?.key ?? null, 1)).toBe(shown[0])
    expect(neighbourFinding(all, shown, shown[0]?.key ?? null, -1)).toBe(shown.at(-1))
    const between = all.find((each) => each.finding.category !== 'date' && all.indexOf(each) > all.indexOf(shown[0] ?? each))
    const next = neighbourFinding(all, shown, between?.key ?? null, 1)
    expect(all.findIndex((each) => each === next)).toBeGreaterThan(all.findIndex((each) => each === between))
    expect(neighbourFinding(all, [], null, 1)).toBeNull()
  })
})

describe('words to mask', () => {
  it('are found in any capitals and across line breaks, but not where they are masked already', () => {
    expect(findWords(parts, 'particulars  RENT').map((place) => place.match)).toEqual(['Particulars\nRent'])
    expect(findWords(parts, 'Oldenburg')).toEqual([])
    const [deposit] = findWords(parts, 'the deposit')
    expect(parts.find((part) => part.id === deposit?.partId)?.original.slice(deposit?.start, deposit?.end).toLowerCase()).toBe('the deposit')
  })

  it('are taken as they are typed, signs included, and need two characters', () => {
    expect(findWords(parts, '£1,715')).not.toEqual([])
    expect(findWords(parts, '(.*)')).toEqual([])
    expect(findWords(parts, 'a')).toEqual([])
  })
})

describe('an answer from elsewhere', () => {
  it('is drawn as text: no picture is loaded and no link can be followed', () => {
    const [message] = messages
    if (message === undefined) throw new Error('no message')
    const answer = escalatedAnswer({ model: 'any' })
    const html = renderToStaticMarkup(<AnswerBody answer={answer} message={toLive({ ...message, answer })} />)
    expect(html).toContain('https://pixel.example/beacon.gif')
    expect(html).not.toMatch(/<(?:img|a|iframe|script|link|object|video|audio)\b|src=|href=/i)
  })
})

describe('the form of a provider', () => {
  it('takes every preset as it comes', () => {
    for (const preset of presets) expect(draftErrors(draftOf(preset)), preset.label).toEqual({})
  })

  it('says in words what is wrong, at its field', () => {
    const draft = { ...emptyDraft, label: 'Ours', models: 'one', baseUrl: 'http://models.example/v1' }
    expect(draftErrors(emptyDraft)).toHaveProperty('label')
    expect(draftErrors(draft).baseUrl).toContain('HTTPS')
    expect(inputOf(draft, null)).toBeNull()
    expect(draftErrors({ ...draft, baseUrl: 'http://127.0.0.1:8000/v1' })).toEqual({})
    expect(draftErrors({ ...draft, baseUrl: 'https://user:secret@models.example/v1' }).baseUrl).toContain('keys are stored apart')
    expect(draftErrors({ ...draft, kind: 'azure', baseUrl: 'https://gateway.example/azure' })).toEqual({})
    expect(draftErrors({ ...draft, kind: 'bedrock', baseUrl: '', place: 'eu-central-1.evil.example' })).toHaveProperty('place')
    for (const baseUrl of ['', 'models.example', 'https://models.example/?key=1', 'https://models.example\\v1', 'ftp://models.example', 'javascript:alert(1)']) expect(draftErrors({ ...draft, baseUrl })).toHaveProperty('baseUrl')
    expect(draftErrors({ ...draft, kind: 'azure', baseUrl: '', place: 'not a name' })).toHaveProperty('place')
    expect(draftErrors({ ...draft, baseUrl: 'https://a.example', caFile: 'relative.pem' })).toHaveProperty('caFile')
  })

  it('agrees with the main process about every address', () => {
    const hosts = fc.constantFrom('models.example', '127.0.0.1:8000', '127.9.0.3', 'localhost', '[::1]:1', '10.0.0.1', 'user@models.example', 'localhost.example')
    fc.assert(fc.property(fc.constantFrom('http', 'https', 'ftp'), hosts, fc.constantFrom('', '/', '/v1', '/v1?x', '/v1#', '/a b', '/%20'), (scheme, host, path) => {
      const baseUrl = `${scheme}://${host}${path}`
      const accepted = ((): boolean => {
        try {
          checkAddress({ kind: 'openai-compatible', baseUrl, place: null })
          return true
        } catch {
          return false
        }
      })()
      expect(draftErrors({ ...emptyDraft, label: 'Any', models: 'one', baseUrl }).baseUrl === undefined, baseUrl).toBe(accepted)
    }))
  })

  it('takes as a key what can stand in a header', () => {
    expect(['sk-abc', 'AKIA:secret/x+y=', ' sk-abc '].map(isKey)).toEqual([true, true, true])
    for (const key of ['', 'two words', 'line\nline', 'schlüssel']) expect(isKey(key), key).toBe(false)
  })

  it('hands over one model for each line, without repeats', () => {
    expect(inputOf({ ...emptyDraft, label: ' Ours ', baseUrl: 'https://a.example/v1', models: 'one\n\n two \none' }, null)).toMatchObject({ label: 'Ours', models: ['one', 'two'], place: null, caFile: null })
  })
})

describe('money and time', () => {
  it('reads limits as a person types them', () => {
    expect(['', '5', ' $2.50 ', '0,75', '100000'].map(parseLimit)).toEqual([null, 5, 2.5, 0.75, 100_000])
    for (const text of ['0', '-1', 'five', '1.234', '100001', '1e3']) expect(parseLimit(text), text).toBeUndefined()
  })

  it('shows small costs as what they are', () => {
    expect([0, 0.0004, 0.0123, 4.5].map(formatUsd)).toEqual(['$0.00', 'less than $0.001', '$0.012', '$4.50'])
    expect([605, 59.9, -3].map(formatClock)).toEqual(['10:05', '0:59', '0:00'])
  })
})

describe('the table of what happens', () => {
  it('has every category once', () => {
    const listed = Object.values(categoryGroups).flat()
    expect([...listed].sort()).toEqual(Object.keys(defaultRedaction).sort())
  })

  it('shows for each what generalising really makes of its example', () => {
    for (const category of categories) expect(exampleEffect(category, 'generalise'), category).toBe(generalise(category, examples[category][0]))
  })
})
