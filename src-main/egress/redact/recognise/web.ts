import { anyOf, findByRules, fromRules, prepared } from './recogniser.ts'
import type { PatternRule, Recogniser } from './recogniser.ts'
import { closeBefore } from './starts.ts'
import type { Starts } from './starts.ts'

const longEndings = ['com', 'org', 'net', 'edu', 'gov', 'mil', 'int', 'info', 'biz', 'name', 'pro', 'mobi', 'travel', 'museum', 'coop', 'aero', 'jobs', 'app', 'dev', 'cloud', 'online', 'site', 'store', 'shop', 'tech', 'xyz', 'live', 'blog', 'news', 'agency', 'digital', 'legal', 'law', 'bank', 'group', 'company', 'email', 'world', 'life', 'space', 'website', 'example', 'test', 'local', 'eu', 'uk', 'de', 'fr', 'nl', 'ch', 'dk', 'fi', 'pl', 'cz', 'sk', 'hu', 'ro', 'gr', 'pt', 'se', 'ie', 'ca', 'au', 'nz', 'jp', 'cn', 'ru', 'br', 'mx', 'ar', 'cl', 'za', 'tr', 'ua', 'io', 'tv', 'cc', 'ws', 'kr', 'tw', 'hk', 'sg', 'lu', 'li', 'ee', 'lv', 'lt', 'bg', 'hr', 'si', 'rs', 'ai', 'co', 'es', 'be']
/** Endings that are also words: trusted only behind a longer name in lower case. */
const wordEndings = ['it', 'in', 'is', 'at', 'me', 'so', 'to', 'no', 'us', 'am', 'my', 'id', 'la', 'ly', 'gl', 'fm', 'st']

const longEndingSet = new Set(longEndings)
const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}[\p{L}\p{N}])?`
const path = String.raw`(?:[/?#][^\s<>"'“”)\]}]{0,500})?`
const trimmed = String.raw`(?<![.,;:!?])`

function validIpv4(value: string): boolean {
  return value.split('.').every((part) => Number(part) <= 255)
}

function validIpv6(value: string): boolean {
  const halves = value.split('::')
  const groups = value.split(':').filter((group) => group !== '')
  return halves.length === 2 ? groups.length >= 1 && groups.length <= 7 : halves.length === 1 && groups.length === 8
}

function onEarth(value: string): boolean {
  const [latitude, longitude] = [...value.matchAll(/-?\d{1,3}\.\d+/g)].map((match) => Math.abs(Number(match[0])))
  return latitude !== undefined && longitude !== undefined && latitude <= 90 && longitude <= 180
}

/** Two characters before a colon or hyphen that comes again after two more. */
const beforePairs: Starts = (text) => {
  const starts: number[] = []
  for (let at = 2; at < text.length - 3; at += 1) {
    const code = text.charCodeAt(at)
    if ((code === 58 || code === 45) && (text.charCodeAt(at + 3) === 58 || text.charCodeAt(at + 3) === 45)) starts.push(at - 2)
  }
  return starts
}

/** Where what stands before `[at]` begins. */
const beforeBrackets: Starts = (text) => [...text.matchAll(/[([{]\s?(?:at|@)/gi)].map(({ index }) => index - (/[\w.+-]{1,64}\s{0,2}$/.exec(text.slice(Math.max(0, index - 66), index))?.[0].length ?? 0))

/** E-mail, links, host names, network addresses, coordinates, user names. */
const rules = prepared<PatternRule>([
  { category: 'email', detector: 'pattern', confidence: 0.99, gate: (facts) => facts.hasAt, pattern: new RegExp(String.raw`(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}_](?:[\p{L}\p{N}._%+'-]{0,63})@(?:${label}\.){1,6}\p{L}{2,24}`, 'gu') },
  { category: 'email', detector: 'pattern', confidence: 0.9, gate: (facts) => facts.hasAt || facts.vocabulary.has('at'), starts: beforeBrackets, pattern: /(?<![\w.+-])[\w.+-]{1,64}\s{0,2}[([{]\s?(?:at|@)\s?[)\]}]\s{0,2}[\w-]{1,63}(?:(?:\.|\s{0,2}[([{]?\s?\b(?:dot|punkt)\b\s?[)\]}]?\s{0,2})[\w-]{2,63}){1,4}/giu },
  { category: 'email', detector: 'pattern', confidence: 0.85, gate: (facts) => facts.vocabulary.has('dot'), pattern: /(?<![\w.+-])[\w.+-]{2,64}\s(?:at)\s[\w-]{2,63}\s(?:dot)\s(?:com|org|net|de|edu|gov|uk|fr|es|it|nl)\b/giu },
  { category: 'url', detector: 'pattern', confidence: 0.98, gate: (facts) => facts.hasColon, pattern: new RegExp(String.raw`\b(?:https?|ftps?|sftp|ssh|wss?|file|postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis|amqp)://[^\s<>"“”]{1,2000}${trimmed}`, 'giu') },
  { category: 'url', detector: 'pattern', confidence: 0.95, gate: (facts) => facts.vocabulary.has('www'), pattern: new RegExp(String.raw`(?<![\p{L}\p{N}@.-])www\.${label}(?:\.${label}){1,6}(?::\d{2,5})?${path}${trimmed}`, 'giu') },
  { category: 'url', detector: 'pattern', confidence: 0.8, gate: (facts) => facts.dottedInside && facts.hasAny(longEndingSet), pattern: new RegExp(String.raw`(?<![\p{L}\p{N}@.-])(?:${label}\.){1,5}(?:${anyOf(longEndings)})(?![\p{L}\p{N}-]|\.\p{L})(?::\d{2,5})?${path}${trimmed}`, 'giu'), accept: (value) => !/^\d/.test(value) || /[a-z]{3}/i.test(value.slice(0, value.lastIndexOf('.'))) },
  { category: 'url', detector: 'pattern', confidence: 0.75, gate: (facts) => facts.dottedInside, pattern: new RegExp(String.raw`(?<![\p{L}\p{N}@.-])[a-z\d][a-z\d-]{2,62}(?:\.[a-z\d-]{2,62}){0,3}\.(?:${anyOf(wordEndings)})(?![\p{L}\p{N}-]|\.\p{L})${path}${trimmed}`, 'gu') },
  { category: 'ip-address', detector: 'pattern', confidence: 0.95, gate: (facts) => facts.hasDigit, pattern: /(?<![\p{L}\p{N}.])\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2}|:\d{2,5})?(?![\p{N}]|\.\p{N})/gu, accept: (value) => validIpv4(value.replace(/[/:].*/, '')) },
  { category: 'ip-address', detector: 'pattern', confidence: 0.95, starts: closeBefore(':', 4), pattern: /(?<![\p{L}\p{N}:.])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?:\/\d{1,3})?(?![\p{L}\p{N}:])/giu, accept: (value) => validIpv6(value.replace(/\/.*/, '')) },
  { category: 'ip-address', detector: 'pattern', confidence: 0.95, gate: (facts) => facts.hasDigit, starts: beforePairs, pattern: /(?<![\p{L}\p{N}:-])[\da-f]{2}(?:[:-][\da-f]{2}){5}(?![\p{L}\p{N}:-])/giu },
  { category: 'ip-address', detector: 'pattern', confidence: 0.9, gate: (facts) => facts.mixed, pattern: /(?<![\p{L}\p{N}.])[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}(?![\p{L}\p{N}.])/giu },
  { category: 'coordinates', detector: 'pattern', confidence: 0.9, gate: (facts) => facts.mostDigits >= 4, pattern: /(?<![\p{N}.])-?\d{1,3}\.\d{3,12}°?\s{0,2}[NS]?\s{0,2}[,;/ ]\s{0,2}-?\d{1,3}\.\d{3,12}°?(?:\s?[EWO]\b)?(?!\p{N}|\.\p{N})/gu, accept: onEarth },
  { category: 'coordinates', detector: 'pattern', confidence: 0.95, gate: (facts) => facts.hasDigit, pattern: /(?<!\p{N})\d{1,3}\s?°\s?\d{1,2}(?:[.,]\d{1,6})?\s?['′’](?:\s?\d{1,2}(?:[.,]\d{1,6})?\s?(?:["″”]|''))?\s?[NSEWO]?/gu },
  { category: 'username', detector: 'pattern', confidence: 0.85, gate: (facts) => facts.hasAt, pattern: /(?<![\p{L}\p{N}@./])@[A-Za-z_]\w{1,30}(?:\.\w{2,30}){0,2}/gu },
  { category: 'username', detector: 'context', confidence: 0.85, gate: (facts) => facts.hasColon || facts.vocabulary.has('user'), pattern: /\b(?:user\s?name|user-?id|user|login|log-?in name|handle|nick(?:name)?|screen name|benutzername|benutzerkennung|nom d[’']utilisateur|identifiant|usuario|nome utente|gebruikersnaam|skype|telegram|discord|instagram|twitter|github|twitch)(?:\s(?:is|name|id|ist|est|es))?\s{0,2}[:=]\s{0,2}["'“`]?(?<value>[\p{L}\p{N}_][\p{L}\p{N}_.@-]{1,40}[\p{L}\p{N}_])/giu },
  { category: 'username', detector: 'pattern', confidence: 0.6, gate: (facts) => facts.hasDigit && facts.hasUnderscore, pattern: /(?<![\p{L}\p{N}_./@-])[a-z]{3,20}(?:_[a-z]{2,20})?_?\d{1,6}(?![\p{L}\p{N}_./-])/gu, accept: (value) => value.includes('_') },
])

const onlyWith = /[@.:/°_=(]/
export const recogniseWeb: Recogniser = (text, facts) => (onlyWith.test(text) ? findByRules(text, facts, rules) : [])

/** Names at the end of profile links are user names; the link itself is found whole. */
export const recogniseProfiles = fromRules([
  { category: 'username', detector: 'pattern', confidence: 0.8, gate: (facts) => facts.vocabulary.has('u'), pattern: /(?<![\p{L}\p{N}])u\/[A-Za-z_][\w-]{2,30}/gu },
])
