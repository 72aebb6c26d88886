import { afterEach, describe, expect, it, vi } from 'vitest'
import { createHttpBridge, parseOutcome } from '../../src-renderer/client/http-bridge.ts'

const matterId = 'm_0000000000000001'
const reply = (value: unknown): Response => new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } })

afterEach(() => { vi.unstubAllGlobals() })

describe('calls of the browser shell', () => {
  it('are posted to the page’s own origin with name and parameters', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>().mockResolvedValue(reply({ ok: true, value: { now: 3 } }))
    vi.stubGlobal('fetch', fetch)
    expect(await createHttpBridge(() => {}).call('app.ping', null)).toEqual({ ok: true, value: { now: 3 } })
    expect(fetch).toHaveBeenCalledWith('/call', expect.objectContaining({ method: 'POST', body: JSON.stringify({ name: 'app.ping', params: null }), credentials: 'same-origin' }))
  })

  it.each([[null], [{ ok: true }], [{ ok: true, value: { now: 'late' } }], [{ ok: false, error: { code: 'no-such-code', message: '', facts: {} } }], ['text']])('turn an answer outside the contract (%j) into a failure', (raw) => {
    expect(parseOutcome('app.ping', raw)).toMatchObject({ ok: false, error: { code: 'internal' } })
  })

  it('keep the failure that the main process gave', () => {
    const error = { code: 'offline', message: 'Strongroom is set to stay offline.', facts: {} } as const
    expect(parseOutcome('models.fetch', { ok: false, error })).toEqual({ ok: false, error })
  })
})

describe('uploads of the browser shell', () => {
  const added = reply.bind(null, { ok: true, value: { added: 1, unchanged: 0, replaced: 0, failed: 0 } })

  it('send each file by itself, with its folder, and add up what became of them', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>().mockImplementation(() => Promise.resolve(added()))
    vi.stubGlobal('fetch', fetch)
    const inFolder = Object.defineProperty(new File(['b'], 'b & c.pdf'), 'webkitRelativePath', { value: 'Case/b & c.pdf' })
    const plain = Object.defineProperty(new File(['a'], 'a.txt'), 'webkitRelativePath', { value: '' })
    expect(await createHttpBridge(() => {}).addFiles(matterId, [plain, inFolder])).toEqual({ ok: true, value: { added: 2, unchanged: 0, replaced: 0, failed: 0 } })
    const urls = fetch.mock.calls.map(([url]) => new URL(String(url), 'http://page'))
    expect(urls.map((url) => url.searchParams.get('name'))).toEqual(['a.txt', 'Case/b & c.pdf'])
    expect(urls.every((url) => url.pathname === '/upload' && url.searchParams.get('matterId') === matterId)).toBe(true)
  })

  it('go on after one file failed, and fail only when every file did', async () => {
    const error = { code: 'file-too-large', message: 'The file is larger than the limit.', facts: {} }
    const fetch = vi.fn<typeof globalThis.fetch>().mockResolvedValueOnce(reply({ ok: false, error })).mockResolvedValueOnce(added())
    vi.stubGlobal('fetch', fetch)
    const file = (): File => Object.defineProperty(new File(['a'], 'a.txt'), 'webkitRelativePath', { value: '' })
    expect(await createHttpBridge(() => {}).addFiles(matterId, [file(), file()])).toEqual({ ok: true, value: { added: 1, unchanged: 0, replaced: 0, failed: 1 } })
    fetch.mockResolvedValueOnce(reply({ ok: false, error }))
    expect(await createHttpBridge(() => {}).addFiles(matterId, [file()])).toEqual({ ok: false, error })
  })
})
