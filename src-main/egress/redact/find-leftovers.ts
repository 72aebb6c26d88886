import { recogniseBankNumbers } from './recognise/bank-numbers.ts'
import { recogniseNationalNumbers } from './recognise/national-numbers.ts'
import { factsOf } from './recognise/text-facts.ts'
import { findDisguised } from './leftovers/find-disguised.ts'
import { textStretches } from './leftovers/json-strings.ts'
import { originalOf, replaceIn, unescaped, viewOf } from './leftovers/view.ts'
import { wantedValues } from './leftovers/wanted-values.ts'
import { foldValue } from './normalise/fold.ts'
import type { FindLeftovers, Leftover } from './redactor.ts'

const issued = /\[[A-Z]{2,20}(?:_[A-Z]{2,20}){0,3}_\d{1,9}\]/g

/**
 * The second look, over the text of the final bytes: every value of `entries` in any of its disguises, and identifiers whose check digits fit.
 * The wire format's own keys and words are not text; placeholders are not values; a name that is also a word counts only where it is written
 * like a name. What a person or the policy decided to keep (`kept`) is not a leftover.
 */
export const findLeftovers: FindLeftovers = (body, entries, kept = []) => {
  const wanted = wantedValues(entries)
  const allowed = new Set(kept.map(foldValue))
  const found: Leftover[] = []
  for (const { start, end } of textStretches(body)) {
    const text = body.slice(start, end)
    const letThrough = placesOf(kept, text, start)
    for (const place of findDisguised(text, start, wanted)) {
      if (!allowed.has(foldValue(body.slice(place.start, place.end))) && !within(place, letThrough)) found.push({ start: place.start, end: place.end, category: place.entry.category, kind: 'value-left' })
    }
    const view = replaceIn(unescaped(viewOf(text, start)), issued, () => '\n')
    const facts = factsOf(view.text)
    for (const span of [...recogniseBankNumbers(view.text, facts), ...recogniseNationalNumbers(view.text, facts)]) {
      if (span.detector !== 'checksum' || span.confidence < 0.9 || allowed.has(foldValue(view.text.slice(span.start, span.end)))) continue
      found.push({ ...originalOf(view, span.start, span.end), category: span.category, kind: 'identifier-left' })
    }
  }
  return withoutNested(found)
}

interface Place { readonly start: number; readonly end: number }

/** Where the kept texts stand: a nationality inside a kept amount (1,000 Swedish kronor) was let through with it. */
function placesOf(kept: readonly string[], text: string, offset: number): readonly Place[] {
  return [...new Set(kept.flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]))].filter((value) => value !== '').flatMap((value) => {
    const places: Place[] = []
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) places.push({ start: offset + at, end: offset + at + value.length })
    return places
  })
}

const within = (place: Place, places: readonly Place[]): boolean => places.some((other) => other.start <= place.start && other.end >= place.end)

/** One place for what several ways of looking found. */
function withoutNested(found: readonly Leftover[]): readonly Leftover[] {
  const places: Leftover[] = []
  for (const place of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = places.at(-1)
    if (last && place.end <= last.end) continue
    places.push(place)
  }
  return places
}
