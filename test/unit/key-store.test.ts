import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deriveKey, newRecipe, parseSealedFile, sealFile } from '../../src-main/vault/sealed-file.ts'
import { createSealedKeyStore } from '../../src-main/vault/sealed-key-store.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'strongroom-keys-')) })
afterEach(() => { rmSync(folder, { recursive: true, force: true }) })

const path = (): string => join(folder, 'keys.sealed')
/** Cheap to derive, so that the tests are quick; the cost of the product has a test of its own. */
const open = (passphrase?: string) => createSealedKeyStore({ folder, log2N: 10, ...(passphrase === undefined ? {} : { passphrase }) })
const damaged = (): readonly string[] => readdirSync(folder).filter((name) => name.includes('damaged'))

describe('the sealed key file', () => {
  test('is set up by the first passphrase and opens with it after a restart, and with no other', async () => {
    const first = open()
    expect(first.status()).toEqual({ storage: 'sealed-file', state: 'not-set-up' })
    await first.unlock('correct horse')
    await first.set('p_1', 'sk-secret')
    const second = open()
    expect(second.status().state).toBe('locked')
    await expect(second.unlock('wrong horse')).rejects.toMatchObject({ code: 'wrong-passphrase' })
    expect(second.status().state).toBe('locked')
    await second.unlock('correct horse')
    expect([await second.get('p_1'), await second.get('p_2'), second.status().state]).toEqual(['sk-secret', null, 'ready'])
  })

  test('holds neither secret nor passphrase in the clear, and is readable by its owner alone', async () => {
    const keys = open()
    await keys.unlock('correct horse')
    await keys.set('p_1', 'sk-very-secret')
    const bytes = readFileSync(path()).toString('latin1')
    expect(bytes).not.toMatch(/secret|horse/)
    expect(bytes).toContain('p_1')
    expect(statSync(path()).mode & 0o777).toBe(0o600)
  })

  test('gives nothing while it is locked, but says which keys it has', async () => {
    const keys = open()
    await keys.unlock('correct horse')
    await keys.set('p_1', 'sk-secret')
    keys.lock()
    expect(keys.status().state).toBe('locked')
    expect([await keys.has('p_1'), await keys.has('p_2')]).toEqual([true, false])
    await expect(keys.get('p_1')).rejects.toMatchObject({ code: 'key-store-locked' })
    await expect(keys.set('p_1', 'x')).rejects.toMatchObject({ code: 'key-store-locked' })
    await expect(keys.delete('p_1')).rejects.toMatchObject({ code: 'key-store-locked' })
    await keys.unlock('correct horse')
    expect(await keys.get('p_1')).toBe('sk-secret')
  })

  test('locked in the middle of a change seals nothing with a key that is gone', async () => {
    const keys = open()
    await keys.unlock('correct horse')
    await keys.set('p_1', 'one')
    const change = keys.set('p_1', 'two').catch((error: unknown) => error)
    const unlocking = keys.unlock('correct horse').catch((error: unknown) => error)
    keys.lock()
    await Promise.all([change, unlocking])
    const again = open()
    await again.unlock('correct horse')
    expect(await again.get('p_1')).toMatch(/^(?:one|two)$/)
    const zeros = parseSealedFile(readFileSync(path()))
    expect(typeof zeros === 'string' ? zeros : zeros.open(Buffer.alloc(32))).toBeNull()
  })

  test('locked while it is being unlocked stays locked', async () => {
    const keys = open()
    await keys.unlock('correct horse')
    keys.lock()
    const unlocking = keys.unlock('correct horse')
    await Promise.resolve()
    keys.lock()
    await expect(unlocking).rejects.toMatchObject({ code: 'key-store-locked' })
    expect(keys.status().state).toBe('locked')
  })

  test('keeps what many changes at once leave', async () => {
    const keys = open()
    await keys.unlock('correct horse')
    await Promise.all(Array.from({ length: 20 }, (_, index) => keys.set(`p_${index}`, `secret ${index}`)))
    await keys.delete('p_7')
    const again = open()
    await again.unlock('correct horse')
    expect(await Promise.all(Array.from({ length: 20 }, (_, index) => again.get(`p_${index}`)))).toEqual(Array.from({ length: 20 }, (_, index) => (index === 7 ? null : `secret ${index}`)))
  })

  test('a wrong passphrase while it is open changes nothing', async () => {
    const keys = open()
    await keys.unlock('correct horse')
    await keys.set('p_1', 'sk-secret')
    const before = readFileSync(path())
    await expect(keys.unlock('wrong')).rejects.toMatchObject({ code: 'wrong-passphrase' })
    expect(await keys.get('p_1')).toBe('sk-secret')
    expect(readFileSync(path()).equals(before)).toBe(true)
  })

  test('opens with a passphrase that was given from outside, when it is first needed', async () => {
    const first = open('correct horse')
    expect(first.status().state).toBe('ready')
    await first.set('p_1', 'sk-secret')
    expect(await open('correct horse').get('p_1')).toBe('sk-secret')
    await expect(open('wrong horse').get('p_1')).rejects.toMatchObject({ code: 'wrong-passphrase' })
    const locked = open('correct horse')
    locked.lock()
    await expect(locked.get('p_1')).rejects.toMatchObject({ code: 'key-store-locked' })
  })

  test('takes the same letters, however a keyboard composes them', async () => {
    await open('Schlu\u0308ssel').set('p_1', 'sk-secret')
    expect(await open('Schl\u00fcssel').get('p_1')).toBe('sk-secret')
  })

  test('written by a later version is left alone', async () => {
    await open('correct horse').set('p_1', 'sk-secret')
    const later = changed(readFileSync(path()), (bytes) => { bytes[0] = 9 })
    writeFileSync(path(), later)
    const keys = open('correct horse')
    expect(keys.status().state).toBe('unavailable')
    await expect(keys.set('p_1', 'x')).rejects.toMatchObject({ code: 'key-store-unavailable' })
    await expect(keys.unlock('correct horse')).rejects.toMatchObject({ code: 'key-store-unavailable' })
    expect(readFileSync(path()).equals(later)).toBe(true)
  })

  test('that cannot be read makes the store unavailable, not empty', async () => {
    mkdirSync(path())
    const keys = open('correct horse')
    expect(keys.status().state).toBe('unavailable')
    await expect(keys.set('p_1', 'x')).rejects.toMatchObject({ code: 'key-store-unavailable' })
    await expect(keys.get('p_1')).rejects.toMatchObject({ code: 'key-store-unavailable' })
  })

  test('removes what a killed process left half-written', async () => {
    await open('correct horse').set('p_1', 'sk-secret')
    writeFileSync(join(folder, 'keys.sealed.4711.new'), 'half')
    open()
    expect(readdirSync(folder)).toEqual(['keys.sealed'])
  })
})

describe('a damaged key file', () => {
  test('of any kind is set aside as it is, and a new one can be set up beside it', async () => {
    await open('correct horse').set('p_1', 'sk-secret')
    const good = readFileSync(path())
    await fc.assert(fc.asyncProperty(fc.oneof(
      fc.nat(good.length - 1).map((length) => good.subarray(0, length)),
      fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, flip]) => { const copy = Buffer.from(good); copy[at] = (copy[at] ?? 0) ^ flip; return copy }),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    ), async (bad) => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name))
      writeFileSync(path(), bad)
      const keys = open()
      expect([keys.status().state, existsSync(path()), await keys.has('p_1'), await keys.get('p_1')]).toEqual(['not-set-up', false, false, null])
      expect(damaged().map((name) => readFileSync(join(folder, name)))).toEqual([Buffer.from(bad)])
      await keys.unlock('new passphrase')
      expect(damaged()).toHaveLength(1)
    }), { numRuns: 60 })
  })

  test('whose header was changed on purpose, checksum and all, does not open', async () => {
    await open('correct horse').set('p_1', 'sk-secret')
    const forged = changed(readFileSync(path()), (bytes) => { bytes.write('p_2', bytes.indexOf('p_1')) })
    writeFileSync(path(), forged)
    await expect(open().unlock('correct horse')).rejects.toMatchObject({ code: 'wrong-passphrase' })
    expect(readFileSync(path()).equals(forged)).toBe(true)
  })

  test('cannot ask for more memory than the machine should give', () => {
    const huge = sealFile({}, Buffer.alloc(32), { ...newRecipe(), log2N: 40 })
    expect(parseSealedFile(huge)).toBe('damaged')
  })
})

describe('the key of the sealed file', () => {
  test('costs what was promised: scrypt with N = 2^17, r = 8, p = 1 and a salt of its own', async () => {
    const recipe = newRecipe()
    expect([recipe.log2N, recipe.r, recipe.p, recipe.salt.length]).toEqual([17, 8, 1, 16])
    expect(newRecipe().salt.equals(recipe.salt)).toBe(false)
    const sealed = parseSealedFile(sealFile({ a: 'b' }, await deriveKey('correct horse', recipe), recipe))
    expect(typeof sealed === 'string' ? sealed : sealed.open(await deriveKey('correct horse', recipe))).toEqual({ a: 'b' })
  })

  test('seals any names and secrets so that they come back unchanged, under a new nonce each time', async () => {
    const recipe = newRecipe(10)
    const key = await deriveKey('x', recipe)
    fc.assert(fc.property(fc.dictionary(fc.string({ minLength: 1, maxLength: 40 }).filter((name) => name !== '__proto__'), fc.string({ maxLength: 400 })), (secrets) => {
      const [once, again] = [sealFile(secrets, key, recipe), sealFile(secrets, key, recipe)]
      expect(once.equals(again)).toBe(false)
      const file = parseSealedFile(once)
      expect(typeof file === 'string' ? file : { ...file.open(key) }).toEqual({ ...secrets })
    }))
  })
})

/** The same file with a change, and a checksum that fits it. */
function changed(bytes: Buffer, change: (body: Buffer) => void): Buffer {
  const body = Buffer.from(bytes.subarray(0, -32))
  change(body)
  return Buffer.concat([body, createHash('sha256').update(body).digest()])
}
