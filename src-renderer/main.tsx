import { setConnectionState } from './client/connection-store.ts'
import { createHttpBridge } from './client/http-bridge.ts'
import { start } from './start.tsx'

const root = document.getElementById('root')
if (root !== null) start(window.strongroom ?? createHttpBridge(setConnectionState), root)
