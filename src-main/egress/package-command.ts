import type { PackageDownload } from './model-download.ts'

export const pythonProgram = process.platform === 'win32' ? 'python' : 'python3'

/** Arguments that make pip fetch one wheel and nothing else: no dependencies, no source packages (whose set-up code would run). */
export function packageDownloadArguments(download: PackageDownload, intoFolder: string): string[] {
  return [
    '-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--no-cache-dir', '--no-input', '--quiet', '--disable-pip-version-check',
    '--progress-bar', 'off', '--retries', '1', '--timeout', '20', '--dest', intoFolder,
    ...(download.pythonVersion === null ? [] : ['--python-version', download.pythonVersion]),
    `${download.name}==${download.version}`,
  ]
}

/** What pip needs to start and to reach the mirror this machine is set up for; nothing else of the user's environment is passed on. */
const passedOn = /^(?:path|home|userprofile|systemroot|windir|appdata|localappdata|pathext|comspec|lang|lc_all|virtual_env|pip_.*|pyenv_.*|ssl_cert_.*|requests_ca_bundle|curl_ca_bundle|https?_proxy|no_proxy|all_proxy)$/i

export function packageDownloadEnvironment(env: NodeJS.ProcessEnv, temporaryFolder: string): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => passedOn.test(name))
  return { ...Object.fromEntries(kept), TMPDIR: temporaryFolder, TEMP: temporaryFolder, TMP: temporaryFolder, PYTHONDONTWRITEBYTECODE: '1' }
}
