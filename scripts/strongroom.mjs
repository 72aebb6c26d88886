// The command line from a checkout: `npm run -s strongroom -- ask "…" --matter NAME`. Standard output belongs to the command.
import { join } from 'node:path'
import { bootstrap } from './bootstrap.mjs'
import { build } from './build.mjs'
import { productNode, root, run, runScript } from './checkout.mjs'

await runScript(async () => {
  await bootstrap()
  await build()
  // Ctrl-C reaches the command too, which ends in its own way; this process waits for its exit code.
  process.on('SIGINT', () => {})
  // npm starts scripts in the checkout; paths on the command line are meant from where the user stands.
  const { code } = await run(productNode(), [join(root, 'out', 'main', 'cli.js'), ...process.argv.slice(2)], { cwd: process.env.INIT_CWD ?? process.cwd(), env: process.env })
  return code
})
