import { fromRules } from './recogniser.ts'
import type { PatternRule } from './recogniser.ts'
import { americanNumbers } from './numbers-americas.ts'
import { europeanNumbers } from './numbers-europe.ts'
import { northernNumbers } from './numbers-north.ts'
import { otherNumbers } from './numbers-asia-pacific.ts'

const rules: readonly PatternRule[] = [...americanNumbers, ...europeanNumbers, ...northernNumbers, ...otherNumbers]

/** National, tax and health numbers with a checksum or a form of their own, of some thirty countries. */
export const recogniseNationalNumbers = fromRules(rules, (facts) => facts.hasDigit)
