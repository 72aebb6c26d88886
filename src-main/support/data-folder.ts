import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * Where Strongroom keeps everything: `STRONGROOM_HOME`, or the same folder Electron calls `userData`,
 * so that the app, the browser shell and the command line share one set of matters.
 */
export function dataFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (env['STRONGROOM_HOME']) return resolve(env['STRONGROOM_HOME'])
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Strongroom')
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Strongroom')
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'Strongroom')
}
