import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { LanguageFields, withLanguage } from '../../src-renderer/features/settings/language-choice.tsx'
import { scanLanguages } from '../../src-renderer/features/settings/scan-languages.ts'
import type { ModelStatus } from '../../src-preload/contract/index.ts'
import { models } from '../support/fake-bridge/sample-data.ts'

const included = ['eng', 'deu', 'fra', 'spa', 'ita', 'nld']
const noNames = (): null => null
const withState = (id: string, state: ModelStatus['state']): ModelStatus[] => models.map((model) => (model.id === id ? { ...model, state } : model))
const codesOf = (of: readonly ModelStatus[], chosen: readonly string[]): string[] => scanLanguages(of, chosen, noNames).choices.map(({ language }) => language)

describe('the languages of scans', () => {
  it('are never none and never more than six, and none goes that a person did not let go', () => {
    expect(withLanguage(['eng'], 'eng', false)).toEqual(['eng'])
    expect(withLanguage(['eng', 'deu'], 'eng', false)).toEqual(['deu'])
    expect(withLanguage(['eng'], 'fra', true)).toEqual(['eng', 'fra'])
    fc.assert(fc.property(fc.uniqueArray(fc.constantFrom(...included, 'ell', 'ara'), { minLength: 1, maxLength: 6 }), fc.constantFrom(...included, 'ell', 'ara'), fc.boolean(), (before, language, chosen) => {
      const after = withLanguage(before, language, chosen)
      expect(after.length).toBeGreaterThan(0)
      expect(after.length).toBeLessThanOrEqual(6)
      expect(before.filter((each) => each !== language && !after.includes(each))).toEqual([])
    }))
  })

  it('are those that come with the app and those that were fetched, and nothing else', () => {
    expect(codesOf(models, ['eng'])).toEqual([...included, 'ell'])
    expect(codesOf(withState('tesseract-chi-sim', 'ready'), ['eng'])).toContain('chi_sim')
    for (const state of ['absent', 'partial', 'fetching', 'verifying', 'damaged'] as const) expect(codesOf(withState('tesseract-ell', state), ['eng'])).toEqual(included)
  })

  it('that can be fetched are named; the second engine is none', () => {
    expect(scanLanguages(models, ['eng'], noNames).fetchable).toEqual(['Arabic: scans', 'Chinese (simplified signs): scans', 'Ukrainian (reads Russian too): scans'])
    expect(scanLanguages(models, ['eng'], (code) => (code === 'ara' ? 'Arabic' : null)).fetchable[0]).toBe('Arabic')
  })

  it('that were chosen stay to be seen when their data go, and say so; a person\u2019s own data are not called missing', () => {
    expect(scanLanguages(withState('tesseract-ell', 'absent'), ['eng', 'ell', 'swe'], noNames).choices.slice(6)).toEqual([{ language: 'ell', label: 'Greek: scans', missing: true }, { language: 'swe', label: 'swe', missing: false }])
  })
})

describe('the setting', () => {
  const shown = (chosen: readonly string[], of = models): string => renderToStaticMarkup(<LanguageFields chosen={chosen} models={of} onChange={() => {}} />)
  const boxes = (markup: string): string[] => markup.match(/<input[^>]*type="checkbox"[^>]*>/g) ?? []

  it('offers fetched languages by name and says which can be fetched, with the way there', () => {
    const markup = shown(['eng', 'ell'])
    expect(boxes(markup)).toHaveLength(7)
    expect(boxes(markup).filter((box) => box.includes('checked'))).toHaveLength(2)
    expect(markup).toContain('Greek')
    expect(markup).toContain('Arabic, Chinese (simplified), and Ukrainian (and Russian) can be fetched under Models')
    expect(markup).toMatch(/<button[^>]*>.*Open models/i)
  })

  it('says no more of fetching when everything is here', () => {
    expect(shown(['eng'], models.map((model) => ({ ...model, state: 'ready' as const })))).not.toContain('fetched under Models')
  })
})
