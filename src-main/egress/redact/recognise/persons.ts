import { plainPattern } from './plain-pattern.ts'
import { findBefore, findByRules, prepared } from './recogniser.ts'
import type { PatternRule, Recogniser } from './recogniser.ts'
import { atWords, closeBefore } from './starts.ts'
import type { Starts } from './starts.ts'
import type { TextFacts } from './text-facts.ts'

/** Pieces of names. A name word begins with a capital; initials and particles stand between. */
const nameWord = String.raw`\p{Lu}[\p{L}\p{M}]{1,24}(?:[’'-]\p{L}[\p{L}\p{M}]{0,24}){0,3}`
const initials = String.raw`(?:\p{Lu}\.[\s-]?){1,4}`
const nameParticle = String.raw`(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ben|ter|ten|zu|zur|vom|af|av|of|y|e|d[’']|o[’']|mac|mc|st\.)`
const nameTail = String.raw`(?:[ \u00a0](?:${nameParticle}\s){0,3}(?:${nameWord}|\p{Lu}\.(?!\p{L})))`
const personName = String.raw`(?:${initials}\s?(?:(?:${nameParticle}\s){0,3}${nameWord}${nameTail}{0,2})?|(?:${nameParticle}\s){0,2}${nameWord}(?:\s${initials}){0,1}${nameTail}{0,3})`
/** A line may break inside a name that a title or introduction began; elsewhere a new line begins something new. */
const wrappedName = personName.replaceAll(String.raw`(?:[ \u00a0](?:${nameParticle}\s)`, String.raw`(?:(?:[ \u00a0]|[ \t]{0,2}\r?\n[ \t]{0,4})(?:${nameParticle}\s)`)

const plainTitles = String.raw`(?:Mr|Mrs|Ms|Miss|Mx|Messrs|Mister|Madam|Dr|Dres|Prof|Professor|Professorin|Sir|Dame|Lady|Lord|Baroness|Baron|Judge|Justice|Magistrate|Rev|Reverend|Fr|Hon|Rabbi|Imam|Capt|Captain|Col|Colonel|Gen|Lt|Lieutenant|Maj|Sgt|Sergeant|Sgt|Cpl|Inspector|Detective|Constable|Senator|Congressman|Congresswoman|Ambassador|Herr|Herrn|Frau|Fräulein|Monsieur|Madame|Mademoiselle|Mme|Mlle|Mlles|MM|M|Maître|Me|Dra|Lic|Señor|Señora|Señorita|Sr|Sra|Srta|Don|Doña|Dña|Signor|Signora|Signorina|Sig|Dott|Dottoressa|Avv|Avvocato|Ing|Geom|Mevrouw|Meneer|Mijnheer|Dhr|Mevr|Mw|Drs|Mr\.\sdrs|Mag|Rechtsanwalt|Rechtsanwältin|RA|RAin|Richter|Richterin|Notar|Notarin|Staatsanwalt|Staatsanwältin|Kläger|Klägerin|Beklagter|Beklagte|Zeuge|Zeugin|Patient|Patientin|Herren)`
const titleEnd = String.raw`(?:\.|\b)(?:(?:ssa|ra|ina|in)\b)?`
const degrees = String.raw`(?:(?:med|jur|rer|phil|iur|nat|pol|oec|h\.?c|habil|dent|vet|theol|Ing|Dipl\.?-Ing|univ|Dr|Prof|Mag)\.?\s?){0,5}`
const notName = /^(?:The|This|That|My|Our|Your|Who|What|When|Where|Sir|Madam|Team|All|Everyone|Customer|Customers|Colleague|Colleagues|Hiring|Manager|Support|Friend|Friends|Editor|Sirs|Members|Court|Government|President|Minister|Commission|Agreement|Section|Article|Company|Bank|Borrower|Lender|Damen|Herren|Herr|Frau|Kunde|Kundin|Monsieur|Madame|Ltd|Inc|General|Committee|Board|Council|Office|Department|Act|Chief|Court)(?!\p{L})/u

const gateOf = (cues: readonly string[]): NonNullable<PatternRule['gate']> => { const wanted = new Set(cues); return (facts) => facts.hasAny(wanted) }
const titleWords = [...plainTitles.matchAll(/\p{L}{1,}/gu)].map(([word]) => word.toLowerCase())

const accept = (value: string): boolean => !notName.test(value)
/** A title is no name by itself (“Frau”), but what stands behind it may be. */
const leadingTitles = new RegExp(String.raw`^(?:${plainTitles}${titleEnd}[\s\u00a0]{1,3}(?:(?:and|&|und|et|y|e|en)\s)?)+`, 'u')

/** With cues but no `starts` a match only has one of them in it; `at` says that it begins with one. */
const cased = (pattern: string, confidence: number, cues: readonly string[] | null, starts?: Starts): PatternRule => ({ category: 'person', detector: 'context', confidence, ...(cues && { gate: gateOf(cues) }), ...(starts && { starts }), pattern: new RegExp(pattern, 'gu'), accept })
const at = (words: readonly string[]): Starts => atWords(new Set(words))
const rules = prepared<PatternRule>([
  // Mr Galip Yalman, Dr. med. Lena Vogt, Mrs G., Lord Rodger of Earlsferry, Mr and Mrs Brown. The title goes with the name: it tells the sex.
  { ...cased(String.raw`(?<![\p{L}\p{N}])${plainTitles}${titleEnd}(?:\s(?:and|&|und|et|y|e|en)\s${plainTitles}${titleEnd})?[\s\u00a0]{1,3}${degrees}${wrappedName}`, 0.92, null, at(titleWords)), accept: (value) => accept(value.replace(leadingTitles, '')) },
  // señor García, mevrouw De Vries, monsieur Dubois: inside a sentence these titles have no capital.
  cased(String.raw`(?<![\p{L}\p{N}])(?:señor|señora|señorita|don|doña|mevrouw|meneer|mijnheer|de heer|monsieur|madame|mademoiselle|maître|signor|signora|dottor|dottoressa|avvocato|mr|mrs|ms|dr|herr|frau)\.?\s${wrappedName}`, 0.85, null, at(['señor', 'señora', 'señorita', 'don', 'doña', 'mevrouw', 'meneer', 'mijnheer', 'de', 'monsieur', 'madame', 'mademoiselle', 'maître', 'signor', 'signora', 'dottor', 'dottoressa', 'avvocato', 'mr', 'mrs', 'ms', 'dr', 'herr', 'frau'])),
  // In capitals or lower case only the clearest titles count.
  cased(String.raw`(?<![\p{L}\p{N}])(?:MR|MRS|MS|DR|HERR|FRAU|MME)\.?\s\p{Lu}{2,24}(?:\s\p{Lu}{2,24}){0,2}`, 0.85, null, at(['mr', 'mrs', 'ms', 'dr', 'herr', 'frau', 'mme'])),
  { ...cased(String.raw`(?<![\p{L}\p{N}])(?:mr|mrs|ms|dr|prof|herr|frau|mme|sra|dhr|mevr)\.?\s(?<value>[\p{Ll}\p{M}'’-]{3,24})(?:\s(?:and|is|has|was|said|from|for|please|to)(?!\p{L})|(?=[\s,.;:!?)]|$))`, 0.7, null, at(['mr', 'mrs', 'ms', 'dr', 'prof', 'herr', 'frau', 'mme', 'sra', 'dhr', 'mevr'])), accept: (value) => !/^(?:and|or|the|is|who|that|lisa)$/.test(value) },
  cased(String.raw`(?<![\p{L}\p{N}])(?:President|Vice-President|Prime Minister|Minister|Chancellor|Governor|Mayor|King|Queen|Prince|Princess|Pope|Saint|Chief Justice|Chairman|Chairwoman|Secretary|Commissioner|Officer|Nurse|Doctor|Coach|Brother|Sister|Father|Uncle|Aunt|Auntie|Grandma|Grandpa|Bundeskanzler|Bundeskanzlerin|Bürgermeister|Minister|Ministerin|Präsident|Präsidentin)\s(?<value>${nameWord}${nameTail}{0,2})`, 0.7, null, at(['president', 'vice', 'minister', 'prime', 'chancellor', 'governor', 'mayor', 'king', 'queen', 'prince', 'princess', 'pope', 'saint', 'chief', 'chairman', 'chairwoman', 'secretary', 'commissioner', 'officer', 'nurse', 'doctor', 'coach', 'brother', 'sister', 'father', 'uncle', 'aunt', 'auntie', 'grandma', 'grandpa', 'bundeskanzler', 'bundeskanzlerin', 'bürgermeister', 'ministerin', 'präsident', 'präsidentin'])),
  // Introductions
  cased(String.raw`(?:[Mm]y (?:full |real |maiden |last |first )?name(?:['’]s| is)|[Nn]ame is|[Cc]alls? me|[Tt]his is|[Hh]er maiden name is|[Kk]nown as|[Ii]ch (?:heiße|bin)|[Mm]ein Name ist|[Jj]e m[’']appelle|[Mm]e llamo|[Mm]i nombre es|[Mm]i chiamo|[Ii]l mio nome è|[Mm]ijn naam is|[Ii]k heet|[Nn]é|[Nn]ée|[Gg]eb\.|[Gg]eborene?)\s(?<value>${wrappedName})`, 0.85, ['name', 'calls', 'call', 'this', 'known', 'ich', 'appelle', 'llamo', 'nombre', 'chiamo', 'nome', 'naam', 'heet', 'né', 'née', 'geb', 'geborene', 'geboren']),
  cased(String.raw`(?:[Nn]ame|[Nn]ames|[Pp]atient|[Ii]nsured|[Ii]nsured [Nn]ame|[Cc]ustomer|[Cc]ontact|[Cc]ontact [Pp]erson|[Ee]mployee|[Tt]enant|[Ll]andlord|[Cc]lient|[Aa]pplicant|[Aa]ttn|[Aa]ttention|[Cc]\/[Oo]|[Ss]igned|[Ss]igned by|[Bb]y|[Ff]rom|[Tt]o|[Cc]c|[Bb]cc|[Vv]on|[Aa]n|[Dd]e|[Aa]ssigned to|[Aa]uthor|[Pp]repared by|[Aa]pproved by|[Nn]om|[Pp]rénom|[Nn]ombre|[Aa]pellidos?|[Nn]ome|[Cc]ognome|[Nn]aam|[Vv]orname|[Nn]achname|[Ff]irst [Nn]ame|[Ll]ast [Nn]ame|[Ff]ull [Nn]ame|[Aa]nsprechpartner(?:in)?|[Kk]ontakt|[Bb]etreut durch|[Ww]itness|[Pp]laintiff|[Dd]efendant|[Cc]ardholder|[Bb]eneficiary|[Aa]ccount [Hh]older|[Kk]ontoinhaber(?:in)?|[Tt]itulaire|[Tt]itular)\*{0,2}\s?:\*{0,2}\s{1,3}["“]?(?<value>${personName})`, 0.8, null, closeBefore(':', 28)),
  cased(String.raw`/\s?s\s?/\s{1,3}(?<value>${personName})`, 0.95, ['s']),
  // Lower case behind the clearest words
  { ...cased(String.raw`(?:\b[Mm]y name['’]?s?(?: is)?|\b[Cc]all me|\b[Nn]ame is)\s(?<value>[\p{Ll}\p{M}'’-]{2,24}(?:\s[\p{Ll}\p{M}'’-]{2,24})?)(?=[.,!?\n]|$|\sand\s|\sbut\s|\si\s)`, 0.7, ['name', 'names', 'me']), accept: (value) => !/^(?:not|on|in|the|a|an|it|is|now|so|when|back|later|at|asap|please|under|wrong|misspelled|tomorrow|today)(?:\s|$)/.test(value) },
  // Salutations and closings
  cased(String.raw`(?:^|\n)\s{0,4}(?:Dear|Hi|Hello|Hey|Hallo|Liebe|Lieber|Liebes|Guten Tag|Sehr geehrte|Sehr geehrter|Cher|Chère|Bonjour|Salut|Querid[oa]|Estimad[oa]|Hola|Car[oa]|Gentile|Ciao|Beste|Geachte|Good (?:morning|afternoon|evening))\s(?<value>${personName})(?=\s{0,2}[,!:\n])`, 0.85, ['dear', 'hi', 'hello', 'hey', 'hallo', 'liebe', 'lieber', 'liebes', 'guten', 'sehr', 'cher', 'chère', 'bonjour', 'salut', 'querido', 'querida', 'estimado', 'estimada', 'hola', 'caro', 'cara', 'gentile', 'ciao', 'beste', 'geachte', 'good']),
  cased(String.raw`(?:Regards|regards|Sincerely|sincerely|Yours|Yours truly|faithfully|Cheers|Thanks|Thank you|Best|Best wishes|Grüßen|Grüßen,|Grüße|Gruß|MfG|LG|VG|Cordialement|Bien à vous|Amicalement|[Aa]tentamente|Un saludo|Saludos|Cordiali saluti|Distinti saluti|Un saluto|groet|groeten|Hochachtungsvoll)[,.!]{0,2}\s{0,3}\n\s{0,4}(?<value>${personName})(?=\s{0,3}(?:\n|$|,|\|))`, 0.88, ['regards', 'sincerely', 'yours', 'faithfully', 'cheers', 'thanks', 'you', 'best', 'wishes', 'grüßen', 'grüße', 'gruß', 'mfg', 'lg', 'vg', 'cordialement', 'vous', 'amicalement', 'atentamente', 'saludo', 'saludos', 'saluti', 'saluto', 'groet', 'groeten', 'hochachtungsvoll']),
  // E-mail headers and parties: Lena Vogt <lena@…>; Maxwell v. the United Kingdom
  cased(String.raw`(?:case of|[Cc]ase|see|See|in|and|also|cf\.|\(|,|;)\s(?<value>${nameWord}(?:\s(?:and\s)?(?:Others|${nameWord})){0,2})(?=\s(?:v|vs|gegen|c|contre)\.?\s(?:the\s)?\p{Lu})`, 0.75, ['v', 'vs', 'gegen', 'c', 'contre']),
  // A daughter M., the sixteen-year-old W.K.
  cased(String.raw`(?:daughter|son|mother|father|wife|husband|child|brother|sister|old|girl|boy|named|called|friend|partner|Tochter|Sohn|Mutter|Vater|Kind|Ehefrau|Ehemann|Zeuge|Zeugin|fille|fils)\s(?<value>(?:\p{Lu}\.\s?(?:-?\p{Lu}\.){0,2}))(?!\p{L})`, 0.75, ['daughter', 'son', 'mother', 'father', 'wife', 'husband', 'child', 'brother', 'sister', 'old', 'girl', 'boy', 'named', 'called', 'friend', 'partner', 'tochter', 'sohn', 'mutter', 'vater', 'kind', 'ehefrau', 'ehemann', 'zeuge', 'zeugin', 'fille', 'fils']),
])

const name = { category: 'person', detector: 'context', withCue: false } as const
/** Names in front of what tells that they are names. */
const before = [
  // Lena Vogt <lena@…>
  { ...name, confidence: 0.9, reach: 60, gate: (facts: TextFacts) => facts.hasAt, cue: plainPattern(/["”]?\s?<[^\s<>@]{1,64}@/gu), front: plainPattern(new RegExp(String.raw`(?<![\p{L}\p{N}])${personName}$`, 'u')), accept },
  // John Smith, 45,
  { ...name, confidence: 0.75, reach: 60, gate: (facts: TextFacts) => facts.hasDigit, cue: plainPattern(/,\s\d{2},/gu), front: plainPattern(new RegExp(String.raw`(?<![\p{L}\p{N}])${nameWord}\s${nameWord}$`, 'u')), accept },
  // X (born 1960), X, born on
  { ...name, confidence: 0.85, reach: 80, gate: gateOf(['born', 'geboren', 'geb', 'née', 'né', 'nacido', 'nacida', 'nato', 'nata']), cue: plainPattern(/,?\s\(?(?:born|geboren|geb\.|née?|nacid[oa]|nat[oa])\s/gu), front: plainPattern(new RegExp(String.raw`(?<![\p{L}\p{N}])${nameWord}${nameTail}{1,2}$`, 'u')), accept },
] as const

/** People by their titles, roles, introductions, salutations and signatures; the rest is for the name finder. */
export const recognisePersons: Recogniser = (text, facts) => [...findByRules(text, facts, rules), ...before.flatMap((rule) => findBefore(text, facts, rule))]
