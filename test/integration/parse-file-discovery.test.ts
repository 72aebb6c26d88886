import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { discoverFiles, displayName } from '../../src-main/ingest/file-discovery.ts'

let base = ''
let root = ''
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'strongroom-discover-'))
  root = join(base, 'root')
  await mkdir(root)
})
afterEach(() => rm(base, { recursive: true }))

async function found(...paths: string[]): Promise<[string, string][]> {
  const items: [string, string][] = []
  for await (const item of discoverFiles(paths, { signal: new AbortController().signal })) {
    items.push([relative(root, item.path), item.kind === 'file' ? `file ${item.bytes}` : item.failure.code])
  }
  return items
}

test('folders are walked in a fixed order, hidden files and system leavings are skipped, the rest is listed with its reason', async () => {
  await mkdir(join(root, 'b', 'inner'), { recursive: true })
  await mkdir(join(root, '.git'))
  for (const name of ['z.txt', 'a.PDF', 'b/inner/deep.md', 'b/x.exe', '.hidden.txt', '.git/config.txt', '.DS_Store', 'Thumbs.db', '~$open.docx', 'desktop.ini', 'README']) {
    await writeFile(join(root, name), 'text')
  }
  expect(await found(root)).toEqual([
    ['README', 'file 4'], ['a.PDF', 'file 4'], ['b/inner/deep.md', 'file 4'], ['b/x.exe', 'format-unsupported'], ['z.txt', 'file 4'],
  ])
})

test('a name whose last dot begins no extension is looked into, and so is what Outlook calls winmail.dat', async () => {
  for (const name of ['Letter v1.2', '1. final draft', 'mail.log.1', 'winmail.dat', 'other.dat', 'notes.yaml', 'old.tar.gz', 'lease.pdf.p7m']) await writeFile(join(root, name), 'text')
  expect((await found(root)).filter(([, kind]) => kind !== 'file 4')).toEqual([['other.dat', 'format-unsupported']])
})

test('links that leave the folder are refused, loops end, and a file reached twice is read once', async () => {
  await mkdir(join(root, 'sub'))
  await writeFile(join(base, 'outside.txt'), 'secret')
  await writeFile(join(root, 'sub', 'in.txt'), 'text')
  await symlink(join(base, 'outside.txt'), join(root, 'out.txt'))
  await symlink(root, join(root, 'sub', 'loop'))
  await symlink(join(root, 'sub', 'in.txt'), join(root, 'same.txt'))
  await symlink(join(root, 'absent.txt'), join(root, 'broken.txt'))
  expect(await found(root)).toEqual([
    ['broken.txt', 'file-missing'], ['out.txt', 'file-not-regular'], ['same.txt', 'file 4'], ['sub/loop', 'folder-loop'],
  ])
})

test('devices, sockets and missing paths are refused without being opened', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(join(root, 'socket.txt'), resolve) })
  expect(await found(root, '/dev/null', join(root, 'absent'))).toEqual([
    ['socket.txt', 'file-not-regular'], [relative(root, '/dev/null'), 'file-not-regular'], ['absent', 'file-missing'],
  ])
  server.close()
})

test.skipIf(process.getuid?.() === 0)('a folder without permission is listed, and its neighbours are read (skipped for root, who may read everything)', async () => {
  await mkdir(join(root, 'locked'))
  await writeFile(join(root, 'open.txt'), 'text')
  await chmod(join(root, 'locked'), 0o000)
  expect(await found(root)).toEqual([['locked', 'file-unreadable'], ['open.txt', 'file 4']])
  await chmod(join(root, 'locked'), 0o700)
})

test('files named by hand are tried whatever they are called; a folder and a file in it do not add the file twice', async () => {
  await writeFile(join(root, 'notes.bak'), 'text')
  await writeFile(join(root, 'a.txt'), 'text')
  expect(await found(join(root, 'notes.bak'), join(root, 'a.txt'), root)).toEqual([['notes.bak', 'file 4'], ['a.txt', 'file 4']])
})

test('a walk can be stopped', async () => {
  await writeFile(join(root, 'a.txt'), 'text')
  const stop = new AbortController()
  stop.abort()
  await expect(discoverFiles([root], { signal: stop.signal }).next()).rejects.toMatchObject({ name: 'AbortError' })
})

test('names are shown without line breaks, controls and direction marks', () => {
  expect(displayName('/x/invoice\u202Efdp.exe')).toBe('invoice fdp.exe')
  expect(displayName('/x/two\nlines\u0007.txt')).toBe('two lines .txt')
  expect(displayName('/x/\u200B')).toBe('unnamed')
  expect(displayName('..')).toBe('unnamed')
})
