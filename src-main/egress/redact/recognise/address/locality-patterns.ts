import { countries, stateNames, states } from '../nations.ts'
import { anyOf } from '../recogniser.ts'

/** What follows a street: postcodes, towns, states, countries. Sources for sticky patterns, flags as said. */
const particle = String.raw`(?:de|del|della|delle|dei|di|da|do|dos|das|du|des|la|le|les|el|los|las|an|am|im|in|ob|bei|der|den|dem|upon|on|of|the|sur|sous|en|aux|et|ten|aan|op|van|bij|y|e|i|and|und)`
/** A full stop belongs to an abbreviation only; behind a town the sentence ends. */
const townWord = String.raw`(?:(?:St|Ste|Sta|Mt|Ft|Skt|S|L)\.\s?)?\p{Lu}[\p{L}\p{M}'’-]{1,28}`
export const capitalTown = String.raw`${townWord}(?:[ -](?:${particle}[ -]){0,3}(?:(?:St|Ste|Sta)\.\s?)?(?:\p{Lu}[\p{L}\p{M}'’-]{0,28}|\d{1,2}(?!\d))){0,3}`
/** Any case; for text without capitals. */
export const anyTown = String.raw`[\p{L}\p{M}.'’-]{2,28}(?:\s[\p{L}\p{M}'’-]{1,28}){0,4}?`

export const ukPostcode = String.raw`(?:GIR\s?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d|[A-HK-Y]\d\d|\d[A-HJKSTUW]|[A-HK-Y]\d[ABEHMNPRV-Y])\s?\d[ABD-HJLNP-UW-Z]{2})`
export const canadianPostcode = String.raw`[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\s?\d[ABCEGHJ-NPRSTV-Z]\d`
const dutchPostcode = String.raw`[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}`
const irishPostcode = String.raw`(?:[AC-FHKNPRTV-Y]\d{2}|D6W)\s?[\dAC-FHKNPRTV-Y]{4}`
export const postcode = String.raw`(?:(?:[A-Z]{1,3}-)?\d{4,6}(?:-\d{3,4})?|\d{3}\s\d{2}|\d{2}-\d{3}|${ukPostcode}|${canadianPostcode}|${dutchPostcode}|${irishPostcode})(?![\p{N}\p{L}]|[./-]\p{N})`

export const country = String.raw`(?:${anyOf(countries)})(?![\p{L}\p{N}])`
export const state = String.raw`(?:(?:${states}|[A-Z]{2,3}|nan|\d{2})(?![\p{L}\p{N}])|(?:${stateNames})(?![\p{L}\p{N}]))`

/** A town between its state and its code is an address by itself: Santa Clara, California 95054; Melo, CA 13241. Flags `u`. */
export const townStateZip = String.raw`(?<![\p{L}\p{N}])(?:\p{Lu}[\p{L}\p{M}.'’-]{1,24}\s){0,3}\p{Lu}[\p{L}\p{M}.'’-]{1,24},?\s{1,2}(?:${states}|${stateNames}),?\s{1,2}\d{5}(?:-\d{4})?(?![\p{L}\p{N}])`
export const codeTown = String.raw`(?<![\p{L}\p{N}])(?:(?:[A-Z]{1,2}-\d{4,5})|${dutchPostcode})\s{1,2}${capitalTown}`
