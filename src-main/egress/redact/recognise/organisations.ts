import { plainPattern } from './plain-pattern.ts'
import { anyOf, findBefore, findByRules, prepared } from './recogniser.ts'
import type { PatternRule, Recogniser } from './recogniser.ts'
import { atWords, beforeWords } from './starts.ts'
import type { TextFacts } from './text-facts.ts'

// A full stop belongs to a short word only; behind a long one a sentence ends.
const word = String.raw`(?:\p{Lu}\p{L}{0,2}\.|(?:\p{Lu}\.){2,5}|\p{Lu}[\p{L}\p{M}\p{N}&'’-]{0,30})`
const join = String.raw`(?:[ \u00a0](?:&|and|und|et|y|e|of|the|de|des|der|für|for|du|la)[ \u00a0]|,?[ \u00a0]|-)`
const name = String.raw`${word}(?:${join}${word}){0,4}`

const legalForms = ['Ltd', 'Ltd.', 'Limited', 'LLC', 'L.L.C.', 'LLP', 'L.L.P.', 'LP', 'L.P.', 'Inc', 'Inc.', 'Incorporated', 'Corp', 'Corp.', 'Corporation', 'Co.', 'Company', 'PLC', 'plc', 'PLLC', 'GmbH', 'GmbH & Co. KG', 'GmbH & Co KG', 'gGmbH', 'mbH', 'AG', 'SE', 'KG', 'KGaA', 'OHG', 'GbR', 'UG', 'e.V.', 'e. V.', 'eG', 'e.K.', 'SARL', 'S.A.R.L.', 'S.à r.l.', 'SAS', 'SASU', 'S.A.S.', 'S.A.', 'SA', 'EURL', 'SNC', 'SCI', 'S.L.', 'SL', 'S.L.U.', 'S.p.A.', 'SpA', 'S.r.l.', 'Srl', 'S.R.L.', 'S.n.c.', 'S.a.s.', 'B.V.', 'BV', 'N.V.', 'NV', 'V.O.F.', 'BVBA', 'VZW', 'AB', 'ASA', 'A/S', 'ApS', 'Oy', 'Oyj', 'AS', 'Sp. z o.o.', 'z o.o.', 's.r.o.', 'a.s.', 'Kft.', 'Kft', 'Zrt.', 'd.o.o.', 'S.C.', 'Pty', 'Pty Ltd', 'Pty. Ltd.', 'Pvt. Ltd.', 'Pte Ltd', 'Pte. Ltd.', 'A.Ş.', 'AŞ', 'Holding', 'Holdings', 'Group', 'Bancorp', 'Trust', 'Foundation', 'Stiftung', 'Partnership', 'Associates', 'Partners', 'Industries', 'Enterprises', 'Solutions', 'Technologies', 'Systems', 'Consulting', 'Ventures', 'Capital', 'Logistics', 'Insurance', 'Pharmaceuticals', 'Airlines', 'Airways', 'Newspaper', 'Publishing', 'Sons', '& Co', '& Co.', '& Sons', 'and Sons']

const bodies = ['University', 'College', 'School', 'Institute', 'Academy', 'Hospital', 'Clinic', 'Court', 'Tribunal', 'Prison', 'Jail', 'Bank', 'Church', 'Cathedral', 'Council', 'Ministry', 'Municipality', 'Police', 'Police Station', 'Police Department', 'Prosecutor', 'Public Prosecutor', "Prosecutor's Office", 'Prosecutor’s Office', 'Directorate', 'Commission', 'Committee', 'Authority', 'Agency', 'Association', 'Society', 'Union', 'Federation', 'Office', 'Centre', 'Center', 'Museum', 'Library', 'Hotel', 'Airport', 'Station', 'Barracks', 'Regiment', 'Battalion', 'Division', 'Inspectorate', 'Chamber', 'Assembly', 'Board', 'Department', 'Bureau', 'Service', 'Clinic', 'Pharmacy', 'Branch', 'Factory', 'Refinery', 'Detention Centre', 'Remand Centre', 'Remand Prison', 'Assize Court', 'State Security Court', 'Land Registry', 'Commune', 'Penitentiary', 'Club', 'Orchestra', 'Stadium', 'Theatre', 'Times', 'Gazette', 'Herald', 'Tribune']

/** Words that name a kind of body and not one body: `the Supreme Court`, `District Court` alone identify nobody. */
const generic = new Set(`the a an this that supreme high district regional county court courts appeal appeals of cassation administrative constitutional state security public prosecutor prosecutor's prosecutor’s national federal international european principal chief military criminal civil commercial labour labor family juvenile first second third instance assize magistrates magistrates' council councils city town municipal local central general police station department office police ministry minister of and for board tribunal commission committee government crown land tax authority service services social health prison remand detention centre center hospital university school college bank church party union association agency bureau division branch inspectorate directorate institute academy chamber assembly grand higher lower superior provincial special final joint select legal aid human rights economic cultural affairs justice interior defence foreign finance education president registrar registry parole disciplinary medical psychiatric private trade judicial financial company companies group trust limited partnership our my your its his her their bar law executive investigating judge judges in on at by under all any each new old board's holding insurance capital systems solutions industries receiving disclosing delivering furnishing providing neither either both interested recipient third requesting permitted proposed confidential including such other others section article data management project customer software business operating information credit risk annual technical support human resources corporate quality control cloud air travel employment benefits pensions immigration procedure rules act code`.split(/\s+/))

/** A law about a court is no court. */
const isLaw = /\s(?:Act|Code|Law|Order|Ordinance|Rules|Regulations?)(?:\s\d{4})?$/u
const specific = (value: string): boolean => !isLaw.test(value) && value.split(/[\s,&-]+/).some((part) => /^\p{Lu}/u.test(part) && !generic.has(part.toLowerCase().replace(/[.’']s?$/, '')))

/** In a line of capitals these are words. */
const wordForms = /[\s,](?:AS|SE|SA|AB|AG|SL|KG|UG|CO\.|LP|NV|BV)$/
const legalWords = new Set(legalForms.filter((form) => !/^\p{Lu}\.|^[a-z]\./u.test(form)).flatMap((form) => form.toLowerCase().match(/\p{L}+/gu) ?? []))
const lowerForms = new Set(['ltd', 'llc', 'inc', 'gmbh', 'plc', 'corp', 'llp'])
const heads = new Set('bank university ministry municipality institute church college school department office court embassy consulate diocese archdiocese republic chamber bar faculty universität hochschule ministerium amtsgericht landgericht oberlandesgericht arbeitsgericht sozialgericht verwaltungsgericht finanzgericht finanzamt stadt gemeinde gemeente landkreis université ministère mairie tribunal cour hôpital lycée banque universidad ministerio ayuntamiento juzgado banco hospital università ministero comune tribunale ospedale banca universiteit ministerie rechtbank gerechtshof ziekenhuis'.split(' '))
const bodyWords = new Set(bodies.flatMap((body) => body.toLowerCase().match(/\p{L}+/gu) ?? []))

const byLegalForm = {
  category: 'organisation', detector: 'pattern', confidence: 0.85, withCue: true, reach: 160,
  gate: (facts: TextFacts) => facts.dotted || facts.hasAny(legalWords),
  cue: plainPattern(new RegExp(String.raw`(?:,\s|\s)(?:${anyOf(legalForms)})(?![\p{L}\p{N}])(?:\s(?:&\sCo\.?\s?(?:KGa?A?|OHG)?|Ltd\.?|LLC|KG)(?!\p{L}))?`, 'gu')),
  front: plainPattern(new RegExp(String.raw`(?<![\p{L}\p{N}])${name}$`, 'u')),
  accept: (value: string) => { const front = value.replace(/[\s,](?:\S+)$/u, ''); return specific(front) && !(wordForms.test(value) && front === front.toUpperCase() && front.includes(' ')) },
} as const

const rules = prepared<PatternRule>([
  { category: 'organisation', detector: 'pattern', confidence: 0.8, starts: beforeWords(lowerForms, 100), pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:[\p{Ll}\d][\p{Ll}\d&'’-]{1,24},?\s(?:(?:and|&)\s)?){1,3}(?:ltd|llc|inc|gmbh|plc|corp|llp)(?![\p{L}\p{N}])\.?`, 'gu'), accept: (value) => !/^(?:the|a|an|is|of|for|our|this|not|very|time|are|was|by|in|at|from)\s/.test(value) },
  { category: 'organisation', detector: 'pattern', confidence: 0.75, starts: atWords(heads), pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:Bank|University|Ministry|Municipality|Institute|Church|College|School|Department|Office|Court|Embassy|Consulate|Diocese|Archdiocese|Republic|Chamber|Bar Association|Court of Appeal|Faculty|Universität|Hochschule|Ministerium|Amtsgericht|Landgericht|Oberlandesgericht|Arbeitsgericht|Sozialgericht|Verwaltungsgericht|Finanzgericht|Finanzamt|Stadt|Gemeinde|Landkreis|Université|Ministère|Mairie|Tribunal|Cour d[’']appel|Hôpital|Lycée|Banque|Universidad|Ministerio|Ayuntamiento|Juzgado|Banco|Hospital|Università|Ministero|Comune|Tribunale|Ospedale|Banca|Universiteit|Ministerie|Gemeente|Rechtbank|Gerechtshof|Ziekenhuis)\s(?:(?:of|for|the|de|des|du|di|del|della|der|für|van|voor|la|le|in|zu|am|d[’']|l[’'])\s?){0,3}(?:\p{Lu}[\p{L}\p{M}'’.-]{1,30})(?:\s(?:and\s|of\s|und\s)?\p{Lu}[\p{L}\p{M}'’-]{2,30}){0,2}`, 'gu'), accept: (value) => specific(value.slice(value.indexOf(' '))) },
  { category: 'organisation', detector: 'pattern', confidence: 0.72, starts: beforeWords(bodyWords, 190), pattern: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:(?:\p{Lu}\p{L}{0,2}\.|\p{Lu}[\p{L}\p{M}'’-]{1,30})\s(?:(?:of|and|de|for)\s)?){1,5}(?:${anyOf(bodies)})(?![\p{L}\p{N}])(?:\s(?:No\.?|no\.?|Nr\.?)\s\d{1,3})?(?:\s\(\p{Ll}[\p{L}\p{M}\s-]{3,50}\))?`, 'gu'), accept: specific },
])

/** Organisations by their legal form or by the word for what they are, with a name of their own beside it. */
export const recogniseOrganisations: Recogniser = (text, facts) => [...findBefore(text, facts, byLegalForm), ...findByRules(text, facts, rules)].map((span) => withoutArticle(text, span))

/** A sentence's first word is part of the capitals in front of a name, not of the name. */
function withoutArticle<T extends { readonly start: number; readonly end: number }>(text: string, span: T): T {
  const lead = /^(?:(?:The|This|That|In|On|At|By|A|An|Our|From|For|When|While|If|After|Before|Under|Both|Der|Die|Das|Le|La|Les|El|Los|Il|Lo|De|Het)\s)+/u.exec(text.slice(span.start, span.end))
  return lead && span.start + lead[0].length < span.end ? { ...span, start: span.start + lead[0].length } : span
}
