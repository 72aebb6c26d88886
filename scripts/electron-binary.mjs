// Finds Electron's program, fetching it once with Electron's own downloader where that is possible.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { productNode, readStamp, root, run } from './checkout.mjs'

const folder = join(root, 'node_modules', 'electron')
const failurePath = join(root, 'node_modules', '.strongroom-electron-failed.json')
const downloadLimitMs = 20_000

/** @returns {Promise<{ program: string } | { reason: string }>} the program, or why the browser is used instead. */
export async function electronProgram() {
  if (process.env.STRONGROOM_SHELL === 'browser') return { reason: 'The browser was asked for (STRONGROOM_SHELL)' }
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return { reason: 'There is no desktop here (no DISPLAY)' }
  const found = installed()
  if (found) return { program: found }
  const version = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
  if (process.env.STRONGROOM_OFFLINE === '1') return { reason: 'Electron is not installed and downloads are off' }
  if (readStamp(failurePath)?.version !== version) {
    const { code } = await run(productNode(), [join(folder, 'install.js')], { quiet: true, timeoutMs: downloadLimitMs })
    const now = installed()
    if (code === 0 && now) return { program: now }
    // Remembered, so that the next start does not wait for it again; a newer version is tried anew.
    writeFileSync(failurePath, `${JSON.stringify({ version })}\n`)
  }
  return { reason: 'Electron could not be downloaded (to try again: node node_modules/electron/install.js)' }
}

function installed() {
  try {
    const program = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'))
    return existsSync(program) ? program : null
  } catch {
    return null
  }
}
