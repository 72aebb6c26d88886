import { AppError } from './errors.ts'

/**
 * Gives up waiting for a file whose drive says nothing for so long. What was asked of the system goes on and is dropped:
 * nothing can stop it. `work` calls `heard` whenever something came. Errors: `file-unreadable`, those of the work.
 */
export async function unlessSilent<T>(silenceMs: number, work: (heard: () => void) => Promise<T>): Promise<T> {
  const silent = Promise.withResolvers<never>()
  const timer = setTimeout(() => silent.reject(new AppError('file-unreadable', { reason: 'silent' })), silenceMs)
  try {
    return await Promise.race([work(() => timer.refresh()), silent.promise])
  } finally {
    clearTimeout(timer)
  }
}
