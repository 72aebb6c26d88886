import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { escalateOutputSchema, escalatePreviewOutputSchema, mattersOutputSchema } from '../../src-main/cli/output-schemas.ts'
import { openMatterStore } from '../../src-main/store/open-matter-store.ts'
import { repositoryRoot } from '../support/import-graph.ts'
import { startProviderServer, type ProviderServer } from '../support/provider-server/provider-server.ts'
import { sampleFiles } from '../support/sample-matter.ts'
import { temporaryHome, type TemporaryHome } from '../support/temporary-home.ts'
import { embeddingFolder } from '../support/weights.ts'

const tracer = 'strace'
const canTrace = spawnSync(tracer, ['-f', '-e', 'trace=connect', 'true'], { stdio: 'ignore', timeout: 10_000 }).status === 0
const matter = 'Oldenburg v Harcourt Lettings'
const question = 'Within how many days must the deposit be returned after the end of the tenancy?'

/** An escalation as a person types it, in processes of their own, and with every connection that any of their threads tries. */
describe.skipIf(!existsSync(embeddingFolder))('an escalation from the command line (needs weights)', () => {
  let home: TemporaryHome
  let server: ProviderServer
  let traces: string
  let run = 0

  beforeAll(async () => {
    home = temporaryHome()
    traces = mkdtempSync(join(tmpdir(), 'strongroom-trace-'))
    server = await startProviderServer({ reply: ['It must be returned ', 'within 10 days.'] })
    await strongroom('ingest', ...sampleFiles, '--matter', matter, '--json')
    await strongroom('providers', 'add', '--label', 'Mine', '--url', server.baseUrl('openai-compatible'), '--model', 'test-model', '--no-key', '--json')
  }, 300_000)
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]()
    home?.[Symbol.dispose]()
    rmSync(traces, { recursive: true, force: true })
  })

  /** A preview's JSON; what the command complained of when there is none. */
  const previewed = async (...args: string[]) => {
    const run = await escalate(...args, '--preview')
    expect(run.code, run.stderr).toBe(0)
    return { ...run, preview: escalatePreviewOutputSchema.parse(JSON.parse(run.stdout)) }
  }
  const escalate = (...args: string[]) => strongroom('escalate', question, '--matter', matter, '--provider', 'Mine', '--json', ...args)

  test('is refused while the matter says never', { timeout: 120_000 }, async () => {
    const { code, stderr, addresses } = await escalate('--online', '--preview')
    expect([code, stderr]).toEqual([1, expect.stringContaining('exit-closed: ')])
    expect(addresses).toEqual([])
    await strongroom('matters', 'set-policy', matter, 'ask')
  })

  test('is shown, not sent, and a second process shows the very same', { timeout: 240_000 }, async () => {
    const [first, second] = [await previewed('--online'), await previewed('--online')]
    const { preview } = first
    expect(preview.blocked).toEqual([])
    expect(preview.findings.length).toBeGreaterThan(3)
    expect(second.preview).toEqual(preview)
    for (const name of ['Oldenburg', 'Harcourt']) expect(preview.body).not.toContain(name)
    expect([...first.addresses, ...second.addresses, server.connections]).toEqual([0])
  })

  test('is blocked while Strongroom is offline, and no connection is tried', { timeout: 240_000 }, async () => {
    const { preview } = await previewed()
    expect(preview.blocked.map(({ reason }) => reason)).toEqual(['offline'])
    const { code, addresses } = await escalate('--approve', preview.approvalHash)
    expect(code).toBe(1)
    expect(addresses).toEqual([])
    expect(server.connections).toBe(0)
  })

  test('goes only to the approved address, as the approved bytes, and its answer has the names again', { timeout: 240_000 }, async () => {
    const { preview } = await previewed('--online')
    const { code, stdout, stderr, addresses } = await escalate('--online', '--approve', preview.approvalHash)
    expect(code, stderr).toBe(0)
    const answer = escalateOutputSchema.parse(JSON.parse(stdout))
    expect(answer.escalation?.host).toBe(new URL(server.origin).host)
    expect(server.requests.map(({ body }) => body.toString('utf8'))).toEqual([preview.body])
    expect(server.requests[0]?.headers.map(([name]) => name.toLowerCase()).toSorted()).toEqual(preview.headerNames.toSorted())
    expect(new Set(addresses)).toEqual(new Set(canTrace ? [new URL(server.origin).host] : []))
    const again = await escalate('--online', '--approve', preview.approvalHash)
    expect([again.code, again.stderr, again.addresses]).toEqual([1, expect.stringContaining('approval-void: '), []])
    expect(server.requests).toHaveLength(1)
  })

  test('without documents sends a question that the local model wrote, and no excerpt', { timeout: 240_000 }, async () => {
    const { preview, addresses } = await previewed('--online', '--mode', 'question-only')
    expect(preview.body).not.toContain('excerpt from')
    expect(preview.body).not.toMatch(/Oldenburg|Harcourt/)
    expect(addresses).toEqual([])
    // The second process lets the model write the question again: the same words, or nothing is sent.
    const { code, stdout, stderr } = await escalate('--online', '--mode', 'question-only', '--approve', preview.approvalHash)
    expect(code, stderr).toBe(0)
    expect(escalateOutputSchema.parse(JSON.parse(stdout))).toMatchObject({ sentences: [], caveats: [expect.stringContaining('No document was sent')] })
    expect(server.requests.at(-1)?.body.toString('utf8')).toBe(preview.body)
  })

  test('that is killed while its answer streams is interrupted, and what was sent stays provable', { timeout: 240_000 }, async () => {
    const { preview } = await previewed('--online')
    server.answerWith({ kind: 'stall', chunks: ['It must be'] })
    const sent = server.requests.length
    const child = spawn(process.execPath, [join(repositoryRoot, 'src-main', 'cli.ts'), 'escalate', question, '--matter', matter, '--provider', 'Mine', '--online', '--approve', preview.approvalHash], { env: home.env, stdio: 'ignore' })
    const ended = new Promise((resolve) => child.on('close', resolve))
    await server.whenRequests(sent + 1)
    child.kill('SIGKILL')
    await ended
    server.answerWith(['It must be returned within 10 days.'])
    const [{ id = '' } = {}] = mattersOutputSchema.parse(JSON.parse((await strongroom('matters', '--json')).stdout))
    const folder = join(home.folder, 'matters', id)
    using store = openMatterStore(folder, id)
    store.chats.recover()
    const messages = store.chats.list().flatMap((chat) => store.chats.messages.ofChat(chat.id))
    const interrupted = messages.find(({ state }) => state === 'interrupted')
    expect(interrupted?.escalation).toMatchObject({ host: new URL(server.origin).host, bytesSent: Buffer.byteLength(preview.body) })
    expect(store.ledger.forMessage(interrupted?.id ?? '').map(({ kind }) => kind)).toEqual(['retrieval', 'proposal', 'approval', 'send'])
  })

  test('with another hash sends nothing', { timeout: 120_000 }, async () => {
    const before = server.requests.length
    const { code, stderr, addresses } = await escalate('--online', '--approve', '0'.repeat(64))
    expect([code, stderr]).toEqual([1, expect.stringContaining('approval-void: ')])
    expect([addresses, server.requests.length]).toEqual([[], before])
  })

  test('is all in the ledger, which verifies', { timeout: 120_000 }, async () => {
    const { code, stdout } = await strongroom('ledger', 'verify', '--matter', matter, '--json')
    expect(code, stdout).toBe(0)
  })

  /** Every address but local sockets that was tried, as `host:port`; loopback counts here. */
  async function strongroom(...args: string[]): Promise<{ stdout: string; stderr: string; code: number | null; addresses: string[] }> {
    const trace = join(traces, `${run += 1}.trace`)
    const watch = [tracer, '--follow-forks', '--seccomp-bpf', '--quiet=all', '--trace=connect,sendto,sendmsg,sendmmsg', '--output', trace]
    const [program = '', ...rest] = [...(canTrace ? watch : []), process.execPath, join(repositoryRoot, 'src-main', 'cli.ts'), ...args]
    const child = spawn(program, rest, { env: home.env, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => { stdout += chunk.toString() })
    child.stderr.on('data', (chunk: Buffer) => { stderr += chunk.toString() })
    const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
    return { stdout, stderr, code, addresses: canTrace ? triedAddresses(readFileSync(trace, 'utf8')) : [] }
  }
})

function triedAddresses(trace: string): string[] {
  return trace.split('\n').filter((line) => /sa_family=AF_INET6?\b/.test(line)).map((line) => {
    const port = /sin6?_port=htons\((\d+)\)/.exec(line)?.[1] ?? '?'
    const host = /inet_addr\("([^"]+)"\)/.exec(line)?.[1] ?? /inet_pton\(AF_INET6, "([^"]+)"/.exec(line)?.[1] ?? line
    return `${host}:${port}`
  })
}

test('the reader of traces sees loopback too', () => {
  expect(triedAddresses('12 connect(3, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0\n1 connect(3, {sa_family=AF_UNIX, sun_path="/x"}, 9) = 0')).toEqual(['127.0.0.1:80'])
})
