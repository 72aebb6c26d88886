// `npm start`: installs, fetches and verifies the weights, builds, prepares the sample matter, opens the app. What is done already is skipped.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { bootstrap } from './bootstrap.mjs'
import { build } from './build.mjs'
import { modelsFolder, productEnv, productNode, root, run, runScript, Stop } from './checkout.mjs'
import { electronProgram } from './electron-binary.mjs'
import { prepareSampleMatter } from './sample-matter.mjs'
import { wantedModels, weightsAreReady } from './weights-ready.mjs'

const say = (line) => process.stdout.write(`${line}\n`)
const opensNothing = process.argv.includes('--no-open') || process.env.STRONGROOM_NO_OPEN === '1'

await runScript(async () => {
  // Every step that is running hears Ctrl-C itself, tidies up and ends; this process then ends with its exit code.
  process.on('SIGINT', () => {})
  await bootstrap(say)
  await fetchWeights()
  await build(say)
  await prepareSampleMatter(say)
  const electron = await electronProgram()
  if ('program' in electron) {
    say('Opening Strongroom.')
    return (await run(electron.program, [root])).code
  }
  say(`${electron.reason}; Strongroom opens in your browser instead, on this machine only.`)
  return openBrowserShell()
})

async function fetchWeights() {
  if (weightsAreReady(modelsFolder(), wantedModels(false))) return
  say('Fetching the models (1.1 GB, once; Ctrl-C stops, the next start goes on from there) …')
  const { code } = await run(productNode(), [join(root, 'scripts', 'fetch-weights.ts')])
  // Without weights the app still opens: it says what is missing and how to import it.
  if (code === 130) throw new Stop('', 130)
  if (code !== 0) say('The models are not complete; the app opens without them. Models in the app, or npm start again, goes on from here.')
}

/** Serves the page until it is stopped; the browser is opened here because the guarded process may not start programs. */
function openBrowserShell() {
  return new Promise((done) => {
    const child = spawn(productNode(), [join(root, 'out', 'main', 'browser-shell.js')], { cwd: root, env: productEnv(), stdio: ['inherit', 'pipe', 'inherit'] })
    let opened = opensNothing
    createInterface({ input: child.stdout }).on('line', (line) => {
      say(line)
      const url = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(line)?.[0]
      if (url && !opened) {
        opened = true
        openInBrowser(url)
      }
    })
    // Ctrl-C in a terminal reaches the child by itself; a signal to this process alone is passed on.
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    child.on('close', (code, signal) => done(signal === 'SIGINT' ? 130 : (code ?? 1)))
  })
}

function openInBrowser(url) {
  const [program, ...args] = process.platform === 'darwin' ? ['open', url] : process.platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler', url] : ['xdg-open', url]
  const child = spawn(program, args, { stdio: 'ignore', detached: true })
  child.on('error', () => say('Open the address above in your browser.'))
  child.unref()
}
