import { readFile } from 'node:fs/promises'
import type { ApplicationPort } from '../rpc/handlers.ts'
import { callApplication } from './call-application.ts'

/** Where the passphrase of the sealed key file comes from: a file, because arguments and environments are seen by other programs. */
export const passphraseOption = ['--passphrase-file <file>', 'the passphrase of the sealed key file, on its first line'] as const

/** Opens the key store where a passphrase was given; without one a locked store says so when a key is needed. Errors: `wrong-passphrase`, `file-missing`. */
export async function openKeys(application: ApplicationPort, passphraseFile: string | undefined): Promise<void> {
  if (passphraseFile === undefined) return
  const passphrase = (await readFile(passphraseFile, 'utf8')).split(/\r?\n/)[0] ?? ''
  await callApplication(application, 'keys.unlock', { passphrase })
}
