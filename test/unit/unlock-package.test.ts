import { describe, expect, test } from 'vitest'
import { unlockPackage } from '../../src-main/ingest/parse/ooxml/unlock-package.ts'
import { makeDocx, wordParagraph } from '../support/make-docx.ts'
import { makeLockedPackage } from '../support/make-locked-package.ts'
import { makeOle } from '../support/make-ole.ts'

const docx = makeDocx(wordParagraph('The lease ends in May. '.repeat(400)))

describe.each(['agile', 'standard'] as const)('an Office file with a password (%s)', (kind) => {
  const locked = makeLockedPackage(docx, 'sésame', kind)

  test('opens with it, to the byte', () => {
    expect(Buffer.from(unlockPackage(locked, 'sésame')).equals(Buffer.from(docx))).toBe(true)
  })

  test('does not open with another', () => {
    expect(() => unlockPackage(locked, 'sesame')).toThrow(expect.objectContaining({ code: 'wrong-password' }))
  })

  test('stays as it is without one', () => {
    expect(unlockPackage(locked, null)).toBe(locked)
  })
})

test('a file that is not locked stays as it is', () => {
  const old = makeOle({ WordDocument: new Uint8Array(64) })
  expect([unlockPackage(docx, 'x'), unlockPackage(old, 'x')]).toEqual([docx, old])
})

test('a lock that would take for ever to try, or is broken, is refused', () => {
  const slow = Buffer.from(makeLockedPackage(docx, 'x', 'agile'))
  slow.write('spinCount="9e99"', slow.indexOf('spinCount="1000"'))
  expect(() => unlockPackage(slow, 'x')).toThrow(expect.objectContaining({ code: 'document-damaged' }))
  expect(() => unlockPackage(makeOle({ EncryptionInfo: new Uint8Array(4), EncryptedPackage: new Uint8Array(4) }), 'x')).toThrow(expect.objectContaining({ code: 'document-damaged' }))
})
