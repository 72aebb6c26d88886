import type { Category } from '../../../src-preload/contract/index.ts'
import type { SeededRandom } from './seeded-random.ts'

export type CanaryKind = 'listed-person' | 'introduced-person' | 'code-word' | 'e-mail' | 'iban' | 'phone' | 'address' | 'case-number' | 'secret'

/** A made-up value that must never arrive anywhere, and how a person would write it. */
export interface Canary {
  readonly kind: CanaryKind
  readonly value: string
  /** What must not be found in what was received, in any form: the value, and pieces of it that alone would give it away. */
  readonly needles: readonly string[]
  /** On the user's own list, as this; null where a detector has to find it. */
  readonly listedAs: Category | null
  /** Sentences in which it is recognisable; `%` stands for the value. */
  readonly sentences: readonly string[]
}

const letters = 'abcdefghijklmnopqrstuvwxyz'
const digits = '0123456789'

/** Three or four syllables that no language has as a word. */
function inventedWord(random: SeededRandom, syllables: number): string {
  const word = Array.from({ length: syllables }, () => random.pick(['bran', 'dor', 'fel', 'gul', 'hav', 'jos', 'kel', 'lom', 'mir', 'nod', 'por', 'quin', 'ros', 'sul', 'tav', 'vel', 'wem', 'yor', 'zan'])).join('')
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function personName(random: SeededRandom): { readonly given: string; readonly family: string } {
  return { given: inventedWord(random, 2), family: inventedWord(random, 3) + random.pick(['ov', 'berg', 'ski', 'ard', 'ez', 'wick']) }
}

const makers: Readonly<Record<CanaryKind, (random: SeededRandom) => Omit<Canary, 'kind'>>> = {
  'listed-person': (random) => {
    const { given, family } = personName(random)
    return { value: `${given} ${family}`, needles: [`${given} ${family}`, family], listedAs: 'person', sentences: ['% was there on Tuesday.', 'The keys were left with %, who kept them.', 'Gesehen wurde % am Abend.', 'Nobody asked % about it.', '%'] }
  },
  'introduced-person': (random) => {
    const { given, family } = personName(random)
    return { value: `${given} ${family}`, needles: [`${given} ${family}`, family], listedAs: null, sentences: ['The claimant, Mr %, paid in cash.', 'Dear Ms %,', 'Sehr geehrter Herr %,', 'My name is %.', 'Dr. % examined the patient.', 'Frau % hat gekündigt.'] }
  },
  'code-word': (random) => {
    const word = `${inventedWord(random, 2)}${random.pick(['', ' '])}${inventedWord(random, 2)}`
    return { value: word, needles: [word], listedAs: 'custom', sentences: ['Project % is to stay quiet.', 'They call it % among themselves.', 'Die Akte % ist gesperrt.'] }
  },
  'e-mail': (random) => {
    const address = `${inventedWord(random, 2).toLowerCase()}.${inventedWord(random, 3).toLowerCase()}${random.below(100)}@${inventedWord(random, 3).toLowerCase()}.${random.pick(['com', 'de', 'co.uk', 'org'])}`
    return { value: address, needles: [address, address.split('@')[0] ?? ''], listedAs: null, sentences: ['Write to % before Friday.', 'E-mail: %', 'Kontakt: % (werktags).', 'From: <%>'] }
  },
  'iban': (random) => {
    const iban = random.pick([() => germanIban(random), () => britishIban(random), () => dutchIban(random)])()
    const value = random.chance(0.5) ? iban : (iban.match(/.{1,4}/g) ?? []).join(' ')
    return { value, needles: [iban, iban.slice(4)], listedAs: null, sentences: ['Transfer it to % today.', 'IBAN: %', 'Bitte auf % überweisen.', 'The account % was closed.'] }
  },
  'phone': (random) => {
    const value = random.pick([
      () => `+44 79${random.text('12345678', 2)} ${random.text(digits, 6)}`,
      () => `+49 151 ${random.text('23456789', 8)}`,
      () => `+1 (415) ${random.text('234678', 3)}-${random.text(digits, 4)}`,
    ])()
    return { value, needles: [value, value.replace(/^\+\d{1,2}/, '')], listedAs: null, sentences: ['Call % after six.', 'Tel.: %', 'Telefon: %', 'Her mobile number is %.'] }
  },
  'address': (random) => {
    const street = inventedWord(random, 3)
    const english = random.chance(0.5)
    const value = english
      ? `${1 + random.below(180)} ${street} ${random.pick(['Road', 'Street', 'Avenue', 'Lane'])}, Leeds LS${1 + random.below(9)} ${1 + random.below(9)}${random.text('ABDEFGH', 2)}`
      : `${street}${random.pick(['straße', 'weg', 'allee'])} ${1 + random.below(180)}, ${random.pick(['50667 Köln', '20095 Hamburg', '80331 München'])}`
    return { value, needles: [street], listedAs: null, sentences: english ? ['He lives at %.', 'Address: %', 'The flat at % was empty.'] : ['Sie wohnt in der %.', 'Anschrift: %', 'wohnhaft: %'] }
  },
  'case-number': (random) => {
    const { value, sentences } = random.pick([
      () => ({ value: `${1 + random.below(9)}:${10 + random.below(15)}-cv-${random.text('123456789', 5)}`, sentences: ['Case No. % is pending.', 'See Case No. %.'] }),
      () => ({ value: `HQ${10 + random.below(10)}X${random.text('123456789', 5)}`, sentences: ['Claim No. %', 'The claim no. % was issued in London.'] }),
      () => ({ value: `${10 + random.below(80)} O ${100 + random.below(900)}/${10 + random.below(15)}`, sentences: ['Az. %', 'Das Aktenzeichen: %', 'Landgericht Köln, Az.: %'] }),
    ])()
    return { value, needles: [value], listedAs: null, sentences }
  },
  'secret': (random) => {
    const base62 = letters + letters.toUpperCase() + digits
    const value = random.pick([
      () => `sk-proj-${random.text(base62, 40)}`,
      () => `ghp_${random.text(base62, 36)}`,
      () => `AKIA${random.text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`,
    ])()
    return { value, needles: [value, value.slice(-16)], listedAs: null, sentences: ['The key is %.', 'api_key = "%"', 'token: %', 'Authorization: Bearer %'] }
  },
}

export const canaryKinds = Object.keys(makers) as readonly CanaryKind[]

export function makeCanary(kind: CanaryKind, random: SeededRandom): Canary {
  return { kind, ...makers[kind](random) }
}

function germanIban(random: SeededRandom): string {
  return withCheckDigits('DE', random.text(digits, 18))
}
function britishIban(random: SeededRandom): string {
  return withCheckDigits('GB', `NWBK${random.text(digits, 14)}`)
}
function dutchIban(random: SeededRandom): string {
  return withCheckDigits('NL', `INGB0${random.text(digits, 9)}`)
}

/** ISO 13616: 98 minus the remainder of the rearranged number by 97. */
function withCheckDigits(country: string, account: string): string {
  const spelled = [...`${account}${country}00`].map((character) => Number.parseInt(character, 36)).join('')
  return `${country}${String(98n - (BigInt(spelled) % 97n)).padStart(2, '0')}${account}`
}
