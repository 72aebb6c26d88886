// The guard comes first; everything else is loaded after it, so that no dependency holds an unguarded function.
import './egress/guard-on.ts'

const { runElectronApp } = await import('./shell/electron-main.ts')
runElectronApp(async (parts) => (await import('./application.ts')).createApplication(parts))
