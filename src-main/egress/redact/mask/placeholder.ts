import { categories } from '../../../../src-preload/contract/index.ts'
import type { Category } from '../../../../src-preload/contract/index.ts'

/** The word of a category inside its placeholders: `bank-account` is `BANK_ACCOUNT`. */
const placeholderWord = (category: Category): string => category.toUpperCase().replaceAll('-', '_')

export const placeholderOf = (category: Category, number: number): string => `[${placeholderWord(category)}_${number}]`

/** The number in a placeholder that this product issued; 0 for anything else. */
export function placeholderNumber(placeholder: string): number {
  return Number(/_(\d{1,9})\]$/.exec(placeholder)?.[1] ?? 0)
}

const words = categories.map(placeholderWord).sort((a, b) => b.length - a.length).map((word) => word.replaceAll('_', String.raw`(?:\\{0,2}_|\s|\\u005f)`)).join('|')

/**
 * Whatever the restorer might take for a placeholder: in any case, escaped for Markdown or JSON, with or without brackets. Where a document
 * says such a thing by itself it is masked like a name, so that the reply's placeholders are only ours.
 */
export const placeholderLike = new RegExp(String.raw`(?<![\p{L}\p{N}_])(?:\\{0,2}\[|\\u005b)?(?:${words})(?:\\{0,2}_|\\u005f)\d{1,9}(?:\\{0,2}\]|\\u005d)?(?![\p{L}\p{N}_])`, 'giu')
