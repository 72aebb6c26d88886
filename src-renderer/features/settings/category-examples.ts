import type { Category, MaskAction } from '../../../src-preload/contract/index.ts'

/** Categories that read together, in the order of the settings. */
export const categoryGroups = {
  people: ['person', 'organisation', 'username', 'nationality'],
  contact: ['address', 'place', 'email', 'phone', 'url', 'ip-address', 'coordinates'],
  numbers: ['bank-account', 'card', 'national-id', 'tax-id', 'passport', 'licence', 'vehicle', 'medical-id', 'case-number', 'reference', 'secret'],
  facts: ['date', 'birth-date', 'age', 'amount'],
  other: ['other-identifier', 'custom'],
} as const satisfies Readonly<Record<string, readonly Category[]>>

/** An invented example of each category, and the same one generalised. */
export const examples: Readonly<Record<Category, readonly [text: string, coarser: string]>> = {
  'person': ['Marta Oldenburg', 'a person'], 'organisation': ['Harcourt Lettings Ltd', 'an organisation'], 'username': ['marta_o', 'a user name'], 'nationality': ['Danish', 'a nationality'],
  'address': ['31 Quay Terrace, Port Ansley', 'an address'], 'place': ['Port Ansley', 'a town'], 'email': ['marta.o@post.example', 'an e-mail address'], 'phone': ['+44 20 7946 0958', 'a phone number'], 'url': ['https://oldenburg.example', 'a link'], 'ip-address': ['192.0.2.44', 'a network address'], 'coordinates': ['51.5007, −0.1246', 'a position'],
  'bank-account': ['GB33 BUKB 2020 1555 5555 55', 'a bank account'], 'card': ['4111 1111 1111 1111', 'a card number'], 'national-id': ['QQ 12 34 56 C', 'an identity number'], 'tax-id': ['DE136695976', 'a tax number'], 'passport': ['C01X00T47', 'a passport number'], 'licence': ['OLDEN756129M99IJ', 'a licence number'], 'vehicle': ['AB12 CDE', 'a vehicle'], 'medical-id': ['943 476 5919', 'a medical number'], 'case-number': ['BRN/2025/0417', 'a case number'], 'reference': ['Your ref. HL-2291', 'a reference'], 'secret': ['sk-live-51Hq…', 'a secret'],
  'date': ['7 February 2025', 'February 2025'], 'birth-date': ['14 May 1987', 'May 1987'], 'age': ['38 years', '30 to 39'], 'amount': ['2,400 pounds', 'about 2,000 pounds'],
  'other-identifier': ['Meter 0042-7731', 'an identifier'], 'custom': ['Project Lighthouse', 'something'],
}

/** What goes out in place of a category's example. */
export function exampleEffect(category: Category, action: MaskAction): string {
  const [text, coarser] = examples[category]
  if (action === 'keep') return text
  return action === 'mask' ? `[${category.replaceAll('-', '_').toUpperCase()}_1]` : coarser
}
