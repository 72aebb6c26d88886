import type { DetectedSpan } from '../../redactor.ts'
import { monthNumber } from '../month-names.ts'
import { plainPattern } from '../plain-pattern.ts'
import { matchesOf, matchesOfRule, prepared } from '../recogniser.ts'
import { atWords, beforeEndings, beforeWords } from '../starts.ts'
import type { Starts } from '../starts.ts'
import { countries } from '../nations.ts'
import { firstWords } from '../text-facts.ts'
import type { TextFacts } from '../text-facts.ts'
import { growLeft, growRight } from './grow-address.ts'
import { canadianPostcode, capitalTown, codeTown, country, townStateZip, ukPostcode } from './locality-patterns.ts'
import { anyWord, capitalStreet, compoundAlone, compoundLower, compoundStreet, houseNumber, loneUnit, military, numberedStreet, boxWords, endsAsStreet, endsClearlyAsStreet, isClearStreetEnd, isStreetEnd, militaryWords, streetWords, strongStreetWords, typeWords, unitWords, postBox, prepositionStreet, typeFirstLower, typeFirstNamed, typeFirstNumbered } from './street-patterns.ts'

interface Anchor { readonly gate?: (facts: TextFacts) => boolean; readonly starts?: Starts; readonly pattern: RegExp; readonly confidence: number; readonly left?: boolean; readonly accept?: (value: string) => boolean }

const functionWords = /(?:^|\s)(?:the|a|an|in|on|of|to|and|is|was|are|were|for|from|with|by|at|or|that|this|it|he|she|we|they|you|i|not|my|your|our|his|her|their|who|which|has|have|had|be|been|will|would|can|could|as|if|but|all|any|no|more|than|per|das|der|die|den|dem|des|ein|eine|ist|und|oder|im|am|zu|mit|auf|für|von|werden|wird|wurde|est|sont|une|pour|dans|que|qui|par|es|que|una|por|para|con|non|che|sono|het|een|en|voor|met|niet)\s/iu

/** In lower case a pattern of plain words proves little: numbers on the right sides and no function words among them. */
const looksLikeName = (value: string): boolean => !functionWords.test(` ${value.replace(/^[\d\s-]+/, '')} `)
const capitalised = (value: string): boolean => /\p{Lu}/u.test(value)

/** 12 July 1993 has a number on both sides too. */
const withoutMonth = (value: string): boolean => !(value.match(/\p{L}+/gu) ?? []).some((word) => monthNumber(word) !== null)
const placeCues = new Set('address addresses lives live living resides residing located office meet delivered deliver ship shipped send sent taxi return wohnhaft wohnt anschrift adresse dirección domicilio domiciliado indirizzo residente adres wonende'.split(' '))
const prepositions = new Set('am an auf im in zum zur unter hinter vor bei beim aan op'.split(' '))

const countryWords = firstWords(countries)

const anchors = prepared<Anchor>([
  { gate: (facts) => facts.hasDigit && facts.hasAny(streetWords), starts: beforeWords(streetWords, 160), pattern: new RegExp(numberedStreet, 'giu'), confidence: 0.9, accept: looksLikeName },
  { gate: (facts) => facts.hasAny(strongStreetWords), starts: beforeWords(strongStreetWords, 100), pattern: new RegExp(capitalStreet, 'gu'), confidence: 0.7, accept: (value) => !/^(?:The|A|This|On|In|At|Wall)\s\w+$/.test(value) },
  { gate: (facts) => facts.hasDigit && facts.hasAny(typeWords), starts: beforeWords(typeWords, 60), pattern: new RegExp(typeFirstNumbered, 'giu'), confidence: 0.85, accept: (value) => looksLikeName(value.replaceAll(/(?<=\s)(?:de|des|la|le|du|di|del|en|les|los|las|e|y|et|an|van)(?=\s)/giu, '')) },
  { gate: (facts) => facts.hasAny(typeWords), starts: beforeWords(typeWords, 60), pattern: new RegExp(typeFirstNamed, 'gu'), confidence: 0.7 },
  { gate: (facts) => facts.hasDigit && facts.hasAny(typeWords), starts: beforeWords(typeWords, 20), pattern: new RegExp(typeFirstLower, 'gu'), confidence: 0.75, accept: looksLikeName },
  { gate: (facts) => facts.hasDigit && endsAsStreet(facts), starts: beforeEndings(isStreetEnd, 140), pattern: new RegExp(compoundStreet, 'gu'), confidence: 0.88, accept: looksLikeName },
  { gate: (facts) => facts.hasDigit && endsClearlyAsStreet(facts), starts: beforeEndings(isClearStreetEnd, 80), pattern: new RegExp(compoundLower, 'gu'), confidence: 0.8, accept: looksLikeName },
  { gate: endsClearlyAsStreet, starts: beforeEndings(isClearStreetEnd, 110), pattern: new RegExp(compoundAlone, 'gu'), confidence: 0.65, accept: (value) => /^\p{Lu}/u.test(value) },
  { gate: (facts) => facts.hasDigit && facts.hasAny(prepositions), starts: atWords(prepositions), pattern: new RegExp(prepositionStreet, 'gu'), confidence: 0.75, accept: (value) => !/(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahr|Alter|Abs|Artikel|Nr|Kapitel|Punkt|Absatz|Rahmen|Zeitraum)\s/u.test(value) },
  { gate: (facts) => facts.hasAny(unitWords), starts: atWords(unitWords), pattern: new RegExp(loneUnit, 'giu'), confidence: 0.85, left: true },
  { gate: (facts) => facts.hasDigit && (facts.hasAny(boxWords) || (facts.vocabulary.has('p') && (facts.vocabulary.has('b') || facts.vocabulary.has('c')))), pattern: new RegExp(postBox, 'giu'), confidence: 0.9, accept: (value) => !/^(?:box|c\.?p\.|bp)\s/iu.test(value) || /^(?:B\.?P\.?|Box)\s\d{2,}/u.test(value) },
  { gate: (facts) => facts.hasAny(militaryWords), pattern: new RegExp(military, 'giu'), confidence: 0.9 },
  { gate: (facts) => facts.zipLike, pattern: new RegExp(townStateZip, 'gu'), confidence: 0.9 },
  { gate: (facts) => facts.codeLike, pattern: new RegExp(codeTown, 'gu'), confidence: 0.8 },
  { gate: (facts) => facts.mixed, pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${ukPostcode}|${canadianPostcode})(?![\p{L}\p{N}])`, 'gu'), confidence: 0.75, accept: (value) => /\s/.test(value) || value.length >= 6 },
  // 60 Gosposka 47, Melo: a number on both sides of a name, in front of a comma, a new line or a country
  { gate: (facts) => facts.hasDigit, pattern: new RegExp(String.raw`(?<![\p{L}\p{N}.,/:-])(?:${houseNumber}\s){1,2}(?:\p{Lu}[\p{L}\p{M}'’.-]{1,24}\s|(?:de|del|di|la|van|der|von|den|do|da)\s){1,5}${houseNumber}(?=\s{0,3}[,\n]|\s(?:Apt|Suite|Ste|Flat|${country}))`, 'gu'), confidence: 0.75, accept: withoutMonth },
  { gate: (facts) => facts.hasDigit && facts.hasAny(countryWords), pattern: new RegExp(String.raw`(?<![\p{L}\p{N}.,/:-])(?:${houseNumber}\s){1,2}${capitalTown}(?=,\s${capitalTown},\s(?:${country}))`, 'gu'), confidence: 0.75, accept: withoutMonth },
  // A number, a name and a town and country at the end, behind a word of place
  { gate: (facts) => facts.hasDigit, starts: atWords(placeCues), pattern: new RegExp(String.raw`\b(?:address(?:es)?(?:\s(?:is|to|at|of|with|here)|(?=[:,]))|lives? (?:at|in)|living at|resid(?:es|ing) (?:at|in)|located (?:at|in)|office is at|meet (?:me|us|you)? ?at|deliver(?:ed)? to|ship(?:ped)? to|sen[dt] (?:it |them )?to|taxi to|return to|wohnhaft(?: in)?|wohnt in(?: der)?|anschrift|adresse|adresse est|dirección|domicilio|domiciliado en|indirizzo|residente in|adres|wonende te)[:,]?\s{1,3}(?<value>(?:\d{1,5}[a-z]?\s){0,2}(?:${anyWord}\s){1,4}${houseNumber})(?![\p{L}\p{N}])`, 'giu'), confidence: 0.8 },
  { gate: (facts) => facts.hasDigit, starts: atWords(placeCues), pattern: new RegExp(String.raw`\b(?:address(?:es)?(?:\s(?:is|to|at|of|with|here)|(?=[:,]))|addresses, here they are|lives? at|anschrift|adresse|dirección|indirizzo|adres)[:,]?\s{1,3}(?<value>\d{1,5}[a-z]?\s(?:${anyWord}[,\s]{1,2}){1,8}\d{4,6})(?![\p{L}\p{N}])`, 'giu'), confidence: 0.8 },
])

const corner = plainPattern(new RegExp(String.raw`(?:the\s)?corner of\s(?<value>(?:[\p{L}\p{M}\d.'’-]{1,24}\s){1,7}?(?:and|&)\s(?:[\p{L}\p{M}\d.'’-]{1,24}\s?){1,4}?(?:street|st\.?|road|avenue|lane|drive|boulevard|weg|straße|strasse|straat)(?!\p{L})|(?:[\p{L}\p{M}\d.'’-]{1,24}\s){1,5}?(?:and|&)\s(?:[\p{Lu}\d][\p{L}\p{M}\d.'’-]{0,24}\s?){1,4})`, 'giu'))

/** Postal addresses over one or several lines, from a dozen countries' ways of writing them. Grows every anchor it finds over what follows. */
export function recogniseAddresses(text: string, facts: TextFacts): readonly DetectedSpan[] {
  const spans: DetectedSpan[] = []
  for (const anchor of anchors) {
    const { gate, confidence, left, accept } = anchor
    if (gate && !gate(facts)) continue
    for (const match of matchesOfRule(text, facts, anchor)) {
      const value = match.groups?.['value'] ?? match[0]
      const found = match.index + match[0].length - value.length
      if (accept && !accept(value)) continue
      const start = left ? growLeft(text, found) : found
      const grown = growRight(text, found + value.length, !capitalised(text.slice(start, found + value.length)))
      spans.push({ start, end: grown.end, category: 'address', confidence: Math.min(0.97, confidence + grown.parts * 0.03), detector: 'address' })
    }
  }
  if (facts.vocabulary.has('corner')) for (const match of matchesOf(text, corner)) {
    spans.push({ start: match.index, end: match.index + match[0].trimEnd().length, category: 'address', confidence: 0.85, detector: 'address' })
  }
  return spans
}
