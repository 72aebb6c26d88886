import { BrowserWindow, ipcMain } from 'electron'
import type { IpcMainInvokeEvent } from 'electron'
import type { AppEvent } from '../../src-preload/contract/index.ts'
import type { Dispatch, DispatchOutcome } from '../rpc/dispatcher.ts'
import { AppError, toFailure } from '../support/errors.ts'
import { isOwnAddress } from './own-address.ts'

/** The two channels there are; src-preload/index.ts names them too. */
export const callChannel = 'strongroom:call'
export const eventChannel = 'strongroom:event'

/** The one place that listens to pages. A call is run only for the top frame of our own page. */
export function answerCalls(dispatch: Promise<Dispatch>): void {
  ipcMain.handle(callChannel, async (event, name: unknown, params: unknown): Promise<DispatchOutcome> => {
    try {
      if (!isFromOwnPage(event)) throw new AppError('not-allowed')
      return await (await dispatch)(name, params)
    } catch (error) {
      return { ok: false, error: toFailure(error) }
    }
  })
}

/** A frame that has gone away, a child frame and a page of another origin have no say. */
function isFromOwnPage({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnAddress(senderFrame.url)
}

export function tellAllWindows(event: AppEvent): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed() && !window.webContents.isDestroyed()) window.webContents.send(eventChannel, event)
  }
}
