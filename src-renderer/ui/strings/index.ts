import { en } from './en.ts'

/** The catalogue in use; English is the only one so far. */
export const t = en
