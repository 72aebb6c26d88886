import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openKeyStore } from '../../src-main/vault/open-key-store.ts'
import { createSystemKeyStore, isTrustworthy, type SystemSecrets } from '../../src-main/vault/system-key-store.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'strongroom-keys-')) })
afterEach(() => { rmSync(folder, { recursive: true, force: true }) })

/** Stands in for the system's store: reversible, and useless without this object. */
function fakeSystem(backend: string | null = 'gnome_libsecret', available = true): SystemSecrets {
  const turned = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a))
  return {
    isEncryptionAvailable: () => available,
    ...(backend === null ? {} : { getSelectedStorageBackend: () => backend }),
    encryptString: (plain) => turned(Buffer.from(plain)),
    decryptString(encrypted) {
      const plain = turned(encrypted).toString()
      if (!plain.startsWith('{')) throw new Error(`cannot decrypt ${plain}`)
      return plain
    },
  }
}

describe('the key store that is used', () => {
  test.each([
    ['linux', 'gnome_libsecret', true, true], ['linux', 'kwallet6', true, true], ['linux', 'basic_text', true, false], ['linux', 'unknown', true, false], ['linux', null, true, false],
    ['linux', 'gnome_libsecret', false, false], ['darwin', null, true, true], ['darwin', null, false, false], ['win32', null, true, true],
  ] as const)('on %s with %s (available: %s) trusts the system: %s', (platform, backend, available, trusted) => {
    expect(isTrustworthy(fakeSystem(backend, available), platform)).toBe(trusted)
  })

  test('is the system where it can be trusted, and the sealed file everywhere else', () => {
    expect(openKeyStore({ folder, system: fakeSystem() }).status()).toEqual({ storage: 'system', state: 'ready' })
    expect(openKeyStore({ folder, system: null }).status()).toEqual({ storage: 'sealed-file', state: 'not-set-up' })
    expect(openKeyStore({ folder, system: fakeSystem('gnome_libsecret', false) }).status().storage).toBe('sealed-file')
  })
})

describe('the system key store', () => {
  const open = () => createSystemKeyStore(folder, fakeSystem())
  const path = () => join(folder, 'keys.json')

  test('keeps keys over a restart, in no clear text, without a passphrase', async () => {
    await open().set('p_1', 'sk-secret')
    await open().set('p_2', 'other')
    const again = open()
    await again.unlock('ignored')
    again.lock()
    expect([await again.get('p_1'), await again.get('p_2'), await again.get('p_3'), await again.has('p_1'), await again.has('p_3')]).toEqual(['sk-secret', 'other', null, true, false])
    expect(readFileSync(path(), 'utf8')).not.toContain('secret')
    await again.delete('p_1')
    expect([await open().has('p_1'), await open().get('p_2')]).toEqual([false, 'other'])
  })

  test('does not give one provider the key of another, however its file was edited', async () => {
    await open().set('p_1', 'sk-secret')
    await open().set('p_2', 'other')
    const { entries } = JSON.parse(readFileSync(path(), 'utf8')) as { entries: Record<string, string> }
    writeFileSync(path(), JSON.stringify({ version: 1, entries: { p_1: entries['p_2'], p_2: entries['p_1'] } }))
    await expect(open().get('p_1')).rejects.toMatchObject({ code: 'key-store-unavailable' })
  })

  test('says no word of what could not be decrypted', async () => {
    writeFileSync(path(), JSON.stringify({ version: 1, entries: { p_1: Buffer.from('sk-secret').toString('base64') } }))
    const error: unknown = await open().get('p_1').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'key-store-unavailable' })
    expect(error instanceof Error ? `${error.message}${String(error.cause)}` : '').not.toMatch(/decrypt |9\)/)
    await open().set('p_1', 'sk-new')
    expect(await open().get('p_1')).toBe('sk-new')
  })

  test('sets a damaged file aside', async () => {
    writeFileSync(path(), '{"version":1,"entries":{"p_1":')
    expect(await open().get('p_1')).toBeNull()
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toHaveLength(1)
  })
})
