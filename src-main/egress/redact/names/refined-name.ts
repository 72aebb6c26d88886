import type { Category } from '../../../../src-preload/contract/index.ts'

/** Something that identifies somebody; UTF-16 offsets. */
export interface RefinedName { readonly start: number; readonly end: number; readonly category: Category; readonly confidence: number }
