import { open } from 'node:fs/promises'
import { AppError } from '../../support/errors.ts'

const mostBytes = 1_000_000

/** The PEM file of a provider's own certificate authority. Errors: `provider-tls` when it is not one that can be read. */
export async function readOwnAuthority(caFile: string | null): Promise<string | null> {
  if (caFile === null) return null
  const pem = await readSmallFile(caFile).catch(() => '')
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new AppError('provider-tls', { reason: 'authority-unreadable' })
  return pem
}

async function readSmallFile(path: string): Promise<string> {
  await using file = await open(path, 'r')
  const { size } = await file.stat()
  return size > mostBytes ? '' : file.readFile('utf8')
}
