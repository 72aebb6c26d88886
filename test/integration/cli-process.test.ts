import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mattersOutputSchema, readOutputSchema } from '../../src-main/cli/output-schemas.ts'

const source = (name: string) => fileURLToPath(new URL(`../../src-main/${name}.ts`, import.meta.url))

let home: string
beforeEach(() => { home = mkdtempSync(join(tmpdir(), 'strongroom-process-')) })
afterEach(() => { rmSync(home, { recursive: true, force: true }) })

/** One of the product's own processes, with the whole application and no weights. */
function start(entry: 'cli' | 'browser-shell', args: readonly string[]) {
  return spawn(process.execPath, [source(entry), ...args], { env: { ...process.env, STRONGROOM_HOME: home, STRONGROOM_MODELS: join(home, 'models') }, stdio: ['pipe', 'pipe', 'pipe'] })
}
async function run(...args: string[]) {
  const child = start('cli', args)
  child.stdin.end()
  const [stdout, stderr, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit') as Promise<[number]>])
  return { exitCode, stdout, stderr }
}

describe('the command line as a process', () => {
  test('starts with an empty, private data folder', async () => {
    const { exitCode, stdout, stderr } = await run('matters', '--json')
    expect([exitCode, mattersOutputSchema.parse(JSON.parse(stdout)), stderr]).toEqual([0, [], ''])
    expect(existsSync(join(home, 'strongroom.lock'))).toBe(false)
  })

  test('reads a file without storing anything', async () => {
    const file = join(home, 'note.txt')
    writeFileSync(file, 'Der Mietvertrag endet am 31. März.\n')
    const { exitCode, stdout } = await run('read', file, '--json')
    expect(exitCode).toBe(0)
    expect(readOutputSchema.parse(JSON.parse(stdout)).pages.map(({ text }) => text.trim())).toEqual(['Der Mietvertrag endet am 31. März.'])
    expect(readdirSync(home)).toEqual(['note.txt'])
  })

  test('tells in one line, with a code, why it cannot', async () => {
    const missing = await run('read', join(home, 'gone.pdf'))
    expect([missing.exitCode, missing.stdout]).toEqual([1, ''])
    expect(missing.stderr).toMatch(/^file-missing: .*\n$/)
    const offline = await run('models', 'fetch')
    expect([offline.exitCode, offline.stdout]).toEqual([1, ''])
    expect(offline.stderr).toMatch(/^offline: .*--online.*\n$/m)
  })

  test('says nothing but the usage when the usage is wrong', async () => {
    const { exitCode, stdout, stderr } = await run('ask', '--no-such-option')
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^error: /)
  })
})

describe('the browser shell as a process', () => {
  test('prints an address that opens the app, refuses a second shell on the same data, and ends cleanly when told to', async () => {
    const shell = start('browser-shell', [])
    const errors = text(shell.stderr)
    const lines = createInterface({ input: shell.stdout })[Symbol.asyncIterator]()
    const url = /^Strongroom is ready: (http:\/\/127\.0\.0\.1:\d+\/open\/\S+)$/.exec(String((await lines.next()).value))?.[1]
    expect(url).toBeDefined()
    expect(await statusOf(String(url))).toBe(303)
    expect(await statusOf(String(url))).toBe(403)

    const second = start('browser-shell', [])
    const [complaint, [secondCode]] = await Promise.all([text(second.stderr), once(second, 'exit') as Promise<[number]>])
    expect([secondCode, complaint]).toEqual([1, expect.stringMatching(/^data-folder-in-use: .*\n$/)])

    // As `timeout` does: to the process, and at once to its group.
    shell.kill('SIGTERM')
    shell.kill('SIGTERM')
    const [[code], complaints] = await Promise.all([once(shell, 'exit') as Promise<[number]>, errors])
    expect([code, complaints, existsSync(join(home, 'strongroom.lock'))]).toEqual([0, '', false])
  })
})

function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, (response) => { response.resume(); resolve(response.statusCode) }).on('error', reject).end()
  })
}
