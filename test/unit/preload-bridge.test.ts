import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Bridge } from '../../src-preload/contract/index.ts'
import { callChannel, eventChannel } from '../../src-main/shell/electron-calls.ts'

const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  invoked: [] as unknown[][],
  listeners: new Map<string, ((...args: unknown[]) => void)[]>(),
}))
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, value: unknown) => { electron.exposed.set(name, value) } },
  ipcRenderer: {
    invoke: async (...args: unknown[]) => { electron.invoked.push(args); return { ok: true, value: null } },
    on: (channel: string, listener: (...args: unknown[]) => void) => { electron.listeners.set(channel, [...electron.listeners.get(channel) ?? [], listener]) },
    removeListener: (channel: string, listener: unknown) => { electron.listeners.set(channel, (electron.listeners.get(channel) ?? []).filter((known) => known !== listener)) },
  },
  webUtils: { getPathForFile: (file: File) => (file.name === 'made-up' ? '' : `/docs/${file.name}`) },
  ipcMain: {}, BrowserWindow: {},
}))

let bridge: Bridge
beforeAll(async () => {
  await import('../../src-preload/index.ts')
  bridge = electron.exposed.get('strongroom') as Bridge
})
beforeEach(() => { electron.invoked.length = 0 })

describe('what the page is given', () => {
  test('is one object with the bridge’s functions and nothing of Electron', () => {
    expect([...electron.exposed.keys()]).toEqual(['strongroom'])
    expect(Object.keys(bridge).sort()).toEqual(['addFiles', 'call', 'fileUrl', 'pageImageUrl', 'shell', 'subscribe'])
    expect(bridge.shell).toBe('electron')
  })

  test('passes calls of the contract to the one channel that the main process listens to', async () => {
    await bridge.call('app.ping', null)
    expect(electron.invoked).toEqual([[callChannel, 'app.ping', null]])
  })

  test.each(['electron-store-get-data', '__proto__', 'constructor', ''])('passes %j on to nobody', async (name) => {
    const outcome = await bridge.call(name as 'app.ping', null)
    expect(outcome).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
    expect(electron.invoked).toEqual([])
  })

  test('tells events without the IPC event, until asked to stop', () => {
    const heard: unknown[] = []
    const stop = bridge.subscribe((event) => heard.push(event))
    const [listener] = electron.listeners.get(eventChannel) ?? []
    listener?.({ sender: 'ipc' }, { name: 'matters.changed', payload: null })
    stop()
    expect(heard).toEqual([{ name: 'matters.changed', payload: null }])
    expect(electron.listeners.get(eventChannel)).toEqual([])
  })

  test('adds dropped files by their path and leaves out what has none', async () => {
    await bridge.addFiles('m_0123456789abcdef', [new File(['x'], 'lease.pdf'), new File(['x'], 'made-up')])
    expect(electron.invoked).toEqual([[callChannel, 'documents.add', { matterId: 'm_0123456789abcdef', paths: ['/docs/lease.pdf'] }]])
  })

  test('names originals on the page’s own origin, whatever the ids are', () => {
    expect(bridge.fileUrl('m_1', 'd_1')).toBe('strongroom://app/files/m_1/d_1')
    expect(bridge.fileUrl('../..', 'https://x')).toBe('strongroom://app/files/..%2F../https%3A%2F%2Fx')
  })
})
