// The guard comes first; everything else is loaded after it, so that no dependency holds an unguarded function.
import './egress/guard-on.ts'

const { runBrowserShell } = await import('./shell/browser-main.ts')
await runBrowserShell(async (parts) => (await import('./application.ts')).createApplication(parts))
