import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { startBrowserShell, type BrowserShell } from '../../src-main/shell/browser-shell-server.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { silentLog } from '../../src-main/support/log.ts'
import { fakeApplication, sampleIds, type FakeApplication } from '../support/fake-application.ts'

const { matterId, documentId } = sampleIds
const pictureId = 'd_1111111111111111'
/** The machine may be busy with other tests; the wait ends as soon as the thing is there. */
const patiently = { timeout: 10_000, interval: 5 }
const original = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))

let folder: string
let application: FakeApplication
let shell: BrowserShell
let cookie: string
/** What documents.add found at each path while it ran. */
let added: { path: string; text: string }[]
/** The drawing of page 2, which never ends by itself. */
let drawing: { readonly begun: PromiseWithResolvers<void>; readonly left: PromiseWithResolvers<void> }

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'strongroom-shell-'))
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html><title>Strongroom</title>')
  writeFileSync(join(folder, 'page', 'assets', 'index.js'), 'export {}')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  writeFileSync(join(folder, 'lease.pdf'), original)
  added = []
  drawing = { begun: Promise.withResolvers(), left: Promise.withResolvers() }
  application = fakeApplication({
    'app.ping': () => ({ now: 1 }),
    'documents.add': ({ paths }: { paths: string[] }) => {
      if (paths.some((path) => path.endsWith('full disk.txt'))) throw new AppError('disk-full')
      for (const path of paths) added.push({ path, text: readFileSync(path, 'utf8') })
      return { added: paths.length, unchanged: 0, replaced: 0, failed: 0 }
    },
  }, {
    originalFile: (matter, document) => {
      if (matter !== matterId) throw new AppError('not-found')
      if (document === pictureId) return { path: join(folder, 'picture'), mediaType: 'image' }
      return document === documentId ? { path: join(folder, 'lease.pdf'), mediaType: 'pdf' } : { path: join(folder, 'secret.txt'), mediaType: 'html' }
    },
    async pageImage(matter, document, page, signal) {
      if (matter !== matterId || document !== documentId || page > 2) throw new AppError('not-found')
      if (page === 1) return new Uint8Array([0x89, 0x50, 0x4e, 0x47])
      drawing.begun.resolve()
      await once(signal, 'abort')
      drawing.left.resolve()
      throw new AppError('cancelled')
    },
  })
  shell = await startBrowserShell({ application, log: silentLog, pageFolder: join(folder, 'page'), uploadsFolder: join(folder, 'uploads'), maxUploadBytes: 1000 })
  cookie = await signIn()
})

afterEach(async () => {
  await shell[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

interface Reply { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer }
interface Ask { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string | Buffer }

/** A real request as a browser would make it; headers given here win. */
function ask(path: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Reply> {
  const own = `http://127.0.0.1:${shell.port}`
  const usual: Record<string, string> = { 'cookie': cookie, 'sec-fetch-site': 'same-origin', ...(method === 'GET' ? {} : { origin: own }), ...(path === '/call' ? { 'content-type': 'application/json' } : {}) }
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port: shell.port, path, method, headers: { ...usual, ...headers } }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) }))
      incoming.on('error', reject)
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

const call = (name: unknown, params: unknown, headers: Record<string, string> = {}) => ask('/call', { method: 'POST', body: JSON.stringify({ name, params }), headers })

async function signIn(): Promise<string> {
  const reply = await ask(new URL(shell.openUrl()).pathname, { headers: { 'cookie': '', 'sec-fetch-site': 'none' } })
  return String(reply.headers['set-cookie']?.[0]).split(';')[0] ?? ''
}

describe('the address that is printed', () => {
  test('signs in one browser, once, with a cookie that scripts and other sites cannot use', async () => {
    const path = new URL(shell.openUrl()).pathname
    const first = await ask(path, { headers: { 'cookie': '', 'sec-fetch-site': 'none' } })
    expect(first).toMatchObject({ status: 303, headers: { location: '/' } })
    expect(first.headers['set-cookie']).toEqual([expect.stringMatching(/^strongroom_\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)])
    const second = await ask(path, { headers: { 'cookie': '', 'sec-fetch-site': 'none' } })
    expect(second.status).toBe(403)
    expect(second.headers['set-cookie']).toBeUndefined()
  })

  test('is long and random, and different each time', () => {
    const [one, other] = [shell.openUrl(), shell.openUrl()]
    expect(one).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${shell.port}/open/[\\w-]{43}$`))
    expect(one).not.toBe(other)
  })

  test.each(['/open/', '/open/wrong', `/open/${'A'.repeat(43)}`, '/open/../open/x'])('is not guessed by %s', async (path) => {
    expect((await ask(path, { headers: { cookie: '' } })).status).toBe(403)
  })
})

describe('without the cookie', () => {
  test.each(['/', '/index.html', '/assets/index.js', '/events', `/files/${matterId}/${documentId}`, '/nothing'])('%s says how to get in and shows nothing', async (path) => {
    const reply = await ask(path, { headers: { cookie: `strongroom_${shell.port}=${'A'.repeat(43)}` } })
    expect(reply.status).toBe(403)
    expect(reply.body.toString()).toContain('each address works once')
  })

  test('a call and an upload are refused and nothing is run', async () => {
    expect((await call('app.ping', null, { cookie: '' })).status).toBe(403)
    expect((await ask(`/upload?matterId=${matterId}&name=a.txt`, { method: 'POST', body: 'x', headers: { cookie: '' } })).status).toBe(403)
    expect(application.calls).toEqual([])
  })
})

describe('a request of someone else', () => {
  test.each([
    ['a page of another origin', { 'origin': 'https://example.org', 'sec-fetch-site': 'cross-site' }],
    ['a page on another port of this machine', { 'origin': 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }],
    ['a page without an origin', { origin: 'null' }],
    ['a name that was rebound to this machine', { host: 'evil.example:80' }],
    ['localhost, which other software may answer for', { host: 'localhost' }],
    ['the address without its port', { host: '127.0.0.1' }],
    ['a link on another page', { 'sec-fetch-site': 'cross-site' }],
  ])('%s is refused, with the right cookie too', async (_who, headers) => {
    expect(await call('app.ping', null, headers)).toMatchObject({ status: 403 })
    expect(await ask('/', { headers })).toMatchObject({ status: 403 })
    expect(application.calls).toEqual([])
  })

  test('a call that does not name its origin is refused', async () => {
    const { status } = await call('app.ping', null, { origin: '' })
    expect(status).toBe(403)
  })
})

describe('the page', () => {
  test('comes with a policy that allows its own origin only', async () => {
    const { status, headers, body } = await ask('/')
    expect([status, body.toString()]).toEqual([200, '<!doctype html><title>Strongroom</title>'])
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/'unsafe-eval'|unsafe-inline|https?:|\*/)
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY' })
  })

  test.each(['/../secret.txt', '/assets/../../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/..\\..\\secret.txt', '//secret.txt', '/assets', '/assets/%00index.js'])('%s leads nowhere', async (path) => {
    const { status, body } = await ask(path)
    expect(status).toBe(404)
    expect(body.toString()).not.toContain('secret')
  })

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'POST'])('%s is no way to use it', async (method) => {
    expect((await ask('/', { method })).status).toBe(405)
  })

  test('HEAD gives the headers alone', async () => {
    const { status, headers, body } = await ask('/assets/index.js', { method: 'HEAD' })
    expect([status, headers['content-type'], body.length]).toEqual([200, 'text/javascript; charset=utf-8', 0])
  })
})

describe('a call', () => {
  test('answers with the outcome', async () => {
    const reply = await call('app.ping', null)
    expect([reply.status, JSON.parse(reply.body.toString())]).toEqual([200, { ok: true, value: { now: 1 } }])
  })

  test('that is refused by the contract answers with a failure', async () => {
    expect(JSON.parse((await call('no.such', null)).body.toString())).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
  })

  test.each(['', 'not json', '[]', '"app.ping"', 'null'])('that is no message is refused: %j', async (body) => {
    expect(JSON.parse((await ask('/call', { method: 'POST', body })).body.toString())).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
  })

  test('that a form could send is refused', async () => {
    expect((await call('app.ping', null, { 'content-type': 'text/plain' })).status).toBe(400)
    expect(application.calls).toEqual([])
  })

  test('larger than any real one is refused before it is read', async () => {
    const outcome = await ask('/call', { method: 'POST', body: '{}', headers: { 'content-length': '5000000000' } }).catch((error: unknown) => error)
    expect(outcome).toMatchObject({ status: 413 })
  })
})

describe('events', () => {
  test('reach every open window until it closes', async () => {
    const windows = await Promise.all([openStream(), openStream()])
    application.emit('documents.changed', { matterId })
    for (const { next } of windows) expect(await next()).toEqual({ name: 'documents.changed', payload: { matterId } })
    windows[0]?.close()
    application.emit('matters.changed', null)
    expect(await windows[1]?.next()).toEqual({ name: 'matters.changed', payload: null })
    windows[1]?.close()
  })

  test('keep their line breaks inside the text, so that one event stays one', async () => {
    const { next, close } = await openStream()
    const payload = { ...sampleIdsOfMessage, delta: 'one\n\ndata: {"name":"forged"}\n\n' }
    application.emit('answer.text', payload)
    expect(await next()).toEqual({ name: 'answer.text', payload })
    close()
  })
})

const sampleIdsOfMessage = { matterId, chatId: sampleIds.chatId, messageId: sampleIds.messageId }

function openStream(): Promise<{ next: () => Promise<unknown>; close: () => void }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port: shell.port, path: '/events', headers: { cookie } }, (incoming) => {
      expect(incoming.headers['content-type']).toBe('text/event-stream')
      incoming.setEncoding('utf8')
      const chunks = incoming[Symbol.asyncIterator]()
      let text = ''
      const next = async (): Promise<unknown> => {
        for (;;) {
          const event = /^data: (.*)$/m.exec(text)
          const end = text.indexOf('\n\n', event?.index ?? 0)
          if (event && end >= 0) {
            text = text.slice(end + 2)
            return JSON.parse(String(event[1]))
          }
          text += String((await chunks.next()).value)
        }
      }
      resolve({ next, close: () => outgoing.destroy() })
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}

describe('an original', () => {
  test('is served whole and in ranges, for the viewer', async () => {
    const path = `/files/${matterId}/${documentId}`
    const whole = await ask(path)
    expect(whole).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf', 'accept-ranges': 'bytes', 'cache-control': 'no-store' } })
    expect(whole.body.equals(original)).toBe(true)
    const part = await ask(path, { headers: { range: 'bytes=10-19' } })
    expect([part.status, part.headers['content-range'], [...part.body]]).toEqual([206, 'bytes 10-19/256', [...original.subarray(10, 20)]])
    expect(await ask(path, { headers: { range: 'bytes=900-' } })).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */256' } })
  })

  test('that is not a PDF is bytes to be saved and can never run as our page', async () => {
    const { headers } = await ask(`/files/${matterId}/d_0000000000000000`)
    expect(headers).toMatchObject({ 'content-type': 'application/octet-stream', 'content-disposition': 'attachment' })
    expect(headers['content-security-policy']).toContain('sandbox')
  })

  test.each([`/files/m_zzzzzzzzzzzzzzzz/${documentId}`, '/files/x/y', `/files/${matterId}`, `/files/${matterId}/${documentId}/more`, `/files/${matterId}/..%2f..%2fsecret`])('%s is not found', async (path) => {
    expect((await ask(path)).status).toBe(404)
  })
})

describe('a picture', () => {
  test.each([
    ['89504e470d0a1a0a', 'image/png'], ['ffd8ffe000104a464946', 'image/jpeg'], [Buffer.from('GIF89a').toString('hex'), 'image/gif'], [Buffer.from('RIFF....WEBPVP8 ').toString('hex'), 'image/webp'],
  ])('that begins with %s is shown as %s', async (start, type) => {
    writeFileSync(join(folder, 'picture'), Buffer.from(start, 'hex'))
    const { headers } = await ask(`/files/${matterId}/${pictureId}`)
    expect(headers).toMatchObject({ 'content-type': type, 'content-disposition': 'inline', 'x-content-type-options': 'nosniff' })
    expect(headers['content-security-policy']).toContain('sandbox')
  })

  test.each(['<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', '<html>', 'II*\0', '', 'GIF8'])('that begins with %s is bytes to be saved', async (start) => {
    writeFileSync(join(folder, 'picture'), start)
    expect((await ask(`/files/${matterId}/${pictureId}`)).headers).toMatchObject({ 'content-type': 'application/octet-stream', 'content-disposition': 'attachment' })
  })
})

describe('a drawn page', () => {
  const path = `/page-images/${matterId}/${documentId}`

  test('is a PNG that no cache keeps and that cannot run', async () => {
    const reply = await ask(`${path}/1`)
    expect(reply).toMatchObject({ status: 200, headers: { 'content-type': 'image/png', 'cache-control': 'private, no-store', 'content-length': '4' } })
    expect(reply.headers['content-security-policy']).toContain('sandbox')
    expect([...reply.body]).toEqual([0x89, 0x50, 0x4e, 0x47])
  })

  test.each([path, `${path}/`, `${path}/0`, `${path}/1/2`, `${path}/-1`, `${path}/1.5`, `${path}/3`, `/page-images/x/y/1`, `/page-images/${matterId}/..%2f/1`, `/page-images/m_zzzzzzzzzzzzzzzz/${documentId}/1`])('%s is not found', async (each) => {
    expect((await ask(each)).status).toBe(404)
  })

  test('is for who is signed in, and from our own page', async () => {
    expect((await ask(`${path}/1`, { headers: { cookie: '' } })).status).toBe(403)
    expect((await ask(`${path}/1`, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
  })

  test('that nobody waits for any more is not drawn on', async () => {
    const outgoing = request({ host: '127.0.0.1', port: shell.port, path: `${path}/2`, headers: { cookie, 'sec-fetch-site': 'same-origin' } }).on('error', () => {})
    outgoing.end()
    await drawing.begun.promise
    outgoing.destroy()
    expect(await drawing.left.promise).toBeUndefined()
  })
})

describe('an upload', () => {
  const upload = (name: string, body: string | Buffer, headers: Record<string, string> = {}) =>
    ask(`/upload?${new URLSearchParams({ matterId, name })}`, { method: 'POST', body, headers })
  const leftFiles = () => !existsSync(join(folder, 'uploads')) ? [] : readdirSync(join(folder, 'uploads'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())

  test('is added under its own name and leaves nothing behind', async () => {
    const reply = await upload('Lease 2019.pdf', 'bytes of the lease')
    expect(JSON.parse(reply.body.toString())).toEqual({ ok: true, value: { added: 1, unchanged: 0, replaced: 0, failed: 0 } })
    expect(added).toEqual([{ path: expect.stringMatching(/[/\\]Lease 2019\.pdf$/), text: 'bytes of the lease' }])
    expect(leftFiles()).toEqual([])
  })

  test('again comes from the same place, so that it is known', async () => {
    await upload('a/lease.txt', 'one')
    await upload('a/lease.txt', 'two')
    await upload('b/lease.txt', 'three')
    expect(added.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
    expect(added[0]?.path).toBe(added[1]?.path)
    expect(added[0]?.path).not.toBe(added[2]?.path)
  })

  test('of many files at once mixes none of them up', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, n) => upload('same.txt', `text ${n}`)))
    expect(added.map(({ text }) => text).sort()).toEqual(Array.from({ length: 8 }, (_, n) => `text ${n}`))
    expect(leftFiles()).toEqual([])
  })

  test('cannot choose its folder', async () => {
    await upload('../../../../etc/passwd', 'x')
    await upload('C:\\Windows\\..\\evil.txt', 'x')
    expect(added.map(({ path }) => path.startsWith(join(folder, 'uploads')) && !path.includes('..'))).toEqual([true, true])
  })

  test('larger than the limit is refused, announced or not, and leaves nothing behind', async () => {
    expect((await upload('big.txt', 'x'.repeat(1001))).status).toBe(413)
    expect((await upload('big.txt', 'x'.repeat(1001), { 'transfer-encoding': 'chunked' })).status).toBe(413)
    expect(added).toEqual([])
    expect(leftFiles()).toEqual([])
  })

  test.each(['', '..', '/', '...', '\u0000'])('without a usable name is refused: %j', async (name) => {
    expect((await upload(name, 'x')).status).toBe(400)
  })

  test('into no matter is refused', async () => {
    expect((await ask('/upload?name=a.txt&matterId=../x', { method: 'POST', body: 'x' })).status).toBe(400)
    expect(added).toEqual([])
  })

  test('that ingestion refuses tells why and leaves nothing behind', async () => {
    const failing = await upload('full disk.txt', 'x')
    expect(JSON.parse(failing.body.toString())).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    expect(leftFiles()).toEqual([])
  })

  test('that is cut off is not added and leaves nothing behind', async () => {
    const cut = request({ host: '127.0.0.1', port: shell.port, path: `/upload?matterId=${matterId}&name=cut.txt`, method: 'POST', headers: { cookie, 'origin': `http://127.0.0.1:${shell.port}`, 'content-length': '500' } })
    cut.on('error', () => {})
    cut.write('half')
    await vi.waitFor(() => expect(leftFiles()).toHaveLength(1), patiently)
    cut.destroy()
    await vi.waitFor(() => expect(leftFiles()).toEqual([]), patiently)
    expect(added).toEqual([])
  })
})

describe('closing', () => {
  test('ends the streams, stops listening to the application and frees the port', async () => {
    const stream = await openStream()
    expect(application.listeners()).toBe(1)
    await shell[Symbol.asyncDispose]()
    expect(application.listeners()).toBe(0)
    stream.close()
    await expect(ask('/')).rejects.toThrow(/ECONNREFUSED|socket hang up|ECONNRESET/)
  })
})
