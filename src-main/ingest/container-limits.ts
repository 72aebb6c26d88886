import type { Failure } from '../../src-preload/contract/index.ts'
import { AppError, toFailure } from '../support/errors.ts'

/** Containers inside containers, more of which nobody made by hand. */
const maxContainerDepth = 10

/** Why a file that lies in so many containers, one inside the other, is not read; null where it is. */
export function depthRefusal(depth: number): Failure | null {
  return depth > maxContainerDepth ? toFailure(new AppError('document-too-deep', { limit: maxContainerDepth })) : null
}

/** Of all files that one added file unpacks to, however deep: archives in archives expand again and again, each within its own limits. */
const maxUnpackedBytes = 4_000_000_000

/** Why a file is not read that was found in an archive when so many bytes had been unpacked around it, its own included; null where it is. */
export function expansionRefusal(unpackedBytes: number): Failure | null {
  return unpackedBytes > maxUnpackedBytes ? toFailure(new AppError('archive-expands-too-far', { limitBytes: maxUnpackedBytes })) : null
}
