import { Tooltip } from 'radix-ui'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import type { Bridge } from '../src-preload/contract/index.ts'
import { provideBridge } from './client/bridge.ts'
import { AppFrame } from './features/frame/app-frame.tsx'
import { connectStores } from './features/frame/connect-stores.ts'
import { ErrorBoundary } from './features/frame/error-boundary.tsx'
import './ui/tokens.css'
import './ui/base.css'

/** The page's policy forbids `eval`; without this the schemas would try it once and be reported. */
z.config({ jitless: true })

/** Draws the app on a bridge: Electron's, the browser shell's, or a recording one in development. */
export function start(bridge: Bridge, root: HTMLElement): void {
  provideBridge(bridge)
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <Tooltip.Provider delayDuration={500}><AppFrame /></Tooltip.Provider>
      </ErrorBoundary>
    </StrictMode>,
  )
  void connectStores(bridge)
}
