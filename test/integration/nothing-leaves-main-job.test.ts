import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askOutputSchema, ingestOutputSchema, searchOutputSchema } from '../../src-main/cli/output-schemas.ts'
import { repositoryRoot } from '../support/import-graph.ts'
import { sampleFiles } from '../support/sample-matter.ts'
import { temporaryHome, type TemporaryHome } from '../support/temporary-home.ts'
import { smallChatFile } from '../support/weights.ts'

const cutOff = ['unshare', '--user', '--map-root-user', '--net']
const canCutOff = works([...cutOff, 'true'])
const canTrace = works(['strace', '-f', '-e', 'trace=connect', 'true'])
const hasWeights = existsSync(smallChatFile)
const matter = 'Oldenburg v Harcourt Lettings'

/** The whole main job, as a person types it, with real weights, on a machine that has no network at all and while every system call is watched. */
describe.skipIf(!hasWeights || !(canCutOff || canTrace))('nothing leaves during the main job (needs weights, and unshare or strace)', () => {
  let home: TemporaryHome
  let traces: string

  beforeAll(() => {
    home = temporaryHome()
    traces = mkdtempSync(join(tmpdir(), 'strongroom-trace-'))
  })
  afterAll(() => {
    home[Symbol.dispose]()
    rmSync(traces, { recursive: true, force: true })
  })

  test('the place it runs in has no network interface but its own loopback', { skip: !canCutOff }, async () => {
    const { stdout } = await run([...cutOff, 'cat', '/proc/net/dev'], process.env)
    expect(stdout.split('\n').slice(2).flatMap((line) => line.split(':').slice(0, -1)).map((name) => name.trim())).toEqual(['lo'])
  })

  test('papers are read, and no connection is tried', { timeout: 300_000 }, async () => {
    const { output, addresses } = await strongroom('ingest', ...sampleFiles, '--matter', matter, '--json')
    const report = ingestOutputSchema.parse(output)
    expect(report).toMatchObject({ added: sampleFiles.length, failures: [] })
    expect(report.passages).toBeGreaterThan(20)
    expect(addresses).toEqual([])
  })

  test('a search finds the clause, and no connection is tried', { timeout: 120_000 }, async () => {
    const { output, addresses } = await strongroom('search', 'interest on a deposit that is returned late', '--matter', matter, '-k', '5', '--json')
    expect(searchOutputSchema.parse(output).map((hit) => hit.file)).toContain('Tenancy agreement 2023.pdf')
    expect(addresses).toEqual([])
  })

  test('a question is put to the model with the papers, and no connection is tried', { timeout: 300_000 }, async () => {
    const { output, addresses } = await strongroom('ask', 'Within how many days must the deposit be returned after the end of the tenancy?', '--matter', matter, '--json')
    const answer = askOutputSchema.parse(output)
    // Whether so small a model then answers or says that the papers do not say varies with how much this machine lets it read.
    expect(answer.timings.promptTokens).toBeGreaterThan(100)
    expect(addresses).toEqual([])
  })

  test('nothing was written into the user\'s own folders: no cache, no identifier, no setting', () => {
    expect(readdirSync(home.userFolder, { recursive: true })).toEqual([])
  })

  /** Runs the command line from its sources, cut off and traced as far as this machine permits. */
  async function strongroom(...args: string[]): Promise<{ output: unknown; addresses: string[] }> {
    const trace = join(traces, `${args[0] ?? 'run'}.trace`)
    const watch = ['strace', '--follow-forks', '--seccomp-bpf', '--quiet=all', '--trace=connect,sendto,sendmsg,sendmmsg', '--output', trace]
    const command = [...(canCutOff ? cutOff : []), ...(canTrace ? watch : []), process.execPath, join(repositoryRoot, 'src-main', 'cli.ts'), ...args]
    const { stdout, stderr, code } = await run(command, home.env)
    expect(code, stderr).toBe(0)
    return { output: JSON.parse(stdout), addresses: canTrace ? outsideAddresses(readFileSync(trace, 'utf8')) : [] }
  }
})

describe('the reader of traces', () => {
  test('sees an address outside, and passes over loopback and local sockets', () => {
    const trace = [
      '12 connect(3, {sa_family=AF_UNIX, sun_path="/run/x"}, 110) = 0',
      '12 connect(3, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
      '12 connect(3, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.7")}, 16) = -1 ENETUNREACH',
      '12 sendto(4, "x", 1, 0, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("198.51.100.1")}, 16) = 1',
      '12 connect(3, {sa_family=AF_INET6, sin6_port=htons(443), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr)}, 28) = -1',
      '12 connect(3, {sa_family=AF_INET6, sin6_port=htons(1), inet_pton(AF_INET6, "::1", &sin6_addr)}, 28) = 0',
    ].join('\n')
    expect(outsideAddresses(trace)).toEqual(['192.0.2.7', '198.51.100.1', '2001:db8::1'])
  })
})

/** Every address but loopback that a connection or a datagram was tried to, whether it came about or not. */
function outsideAddresses(trace: string): string[] {
  const named = trace.split('\n').filter((line) => /sa_family=AF_INET6?\b/.test(line))
  const addresses = named.map((line) => /inet_addr\("([^"]+)"\)/.exec(line)?.[1] ?? /inet_pton\(AF_INET6, "([^"]+)"/.exec(line)?.[1] ?? line)
  return addresses.filter((address) => !address.startsWith('127.') && address !== '::1' && address !== '::ffff:127.0.0.1')
}

function works([program = '', ...args]: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore', timeout: 10_000 }).status === 0
}

function run([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<{ stdout: string; stderr: string; code: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => { stdout += chunk.toString() })
    child.stderr.on('data', (chunk: Buffer) => { stderr += chunk.toString() })
    child.on('error', reject)
    child.on('close', (code) => resolve({ stdout, stderr, code }))
  })
}
