import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { AppEvent } from '../../src-preload/contract/index.ts'
import { createApplication } from '../../src-main/application.ts'
import { openConfFile } from '../../src-main/settings/settings-file.ts'
import { shellWithoutDialogs } from '../../src-main/shell/shell-port.ts'
import { openWorkplace, type Workplace } from '../../src-main/shell/workplace.ts'
import { makePdf } from '../support/make-pdf.ts'
import { temporaryFolder, writeFiles } from '../support/open-test-matter.ts'

const patiently = { timeout: 40_000, interval: 50 }
const open = (home: string, isOnBattery: () => boolean = () => false): Promise<Workplace> =>
  openWorkplace({ shell: { ...shellWithoutDialogs, onBattery: isOnBattery }, openJsonFile: openConfFile, createApplication, env: { STRONGROOM_HOME: home } })

test('a folder is followed from the screen, and again after the app was closed, without being asked', async () => {
  const [home, inbox] = [temporaryFolder(), temporaryFolder()]
  writeFiles(inbox, { 'a.txt': 'First.' })
  let matterId = ''
  {
    await using workplace = await open(home)
    const { handlers, subscribe } = workplace.application
    const heard: AppEvent[] = []
    subscribe((event) => heard.push(event))
    matterId = (await handlers['matters.create']({ name: 'Followed' })).id
    const folder = await handlers['watch.add']({ matterId, path: inbox })
    expect(folder).toMatchObject({ path: inbox, state: 'checking' })
    await vi.waitFor(async () => expect((await handlers['documents.list']({ matterId })).map(({ name }) => name)).toEqual(['a.txt']), patiently)
    await vi.waitFor(async () => expect(await handlers['watch.list']({ matterId })).toMatchObject([{ id: folder.id, state: 'watching', files: 1 }]), patiently)
    expect(heard.filter(({ name }) => name === 'watch.changed').length).toBeGreaterThan(0)
  }
  renameSync(join(inbox, 'a.txt'), join(inbox, 'renamed.txt'))
  writeFiles(inbox, { 'b.txt': 'Second.' })
  await using workplace = await open(home)
  const { handlers } = workplace.application
  await handlers['app.info'](null)
  await vi.waitFor(async () => expect((await handlers['documents.list']({ matterId })).map(({ name }) => name)).toEqual(['renamed.txt', 'b.txt']), patiently)
})

test('a page of a stored original is drawn; one that is not there is said not to be', async () => {
  const [home, inbox] = [temporaryFolder(), temporaryFolder()]
  writeFileSync(join(inbox, 'lease.pdf'), makePdf([['The lease.'], ['Its second page.']]))
  await using workplace = await open(home)
  const { application } = workplace
  const { id: matterId } = await application.handlers['matters.create']({ name: 'Drawn' })
  await application.handlers['documents.add']({ matterId, paths: [join(inbox, 'lease.pdf')] })
  const [document] = await application.handlers['documents.list']({ matterId })
  const { signal } = new AbortController()
  const png = Buffer.from(await application.pageImage(matterId, document?.id ?? '', 2, signal))
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(Math.max(png.readUInt32BE(16), png.readUInt32BE(20))).toBe(2_000)
  await expect(application.pageImage(matterId, document?.id ?? '', 3, signal)).rejects.toMatchObject({ code: 'not-found' })
  await expect(application.pageImage(matterId, 'd_zzzzzzzzzzzzzzzz', 1, signal)).rejects.toMatchObject({ code: 'not-found' })
  await expect(application.pageImage('m_zzzzzzzzzzzzzzzz', document?.id ?? '', 1, signal)).rejects.toMatchObject({ code: 'not-found' })
})

test('on its battery the app takes files in and reads none, until the person says otherwise', async () => {
  const [home, inbox] = [temporaryFolder(), temporaryFolder()]
  writeFiles(inbox, { 'a.txt': 'First.' })
  await using workplace = await open(home, () => true)
  const { handlers } = workplace.application
  const { id: matterId } = await handlers['matters.create']({ name: 'Unplugged' })
  await handlers['documents.add']({ matterId, paths: [join(inbox, 'a.txt')] })
  expect(await handlers['ingest.progress']({ matterId })).toMatchObject({ status: 'paused', pausedBy: 'battery', documentsTotal: 1 })
  await handlers['settings.update']({ pauseOnBattery: false })
  await vi.waitFor(async () => expect((await handlers['documents.list']({ matterId }))[0]?.state).not.toBe('discovered'), patiently)
})
