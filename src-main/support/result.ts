import type { Failure } from '../../src-preload/contract/index.ts'

/** An expected outcome: a value, or a failure with a literal code. Bugs throw instead. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure }

export const success = <T>(value: T): Result<T> => ({ ok: true, value })
export const failed = (error: Failure): Result<never> => ({ ok: false, error })
