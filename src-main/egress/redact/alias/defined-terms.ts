import type { DetectedSpan } from '../redactor.ts'
import { neverAlias, ordinaryWords } from './ordinary-words.ts'

const definition = /^[\s,]{0,3}[^()\n]{0,60}?\(\s?(?:hereinafter|hereafter|the|in the following|im Folgenden|nachfolgend|ci-après|en adelante|di seguito|hierna)?[\s,:]{0,3}(?:referred to as|called|genannt|auch)?\s{0,2}(?:the|das|die|der|le|la|el|il|de)?\s{0,2}["“”„'‘«]\s?(?:the\s|der\s|die\s|das\s)?([\p{L}\p{N}][\p{L}\p{N} .&'’-]{1,40}?)\s?["“”'’»]/u

/**
 * The short names that a contract or judgment gives those it has named: Akamai Technologies, Inc. (“Akamai”). A defined word that is only a role
 * (“the Bank”, “the applicant”) identifies nobody and stays readable.
 */
export function definedTerms<Span extends DetectedSpan>(text: string, spans: readonly Span[]): readonly { readonly alias: string; readonly of: Span }[] {
  const found: { alias: string; of: Span }[] = []
  for (const span of spans) {
    if (span.category !== 'organisation' && span.category !== 'person') continue
    const alias = definition.exec(text.slice(span.end, span.end + 140))?.[1]?.trim()
    if (alias === undefined || !/\p{Lu}/u.test(alias)) continue
    const words = alias.toLowerCase().split(/[\s.&'’-]+/).filter((word) => word !== '')
    if (words.some((word) => word.length >= 2 && !neverAlias.has(word) && !ordinaryWords.has(word) && !roles.has(word))) found.push({ alias, of: span })
  }
  return found
}

const roles = new Set('lessor lessee seller buyer purchaser vendor supplier contractor subcontractor consultant agent trustee issuer holder guarantor pledgor obligor licensor licensee distributor manufacturer owner operator insurer insured assignor assignee receiving disclosing executive shareholder shareholders investor investors partner partners member members director directors plaintiff defendant respondent appellant petitioner claimant applicant applicants complainant victim witness counsel representative delegate government court commission convention agreement contract loan property premises services product products vermieter mieter käufer verkäufer auftraggeber auftragnehmer arbeitgeber arbeitnehmer kläger beklagte beklagter darlehensgeber darlehensnehmer gesellschaft unternehmen bailleur locataire vendeur acheteur société prestataire arrendador arrendatario vendedor comprador empresa sociedad venditore acquirente locatore conduttore società verhuurder huurder koper verkoper vennootschap administration authority authorities committee board council ministry minister prosecutor hospital firm school university association foundation project facility group holding parent subsidiary affiliate affiliates'.split(' '))
