// Marked texts from the templates and values of redaction-language-values.ts, the same ones every time.
import { languageTexts } from './redaction-language-values.ts'
import type { GoldSpan, MarkedText, Split } from './redaction-sets.ts'

export const languages = ['de', 'fr', 'es', 'it', 'nl'] as const
const textsPerTemplate = 8

/** Nobody is named by "Dr." or "Maître". */
const title = /^(?:Dr\.|Dra\.|Avv\.|Maître|mr\.)\s/

export function generatedTexts(language: typeof languages[number], split: Split): readonly MarkedText[] {
  const { templates, values } = languageTexts[language]
  const ofPart = <Value>(all: readonly Value[]): readonly Value[] => all.filter((_value, at) => (at % 2 === 0) === (split === 'dev'))
  let state = split === 'dev' ? 11 : 23
  const next = (below: number): number => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor((state / 2 ** 32) * below) }
  return ofPart(templates).flatMap((template, number) => Array.from({ length: textsPerTemplate }, (_, at): MarkedText => {
    let text = ''
    const spans: GoldSpan[] = []
    let from = 0
    for (const { 0: slot, 1: kind = '', index } of template.matchAll(/\{([A-Z]+)\}/g)) {
      const choices = ofPart(values[kind] ?? [])
      const value = choices[next(choices.length)] ?? ''
      text += template.slice(from, index)
      const lead = kind === 'PERSON' ? title.exec(value)?.[0].length ?? 0 : 0
      spans.push({ start: text.length + lead, end: text.length + value.length, type: kind === 'SURNAME' ? 'PERSON' : kind })
      text += value
      from = index + slot.length
    }
    return { id: `${language}-${split}-${number}-${at}`, text: text + template.slice(from), spans }
  }))
}
