// Builds out/ when a source file changed since the last build.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bootstrap } from './bootstrap.mjs'
import { fingerprint, productEnv, productNode, readStamp, root, run, runScript, Stop } from './checkout.mjs'

const stampPath = join(root, 'out', '.build.json')
const sources = ['src-main', 'src-preload', 'src-renderer', 'models/catalogue.json', 'electron.vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json']
const results = ['out/main/cli.js', 'out/main/browser-shell.js', 'out/main/electron.js', 'out/preload/index.cjs', 'out/renderer/index.html']

export async function build(say = (line) => process.stderr.write(`${line}\n`)) {
  const wanted = fingerprint(sources)
  if (readStamp(stampPath)?.sources === wanted && results.every((path) => existsSync(join(root, path)))) return
  const started = Date.now()
  const { code, output } = await run(productNode(), [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'], { quiet: true, env: { ...productEnv(), NO_COLOR: '1' } })
  if (code !== 0) throw new Stop(`The build failed:\n${output.trim()}`)
  writeFileSync(stampPath, `${JSON.stringify({ sources: wanted })}\n`)
  say(`Built in ${Math.round((Date.now() - started) / 1000)} s.`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runScript(async () => {
    await bootstrap()
    await build()
  })
}
