// The guard comes first; everything else is loaded after it, so that no dependency holds an unguarded function.
import './egress/guard-on.ts'

const { runCommandLine } = await import('./cli/main.ts')
await runCommandLine(process.argv.slice(2), async (parts) => (await import('./application.ts')).createApplication(parts))
