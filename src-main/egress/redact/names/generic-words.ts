import ordinaryWords from './ordinary-words.json' with { type: 'json' }

/**
 * Nouns and adjectives that contracts, rulings and letters write with capitals though they name nobody: roles ("the Receiving
 * Party"), kinds of institutions ("the Regional Court") and parts of documents ("this Agreement"). In the singular.
 */
const words = `
 accession account accountant accounting act action activity addendum addressee administration administrative administrator adult advance advertiser adviser
 advisor advisory affair affiliate agency agent aggravated agreement agricultural agriculture aid aim air alien ambassador amendment ancillary annex annual
 annuity answer apartment appeal appellant appellate appendix applicant application appointed appraisal arbitral arbitration arbitrator area armed army
 article assembly assessment asset assignee assignment assignor assistance assistant associate association asylum attachment attorney audit
 auditor authority award background ballot bankruptcy bar barrister basic beneficiary benefit bid binding board body borrower branch
 breach brief bureau business buyer cabinet campaign candidate capital care case cassation cause central centre center certificate chair
 chairman chairperson chairwoman chamber chancellor chancery chapter charge charter chief child civil claim claimant class clause clerk client closing code
 collateral college colleague commander commencement commerce commercial commission commissioner commitment committee common commune
 community company competition competent complainant complaint compliance confederation conference confidential confidentiality congress consent
 constitution constitutional consultant consultation consumer contact contract contracting contractor control convention cooperation
 copy copyright corporate corporation corps correctional council counsel counsellor county country court covenant creditor criminal crown cultural culture currency custody customer customs
 damage data database date day deal dealer debenture debtor decision declaration deed default defence defendant defense definition definitive delegate delegation delivering delivery department deposit deputy
 derivative description designated designer detention developer development digital direction directive director directorate disability disciplinary discloser disclosing
 disclosure discussion dispute disputes distributor district division divisional doctor document documentation domestic draft duty
 economic economy education educational effective election electoral electronic emergency employee employer employment end energy enforcement engineer entity environment environmental
 equality equipment equity escrow estate evaluation evaluator event examination exchange exclusive execution executive executor exhibit expert exploration export external
 facility fact faculty fair family federal federation fee field file final finance financial financing firm first fiscal fisheries fleet force foreign form framework franchisee franchisor free freedom full fund fundamental furnishing further
 garrison general gift goods governing government governor grand grantee grantor group guarantee guarantor guardian guest guidelines
 head headquarters health hearing hereinafter high higher highway holder holding home hospital house housing human
 identification immigration import improvement incident income indemnitee indemnitor indemnity independent indictment individual industrial industry information infrastructure initial injured inquiry inspection inspectorate inspector
 instance institute institution instruction instrument insurance insured insurer integration intellectual interest interim interior internal international internet introduction invention inventor
 investigation investigator investment investor issue issuer item joint judge judgment judicial judiciary junior jury justice juvenile key know-how
 labor labour land landlord language law lawful lawyer lead leader lease leave legal legislation legislative legislature lender lessee lessor letter liability librarian library licence license
 licensed licensee licensor limitation limited litigation living loan local logo long-term lord lower
 magistrate maintenance major majority manager management manual manufacturer map market marketing marshal master material matter mayor mediation mediator medical member memorandum mental merger
 merit method migration military mine minister ministerial ministry minor mission monitor mortgage motion municipal municipality mutual
 nation national nationality naval navy need negotiation net network new non-confidential non-disclosure note notary notice notification number
 object obligation observation observer offence offender offer offeree offeror office officer official ombudsman operation operator opinion optional order organ organisation organization original owner
 panel paragraph parent parliament parliamentary part participant participating partner partnership party patent patient payer payment penal penalty penitentiary pension pensioner people performance period permanent permit permitted person personal personnel plaintiff plan
 platform plc plenary police policy political port position possible post power preamble preliminary premier premises president presidency presidential presidium previous prime principal prison prisoner private
 probate procedure proceeding proceedings process procurator producer product production professional profession program programme prohibited project promissory promoter property proposal proposed proprietary prosecution prosecutor prosecutor's prospective protected protection protocol provider province provincial provision provisional psychiatric public publisher purchase purchaser purpose
 quality question quarter
 railway real recital receiver receiving recipient recital record recording redress referendum reform refugee region regional register registered registrar registration registry regulation regulator regulatory relation release relevant remedy rent rental repeal report reporter
 representation representative republic request requesting required requirement research residence resident resolution respondent restricted result retained retention return revenue review revolutionary right risk road roads royal rule
 safety salary sale sample sanction scheme schedule school science scope seat second secret secretariat secretary section secured security seller senate senior sensitive sentence service session settlement share shareholder sheriff signatory signature signing social society software solicitor
 special specification sponsor staff stage standard standing state statement station statute statutory stay stock stockholder strategic structure student study subcontractor subdivision submission subscriber subsidiary subject successor summary summit supervision supervisor supervisory supplement supplementary supplier supply
 support supreme surrender survey system table target tax taxation team technical technology telecommunication temporary tenancy tenant tender term termination territorial territory test testator third title
 trade trademark trading training transaction transfer transferee transferor transmission transport treasury treatment treaty trial tribunal trust trustee trustor
 undersigned undertaking union unit university user
 validity vendor venture venue verdict version vice vice-president victim violation visitor voluntary voter voting
 warden warrant warranty water welfare whole witness woman work worker working works workshop written year youth zone
 accuracy confidentially consequential contents counterpart destruction discretion entire evaluate government's headings including injunctive interpretation jurisdiction
 miscellaneous modification negotiations no-waiver non-solicitation ownership rights reliance representations severability solicitation survival waiver whereas witnesseth
 accordance advice analysis assigns authorised authorized authorisation authorization better certain chief confirmation control disclosed disclose either employees every except
 furnished hereby hereof hereto hereunder herein included independently invitation necessary neither no other pending potential received respective said same several such that these this those thereof undersigned unless upon with without
`
const connecting = new Set(['the', 'a', 'an', 'of', 'for', 'and', 'or', 'on', 'in', 'to', 'at', 'by', 'its', 'their', 'his', 'her', 'our', 'your', 'my', 'any', 'all', 'each', 'as', 'de', 's', 'under', 'against', 'from', 'no', 'not', 'is'])
const generic = new Set(words.split(/\s+/).filter((word) => word !== ''))

/** Ends of words that names do not have: "unenforceable", "liquidation". */
const ordinaryEnding = /(?:able|ible|[st]ions?|ments|ness|ility|ivity|ality|[ai]ted|ates|i[sz]ed|i[sz]es|i[sz]ing|ified|ably|ibly|ally|fully|lessly|ously|ively)$/u
const ordinary = new Set<string>(ordinaryWords)

/** Whether a word, in small letters, is one that is usually written so. */
export function isOrdinary(small: string): boolean {
  return ordinary.has(small) || ordinary.has(small.replace(/['’]?s$/, '')) || (small.length > 7 && ordinaryEnding.test(small))
}

/** What a phrase of ordinary words is about where it is no name: "the Interested Party", "this Pilot Study". */
const headings = /^(?:acts?|agreements?|articles?|assurances?|clauses?|codes?|courts?|dates?|documents?|effects?|information|laws?|materials?|notices?|obligations?|orders?|part(?:y|ies)|periods?|purposes?|regulations?|reports?|rules?|schedules?|sections?|stud(?:y|ies)|terms?|transactions?)$/u
/** What companies end their names with, whatever words come before. */
const tails = /^(?:associates|board|capital|enterprises|global|group|holdings?|industries|international|networks?|partners|resources|services|solutions|studios|systems|technologies|ventures)$/u

/** Whether words together name nobody. */
export function nameNobody(words: readonly string[]): boolean {
  const small = words.map((word) => word.toLowerCase().replace(/['’]s?$/, ''))
  const last = small.at(-1) ?? ''
  if (words.length > 1 && tails.test(last) && words.every((word) => /^\p{Lu}/u.test(word))) return false
  return words.every((word) => word.length === 1 || isGeneric(word)) || (headings.test(last) && small.every((word) => isGeneric(word) || isOrdinary(word)))
}

/** Whether a word names a kind of thing and no thing. Numbers count as such: they name nothing by themselves. */
export function isGeneric(word: string): boolean {
 const small = word.toLowerCase().replace(/['’]s?$/, '')
 return generic.has(small) || connecting.has(small) || /^(?:\d+|[ivx]+)$/.test(small) || singulars(small).some((each) => generic.has(each))
}

function singulars(word: string): readonly string[] {
 if (word.endsWith('ies')) return [`${word.slice(0, -3)}y`]
 return word.endsWith('es') ? [word.slice(0, -2), word.slice(0, -1)] : word.endsWith('s') ? [word.slice(0, -1)] : []
}
