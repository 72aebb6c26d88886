import { anyOf, findByRule } from './recogniser.ts'
import type { PatternRule, Recogniser } from './recogniser.ts'

const code = String.raw`(?=[\p{L}\d./_-]{0,24}\d)[\p{L}\d](?:[\p{L}\d]|[./_-](?=[\p{L}\d])){2,30}`
const is = String.raw`(?:\s{0,2}(?:number|numbers|no\.?|nr\.?|num\.?|nº|n°|numéro|número|numero|nummer|id|code|ref\.?|#|is|was|ist|lautet|est|es|è|with|the|of|for|:|=|-|–|\())`
const behind = (words: readonly string[], value = code): RegExp => new RegExp(String.raw`(?<!\p{L})(?:${anyOf(words)})(?:s|es)?${is}{0,5}\s{0,3}["'#]?(?<value>${value})`, 'giu')

const rules: readonly PatternRule[] = [
  // Courts: 36244/06, no. 31/1993/426/505, 12 O 345/20, IV ZR 12/19, C-123/45, [2019] UKSC 41, 1:20-cv-01234, N. 1234/2019 R.G.
  { category: 'case-number', detector: 'pattern', confidence: 0.85, pattern: /(?<![\p{L}\p{N}/.-])\d{3,6}\/(?:19|20)?\d{2}(?![\p{L}\p{N}/-])/gu },
  { category: 'case-number', detector: 'pattern', confidence: 0.85, pattern: /(?<![\p{L}\p{N}/.-])\d{1,5}\/(?:19|20)\d{2}\/\d{1,5}(?:\/\d{1,5})?(?![\p{L}\p{N}/-])/gu },
  { category: 'case-number', detector: 'pattern', confidence: 0.85, pattern: /(?<![\p{L}\p{N}/-])(?:(?:\d{1,3}|[IVX]{1,5}[a-z]?)\s)?(?:[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{0,5}(?:\s?\([A-Za-zäöü]{1,8}\))?)\s\d{1,5}\/\d{2,4}(?:\s?[A-Z]{1,2})?(?![\p{L}\p{N}/])/gu, accept: (value) => !/^(?:Art|Section|Abs|Nr|No|Law|Act|Decree|Rule|Directive|Regulation|Resolution|Page|Seite|EU|EC|EEC|UN|Order|Year)\s/i.test(value) },
  { category: 'case-number', detector: 'pattern', confidence: 0.85, pattern: /(?<![\p{L}\p{N}])\d:\d{2}-(?:cv|cr|mj|mc|bk|ap|md)-\d{3,6}(?:-[A-Z]{2,4}){0,3}/giu },
  { category: 'case-number', detector: 'pattern', confidence: 0.85, pattern: /\[(?:19|20)\d{2}\]\s(?:EWCA|EWHC|UKSC|UKHL|UKPC|CSIH|CSOH|NICA|IESC|IEHC|SCC|HCA|FCA)\s?(?:Civ|Crim)?\s?\d{1,5}(?:\s?\([A-Za-z]{2,6}\))?/gu },
  { category: 'case-number', detector: 'context', confidence: 0.9, pattern: behind(['application', 'applications', 'case', 'case file', 'docket', 'claim', 'file', 'matter', 'proceedings', 'indictment', 'decision', 'judgment', 'complaint', 'aktenzeichen', 'az.', 'az', 'geschäftszeichen', 'gz.', 'geschäftsnummer', 'dossier', 'rg', 'expediente', 'autos', 'fascicolo', 'zaaknummer', 'rolnummer', 'parketnummer', 'incident', 'ticket', 'report'], String.raw`(?=[^\s]{0,20}\d{3})${code}`) },
  { category: 'case-number', detector: 'context', confidence: 0.85, pattern: /(?<=\(?\bnos?\.\s{0,2})\d{2,6}\/\d{2,4}(?:(?:,\s|\sand\s)\d{2,6}\/\d{2,4}){0,8}/giu },
  // Whatever is called by its number
  { category: 'medical-id', detector: 'context', confidence: 0.92, pattern: behind(['mrn', 'medical record', 'patient', 'patient id', 'health plan', 'health insurance', 'beneficiary', 'chart', 'specimen', 'patienten-nr', 'patientennummer', 'versichertennummer', 'dossier médical', 'historia clínica', 'cartella clinica', 'patiëntnummer', 'medicaid', 'medicare', 'health card', 'hicn', 'lab'], String.raw`(?=[^\s]{0,20}\d{3})${code}`) },
  { category: 'passport', detector: 'context', confidence: 0.92, pattern: behind(['passport', 'reisepass', 'reisepassnummer', 'passnummer', 'pass-nr', 'passeport', 'pasaporte', 'passaporto', 'paspoort', 'paspoortnummer', 'travel document'], String.raw`(?=[^\s]{0,12}\d{3})${code}`) },
  { category: 'licence', detector: 'context', confidence: 0.92, pattern: behind(['driver’s license', "driver's license", "driver's licence", 'drivers license', 'drivers licence', 'driver license', 'driving licence', 'driving license', 'license', 'licence', 'dl', 'dln', 'führerschein', 'führerscheinnummer', 'permis de conduire', 'carnet de conducir', 'permiso de conducir', 'patente', 'rijbewijs', 'rijbewijsnummer', 'certificate', 'bar'], String.raw`(?=[^\s]{0,16}\d{3})${code}`) },
  { category: 'bank-account', detector: 'context', confidence: 0.88, pattern: behind(['account', 'acct', 'acct.', 'a/c', 'bank account', 'konto', 'kontonummer', 'konto-nr', 'kto', 'compte', 'cuenta', 'conto', 'rekening', 'rekeningnummer', 'depot', 'loan'], String.raw`(?=[^\s]{0,20}\d{4})[\p{L}\d](?:[\p{L}\d]|[ ./-](?=\d)){3,28}`) },
  { category: 'reference', detector: 'context', confidence: 0.85, pattern: behind(['invoice', 'policy', 'customer', 'client', 'member', 'membership', 'employee', 'staff', 'student', 'order', 'purchase order', 'po', 'contract', 'agreement', 'reference', 'ref', 'ref.', 'our ref', 'your ref', 'booking', 'reservation', 'confirmation', 'tracking', 'shipment', 'transaction', 'registration', 'serial', 'device', 'badge', 'vendor', 'supplier', 'subscriber', 'reg', 'inmate', 'prisoner', 'batch', 'certificate', 'certification', 'record', 'unique identifier', 'identifier', 'rechnung', 'rechnungsnummer', 'rechnungs-nr', 'kundennummer', 'kunden-nr', 'vertragsnummer', 'vertrags-nr', 'vertrag', 'police', 'policennummer', 'versicherungsschein', 'versicherungsscheinnummer', 'mitgliedsnummer', 'personalnummer', 'matrikelnummer', 'matrikel', 'bestellnummer', 'auftragsnummer', 'vorgangsnummer', 'schadennummer', 'handelsregister', 'hrb', 'hra', 'facture', 'contrat', 'client n°', 'commande', 'police n°', 'matricule', 'factura', 'contrato', 'póliza', 'cliente', 'pedido', 'expediente', 'fattura', 'contratto', 'polizza', 'pratica', 'factuur', 'factuurnummer', 'klantnummer', 'polis', 'polisnummer', 'contractnummer', 'ordernummer', 'dossiernummer', 'kenmerk'], String.raw`(?=[^\s]{0,20}\d{3})${code}`), accept: (value) => !/^(?:19|20)\d{2}$/.test(value) },
  { category: 'other-identifier', detector: 'context', confidence: 0.8, pattern: /(?<![\p{L}\p{N}])(?:ID|Id|id|ID-Nr\.?|identifier|Kennung|identifiant|identificación|DNI|NIE|NIF|BSN|NIR|INN|CURP|CNP)\s{0,2}(?:number|no\.?|nr\.?|n°|nº|is|ist|est|es|è|#|:|=){0,3}\s{0,2}[:=#]?\s{0,2}(?<value>(?=[^\s]{0,16}\d{3})[\p{L}\d](?:[\p{L}\d]|[./_-](?=[\p{L}\d])){3,30})/gu },
  // Vehicles
  { category: 'vehicle', detector: 'context', confidence: 0.9, pattern: behind(['licence plate', 'license plate', 'number plate', 'plate', 'plates', 'vehicle registration', 'reg', 'tag', 'kennzeichen', 'amtliches kennzeichen', 'immatriculation', 'plaque', 'matrícula', 'targa', 'kenteken', 'vin', 'fin', 'chassis', 'fahrgestellnummer'], String.raw`(?=[^\n]{0,12}\d)[\p{L}\d]{1,4}(?:[ ·-]?[\p{L}\d]{1,7}){0,3}`), accept: (value) => /\d/.test(value) && !/\s[a-z]{2,}/.test(value) },
  { category: 'vehicle', detector: 'checksum', confidence: 0.97, pattern: /(?<![\p{L}\p{N}])[A-HJ-NPR-Z\d]{17}(?![\p{L}\p{N}])/gu, accept: validVin },
  { category: 'vehicle', detector: 'pattern', confidence: 0.8, pattern: /(?<![\p{L}\p{N}-])[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}\s?\d{1,4}[EH]?(?![\p{L}\p{N}-])/gu },
  { category: 'vehicle', detector: 'pattern', confidence: 0.75, pattern: /(?<![\p{L}\p{N}-])(?:[A-Z]{2}\d{2}\s?[A-Z]{3}|[A-Z]{2}-\d{3}-[A-Z]{2}|\d{4}\s[B-DF-HJ-NP-TV-Z]{3}|[A-Z]{2}\s\d{3}\s[A-Z]{2}|[A-Z]{2}-\d{2}-\d{2}|\d{2}-[A-Z]{3}-\d|[A-Z]-\d{3}-[A-Z]{2})(?![\p{L}\p{N}-])/gu },
  // Bare codes: letters and at least five digits, or a long run of digits
  { category: 'other-identifier', detector: 'pattern', confidence: 0.55, pattern: /(?<![\p{L}\p{N}._/-])(?=[A-Za-z\d-]{0,24}[A-Za-z])(?=(?:[A-Za-z-]{0,8}\d){5})[A-Za-z\d](?:[A-Za-z\d]|-(?=[A-Za-z\d])){5,34}(?![\p{L}\p{N}_/])/gu, accept: (value) => !/^(?:ISO|IEC|RFC|EN|DIN|SHA|UTF|COVID|WINDOWS|MP|BS|IFRS|IAS|CVE)-?\d/i.test(value) && !/^\d{1,6}(?:px|ms|kg|km|mm|kb|mb|gb|th|usd|eur|x)$/i.test(value) },
  { category: 'other-identifier', detector: 'pattern', confidence: 0.5, pattern: /(?<![\p{L}\p{N}.,$€£-])(?<![$€£]\s?)\d{8,34}(?![\p{L}\p{N}%]|[.,]\p{N})/gu },
  { category: 'other-identifier', detector: 'pattern', confidence: 0.5, pattern: /(?<![\p{L}\p{N}.,/-])\d{2,5}(?:-\d{2,6}){2,5}(?![\p{L}\p{N}/-])/gu },
]

const vinWeights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
const vinValues: Readonly<Record<string, number>> = { A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8, J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9, S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9 }

/** ISO 3779 with the North American check digit, or the European form: three letters of the maker and a serial of digits. */
function validVin(value: string): boolean {
  const sum = [...value].reduce((total, character, index) => total + (vinValues[character] ?? Number(character)) * (vinWeights[index] ?? 0), 0)
  const check = sum % 11
  return value[8] === (check === 10 ? 'X' : String(check)) ? /\d/.test(value) && /[A-Z]/.test(value) : /^[A-Z]{2}[A-Z\d][A-Z\d]{8,9}\d{5,6}$/.test(value) && /[A-Z]/.test(value)
}

/** Numbers of cases, contracts, patients, vehicles: by their form or by the word before them. */
export const recogniseReferences: Recogniser = (text) => (/\d/.test(text) ? rules.flatMap((rule) => findByRule(text, rule)) : [])
