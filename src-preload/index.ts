import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { AppEvent, Bridge, CallName, CallOutcome, CallParams } from './contract/index.ts'
import { calls } from './contract/index.ts'

// The channels of src-main/shell/electron-calls.ts; a preload script in the sandbox can import nothing from there.
const callChannel = 'strongroom:call'
const eventChannel = 'strongroom:event'

/** Everything the page is given. Names outside the contract do not even reach the main process, which checks them again. */
const bridge: Bridge = {
  shell: 'electron',
  async call<N extends CallName>(name: N, params: CallParams<N>): Promise<CallOutcome<N>> {
    if (!Object.hasOwn(calls, name)) return { ok: false, error: { code: 'invalid-request', message: 'There is no such call.', facts: {} } }
    return await ipcRenderer.invoke(callChannel, name, params) as CallOutcome<N>
  },
  subscribe(listener) {
    // The page gets the payload and never the IPC event, which holds the way back to the main process.
    const forward = (_event: unknown, event: AppEvent): void => listener(event)
    ipcRenderer.on(eventChannel, forward)
    return () => { ipcRenderer.removeListener(eventChannel, forward) }
  },
  fileUrl: (matterId, documentId) => `strongroom://app/files/${encodeURIComponent(matterId)}/${encodeURIComponent(documentId)}`,
  pageImageUrl: (matterId, documentId, page) => `strongroom://app/page-images/${encodeURIComponent(matterId)}/${encodeURIComponent(documentId)}/${page}`,
  async addFiles(matterId, files) {
    // A file that a page made up has no path; only files that a person dropped or picked do.
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '')
    return await ipcRenderer.invoke(callChannel, 'documents.add', { matterId, paths }) as CallOutcome<'documents.add'>
  },
}

contextBridge.exposeInMainWorld('strongroom', bridge)
