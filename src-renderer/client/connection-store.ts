import { create } from 'zustand'
import type { ConnectionState } from './event-stream.ts'

/** Whether the page hears the main process; in Electron it always does. */
export const useConnection = create<{ readonly state: ConnectionState }>(() => ({ state: 'open' }))

export function setConnectionState(state: ConnectionState): void {
  useConnection.setState({ state })
}
