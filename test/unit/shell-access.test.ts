import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { isOwnRequest } from '../../src-main/shell/request-origin.ts'
import { createSessionAccess } from '../../src-main/shell/session-access.ts'
import { uploadPath } from '../../src-main/shell/upload-path.ts'
import fc from 'fast-check'

const asking = (method: string, headers: Record<string, string>): IncomingMessage => ({ method, headers }) as unknown as IncomingMessage
const withCookie = (cookie: string) => asking('GET', { cookie })

describe('an address that signs in', () => {
  test('is good for ten minutes', () => {
    let now = 0
    const access = createSessionAccess('s', () => now)
    const [early, late] = [access.issueToken(), access.issueToken()]
    now = 10 * 60_000 - 1
    expect(access.redeem(early)).toMatch(/^s=/)
    now += 1
    expect(access.redeem(late)).toBeNull()
  })

  test('gives every window the same session, and its cookie is looked for among others', () => {
    const access = createSessionAccess('s')
    const cookies = [access.issueToken(), access.issueToken()].map((token) => access.redeem(token)?.split(';')[0] ?? '')
    expect(cookies[0]).toBe(cookies[1])
    expect(access.isSignedIn(withCookie(`other=1; ${cookies[0]}; last=2`))).toBe(true)
    for (const wrong of ['', 's=', 's', `t${cookies[0]}`, `${cookies[0]}x`, 's=undefined']) expect(access.isSignedIn(withCookie(wrong))).toBe(false)
  })

  test('of one shell does not open another', () => {
    const [one, other] = [createSessionAccess('s'), createSessionAccess('s')]
    expect(other.redeem(one.issueToken())).toBeNull()
  })
})

describe('whose request it is', () => {
  const host = '127.0.0.1:4000'
  test.each([
    [true, 'GET', { host }], [true, 'GET', { host, 'sec-fetch-site': 'none' }], [true, 'GET', { host, 'sec-fetch-site': 'same-origin', 'origin': `http://${host}` }], [true, 'POST', { host, origin: `http://${host}` }],
    [false, 'POST', { host }], [false, 'POST', { host, 'origin': `http://${host}`, 'sec-fetch-site': 'none' }], [false, 'GET', {}], [false, 'GET', { host: '127.0.0.1:4000.evil.example' }], [false, 'GET', { host: 'localhost:4000' }],
    [false, 'POST', { host, origin: `https://${host}` }], [false, 'POST', { host, origin: 'null' }], [false, 'GET', { host, 'sec-fetch-site': 'same-site' }],
  ] as const)('%s: %s %j', (expected, method, headers) => {
    expect(isOwnRequest(asking(method, headers as Record<string, string>), host)).toBe(expected)
  })
})

describe('what a page calls a file', () => {
  test.each([
    ['lease.pdf', ['lease.pdf']], ['a/b/lease.pdf', ['a', 'b', 'lease.pdf']], ['../../x.txt', ['x.txt']], ['C:\\docs\\x.txt', ['C', 'docs', 'x.txt']],
    ['fdp\u202e.exe', ['fdp.exe']], ['a\u0000b\n.txt', ['ab.txt']], ['name. .', ['name']], ['', null], ['..', null], ['a/..', null], ['/', null],
  ])('%j becomes %j', (given, expected) => {
    expect(uploadPath(given)).toEqual(expected)
  })

  test('never leads out of the folder it is joined to, and fits any file system', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.constantFrom('..', '.', 'a', '/', '\\', 'ä'.repeat(300), '.pdf')).map((parts) => parts.join('/'))), (given) => {
      for (const segment of uploadPath(given) ?? []) {
        expect(['', '.', '..']).not.toContain(segment)
        expect(segment).not.toMatch(/[/\\\p{Cc}]/u)
        expect(Buffer.byteLength(segment)).toBeLessThanOrEqual(255)
      }
    }))
  })
})
