import { start } from '../../../src-renderer/start.tsx'
import { createFakeBridge } from './fake-bridge.ts'
import { isScenario } from './scenarios.ts'

/** `?scenario=NAME&theme=dark&speed=0`: the page on invented data, for development and screenshots. */
const query = new URLSearchParams(window.location.search)
const wanted = query.get('scenario') ?? 'usual'
const theme = query.get('theme')
const root = document.getElementById('root')
const fake = createFakeBridge({
  scenario: isScenario(wanted) ? wanted : 'usual',
  stepMs: Number(query.get('step') ?? 60),
  settings: { theme: theme === 'dark' || theme === 'light' ? theme : 'system', textScale: Number(query.get('scale') ?? 1) },
})
Object.assign(window, { fakeBridge: fake })
if (root !== null) start(fake.bridge, root)
