import { plainPattern } from '../plain-pattern.ts'
import { anyTown, capitalTown, country, postcode, state } from './locality-patterns.ts'
import { military, postBox, unit } from './street-patterns.ts'

const sticky = (source: string, flags = 'iuy'): RegExp => plainPattern(new RegExp(source, flags))
/** Between two parts of an address: a comma, a new line (a blank one too), a dash or plain space. */
const separator = /\s{0,3}[,;|·]\s{0,6}|\s?\n\s{0,6}(?:\n\s{0,6})?|\s[-–]\s|\s{1,4}/uy

const certain = [unit, postBox, military].map((source) => sticky(source))
const countryAt = sticky(`(?:the\\s)?${country}`)
const countryEnd = new RegExp(String.raw`\s(?:${country})$`, 'iu')
const postcodeAt = sticky(postcode, 'iuy')
const stateAt = sticky(state, 'uy')
const townAt = sticky(capitalTown, 'uy')
const lowerTownAt = sticky(anyTown + String.raw`(?=\s{0,3}[,\n]|\s{1,3}(?:${country}|\d{5}(?!\d)))`)

/** Words that begin a new sentence or line rather than name a town. */
const notTown = /^(?:(?:The|Der|Die|Das|Le|La|Les|Un|Une|El|Los|Il|De|Het|Een)(?=\s\p{Ll}|\s?$)|(?:This|That|These|There|They|Their|Then|It|Its|If|In|On|At|As|And|But|For|From|Please|Thank|Thanks|My|We|Our|You|Your|He|She|His|Her|I|I'm|I’m|Tel|Phone|Fax|Email|E-mail|Mail|Mobile|Date|Dear|Re|Ref|Subject|Name|Attn|To|Cc|Website|Web|Www|VAT|IBAN|Account|Invoice|Order|Is|Are|Was|Can|Could|Do|Does|Not|No|Yes|What|When|Where|Who|Why|How|Also|After|Before|Because|While|With|Without|Until|Since|Ich|Wir|Sie|Er|Es|Und|Aber|Telefon|Mit|Call|Send|Meet|Date|Mr|Mrs|Ms|Dr|Sir|Herr|Frau)(?![\p{L}]))/u

export interface Growth { readonly end: number; readonly parts: number }

/**
 * Extends an address to the right over what may follow it, part by part: units, boxes, towns, states, postcodes, countries. A town is
 * believed behind a comma or a new line, or when a postcode, state or country follows it; in text without capitals only the latter.
 */
export function growRight(text: string, from: number, lowerCase: boolean): Growth {
  let end = from
  let parts = 0
  let towns = 0
  let behindCode = false
  for (let round = 0; round < 9; round += 1) {
    const gap = matchAt(separator, text, end)
    if (gap === null) break
    const at = end + gap.length
    const strong = /[,\n;|·–-]/.test(gap)
    const sure = sureAt(text, at, parts > 0 || strong)
    if (sure > 0) {
      end = at + sure
      parts += 1
      behindCode = /\d$/.test(text.slice(at, end)) && !/[.]/.test(text.slice(at, end))
      continue
    }
    const town = townLength(text, at, lowerCase)
    if (town === 0 || towns >= 2) break
    const next = endsSure(text.slice(at, at + town)) ? 1 : nextSure(text, at + town)
    // A lone word behind a new line is believed only when the line ends behind it.
    const endsLine = /^[ \t]{0,3}(?:\n|$|,)/.test(text.slice(at + town, at + town + 6))
    if (next === 0 && (lowerCase || (!strong && !behindCode) || (gap.includes('\n') && !endsLine))) break
    end = at + town
    parts += 1
    towns += 1
  }
  return { end, parts }
}

/** Length of a part that is certain in itself: unit, box, country, postcode, state. */
function sureAt(text: string, at: number, codesToo: boolean): number {
  for (const pattern of certain) {
    const found = matchAt(pattern, text, at)
    if (found !== null) return found.length
  }
  const nation = matchAt(countryAt, text, at)
  if (nation !== null) return nation.length
  if (!codesToo) return 0
  const code = matchAt(postcodeAt, text, at)
  if (code !== null && /\d/.test(code)) return code.length
  return matchAt(stateAt, text, at)?.length ?? 0
}

/** Ebermannsdorf Belarus, Quebec QC: the town was read together with what vouches for it. */
function endsSure(town: string): boolean {
  return countryEnd.test(town) || /\p{L}{3}.*\s[A-Z]{2,3}$/u.test(town)
}

function nextSure(text: string, from: number): number {
  const gap = matchAt(separator, text, from)
  return gap === null ? 0 : sureAt(text, from + gap.length, true)
}

function townLength(text: string, at: number, lowerCase: boolean): number {
  const town = matchAt(lowerCase ? lowerTownAt : townAt, text, at)
  if (town === null || notTown.test(town)) return 0
  return town.replace(/[.'’-]+$/, '').length
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

const stopWords = new Set(['at', 'to', 'is', 'in', 'the', 'address', 'live', 'lives', 'living', 'near', 'by', 'from', 'my', 'our', 'his', 'her', 'their', 'send', 'it', 'please', 'meet', 'me', 'us', 'on', 'a', 'of', 'and', 'or', 'are', 'was', 'i', 'we', 'you', 'for', 'with', 'located', 'resides', 'residing', 'moved', 'office', 'home', 'here', 'taxi', 'that', 'this', 'as', 'der', 'die', 'das', 'ist', 'wohnt', 'bei', 'chez', 'au', 'habite', 'en', 'vive', 'abita', 'a', 'te', 'woont'])

/** Extends to the left from a unit over the street before it: at most eight words, from the first house number on. */
export function growLeft(text: string, start: number): number {
  const from = Math.max(0, start - 90)
  let best = start
  let words = 0
  for (const token of [...text.slice(from, start).matchAll(/\S+/gu)].reverse()) {
    const word = token[0]
    const at = from + token.index
    if (words >= 8 || (at === from && from > 0)) break
    if (/[:;!?"“”()]$/.test(word) || (word.endsWith('.') && word.length > 4) || stopWords.has(word.toLowerCase().replace(/,$/, ''))) break
    // The line above the unit is part of it, the one above that is not.
    if (text.slice(at, start).split('\n').length > 2) break
    if (/^\d{1,5}[a-z]?,?$/i.test(word) || /^\p{Lu}/u.test(word)) best = at
    else if (!/^[\p{L}\p{M}.'’-]+,?$/u.test(word)) break
    words += 1
  }
  return best
}
