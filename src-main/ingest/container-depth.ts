import type { Failure } from '../../src-preload/contract/index.ts'
import { AppError, toFailure } from '../support/errors.ts'

/** Containers inside containers, more of which nobody made by hand. */
const maxContainerDepth = 10

/** Why a file that lies in so many containers, one inside the other, is not read; null where it is. */
export function depthRefusal(depth: number): Failure | null {
  return depth > maxContainerDepth ? toFailure(new AppError('document-too-deep', { limit: maxContainerDepth })) : null
}
