import { findByRules, prepared } from './recogniser.ts'
import type { PatternRule, Recogniser } from './recogniser.ts'

/** Shannon entropy in bits per character. */
function entropy(value: string): number {
  const counts = new Map<string, number>()
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length)
  return bits
}

const mixed = (value: string): boolean => /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value) && entropy(value) > 3.5

/** Prefixes that issuers document for their keys. */
const prefixes = String.raw`sk-ant-|sk-proj-|sk-or-|sk-|pk_live_|pk_test_|sk_live_|sk_test_|rk_live_|rk_test_|whsec_|ghp_|gho_|ghu_|ghs_|ghr_|github_pat_|glpat-|gldt-|xox[abeprs]-|xapp-|hf_|npm_|pypi-|dop_v1_|doo_v1_|shpat_|shpss_|shpca_|sq0csp-|sq0atp-|SG\.|EAACEdEose0cBA|ya29\.|1//0|AIza|gsk_|xai-|r8_|pplx-|tvly-|lin_api_|secret_|sntrys_|dckr_pat_|figd_|patE|ATATT3|nvapi-|vault:v1:|hvs\.|AGE-SECRET-KEY-1`

/** The letters that those prefixes begin with, where something else than a letter follows; the others are looked for as they are. */
const prefixWords = new Set(prefixes.replaceAll('\\', '').split('|').flatMap((prefix) => /^[A-Za-z]+(?=[^A-Za-z])/.exec(prefix)?.[0].toLowerCase() ?? []))
const secretWords = new Set('password passphrase passcode passwd pwd kennwort passwort passe contraseña wachtwoord api apikey access auth secret client private token bearer zugangscode key'.split(' '))
const bearerWords = new Set(['bearer', 'basic'])

const rules = prepared<PatternRule>([
  { category: 'secret', detector: 'pattern', confidence: 0.99, gate: (facts) => facts.vocabulary.has('begin'), pattern: /-----BEGIN [A-Z ]{0,40}(?:PRIVATE KEY|PGP PRIVATE KEY BLOCK|CERTIFICATE)(?: BLOCK)?-----[A-Za-z\d+/=\s\\:,.-]{0,20000}?(?:-----END [A-Z ]{0,60}-----|$)/g },
  { category: 'secret', detector: 'pattern', confidence: 0.97, gate: (facts) => facts.hasAny(prefixWords) || facts.hasKeyPrefix, pattern: new RegExp(String.raw`(?<![\w-])(?:${prefixes})[\w./+=-]{8,300}`, 'g') },
  // No gate: one key in a few hundred has no digit.
  { category: 'secret', detector: 'pattern', confidence: 0.98, pattern: /(?<!\w)(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z\d]{16}(?!\w)/g },
  { category: 'secret', detector: 'pattern', confidence: 0.98, gate: (facts) => facts.mixed, pattern: /(?<![\w-])eyJ[\w-]{6,4000}\.[\w-]{4,8000}(?:\.[\w-]{4,2000})?/g },
  { category: 'secret', detector: 'context', confidence: 0.9, gate: (facts) => facts.hasAny(secretWords), pattern: /\b(?:pass(?:word|phrase|code|wd)|pwd|kennwort|passwort|mot de passe|contraseña|wachtwoord|api[_ -]?key|apikey|access[_ -]?(?:key|token)|auth[_ -]?token|secret(?:[_ -]?(?:key|access[_ -]?key))?|client[_ -]?secret|private[_ -]?key|token|bearer|zugangscode)(?:["'`]?\s{0,3}(?:[:=]|=>)\s{0,3}|\s(?:is|ist|lautet|est|es|è)\s{0,2}:?\s{0,2})["'`]?(?<value>(?!\*+)[^\s"'`,;<>]{4,300})/giu, accept: (value) => /[\d\W_]/.test(value.replace(/[.!?)]+$/, '')) },
  { category: 'secret', detector: 'context', confidence: 0.9, gate: (facts) => facts.hasAny(bearerWords), pattern: /\b(?:bearer|basic)\s(?<value>[\w.~+/-]{12,2000}={0,2})/gi, accept: (value) => /\d/.test(value) || entropy(value) > 3.5 },
  // Wallets and digests.
  { category: 'bank-account', detector: 'pattern', confidence: 0.95, gate: (facts) => facts.mixed, pattern: /(?<!\w)0x[a-fA-F\d]{40}(?!\w)/g },
  { category: 'bank-account', detector: 'pattern', confidence: 0.9, gate: (facts) => facts.mixed, pattern: /(?<!\w)(?:bc1[ac-hj-np-z02-9]{20,80}|[13][a-km-zA-HJ-NP-Z1-9]{25,34})(?!\w)/g, accept: (value) => value.startsWith('bc1') || mixed(value) },
  { category: 'other-identifier', detector: 'pattern', confidence: 0.85, gate: (facts) => facts.mixed, pattern: /(?<![\w-])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\w-])/gi },
  { category: 'secret', detector: 'pattern', confidence: 0.75, gate: (facts) => facts.mixed, pattern: /(?<!\w)[a-fA-F\d]{32,128}(?!\w)/g, accept: (value) => /\d/.test(value) && /[a-f]/i.test(value) },
  { category: 'secret', detector: 'pattern', confidence: 0.7, gate: (facts) => facts.mixed, pattern: /(?<![\w+/=-])[A-Za-z\d+/_-]{20,200}={0,2}(?![\w+/=-])/g, accept: (value) => mixed(value) && !/[_/-][A-Za-z]{0,30}[_/-]/.test(value) },
])

/** API keys, tokens, private keys and passwords: by their issuers' prefixes, by the words before them, by their entropy. */
export const recogniseSecrets: Recogniser = (text, facts) => findByRules(text, facts, rules)
