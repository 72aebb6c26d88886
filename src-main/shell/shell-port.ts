import { AppError } from '../support/errors.ts'

/** What the application needs to know of, and ask from, the way in that started it. */
export interface ShellPort {
  readonly kind: 'electron' | 'browser'
  /** The system's dialog; an empty list when it was closed without a choice. Throws `not-allowed` where there is none. */
  pickFiles(options: { readonly folders: boolean }): Promise<string[]>
}

/** The browser shell and the command line: they have no dialog of their own; their page uploads instead. */
export const shellWithoutDialogs: ShellPort = {
  kind: 'browser',
  pickFiles: () => Promise.reject(new AppError('not-allowed')),
}
