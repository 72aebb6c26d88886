import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ModelDownload, PackageDownload, type DownloadPolicy } from '../../src-main/egress/model-download.ts'
import { packageDownloadArguments, packageDownloadEnvironment } from '../../src-main/egress/package-command.ts'

const policy: DownloadPolicy = { allowedHosts: new Set(['hub.example']), allowedPackages: new Set(['weights==1.0']), isOffline: () => false }
const code = (action: () => unknown): string => {
  try {
    action()
    return 'approved'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'untyped'
  }
}
const approve = (address: string, changes: Partial<DownloadPolicy> = {}): string => code(() => ModelDownload.approve({ ...policy, ...changes }, address, 1))

describe('a download is approved', () => {
  it('for an https address of an allowed host', () => {
    expect(approve('https://hub.example/file')).toBe('approved')
  })

  it.each([
    ['another host', 'https://elsewhere.example/file'],
    ['a host below an allowed one', 'https://evil.hub.example/file'],
    ['a host that ends like an allowed one', 'https://nothub.example/file'],
    ['no TLS', 'http://hub.example/file'],
    ['another port', 'https://hub.example:8443/file'],
    ['a user name that looks like the host', 'https://hub.example@elsewhere.example/file'],
    ['a password in the address', 'https://a:b@hub.example/file'],
    ['a local file', 'file:///etc/passwd'],
    ['this machine', 'http://127.0.0.1:80/file'],
    ['nonsense', 'not an address'],
  ])('not for %s', (_what, address) => {
    expect(approve(address)).toBe('host-not-allowed')
  })

  it('for no address at all while offline', () => {
    expect(approve('https://hub.example/file', { isOffline: () => true })).toBe('offline')
    expect(code(() => PackageDownload.approve({ ...policy, isOffline: () => true }, 'weights', '1.0', null))).toBe('offline')
  })

  it('at a redirect only after the new address was approved too, offline included', () => {
    let offline = false
    const download = ModelDownload.approve({ ...policy, isOffline: () => offline }, 'https://hub.example/a', 1)
    expect(download.redirected('/b').url.href).toBe('https://hub.example/b')
    expect(code(() => download.redirected('//elsewhere.example/b'))).toBe('host-not-allowed')
    expect(code(() => download.redirected('https://['))).toBe('host-not-allowed')
    offline = true
    expect(code(() => download.redirected('/b'))).toBe('offline')
  })

  it('and whoever holds it cannot change where it goes', () => {
    const download = ModelDownload.approve(policy, 'https://hub.example/a', 1)
    download.url.hostname = 'elsewhere.example'
    expect(download.url.hostname).toBe('hub.example')
  })

  it('never for a host that is not in the list, whatever the address', () => {
    const piece = fc.stringMatching(/^[a-z0-9.:@/?#-]{0,20}$/)
    fc.assert(fc.property(fc.constantFrom('https://', 'http://', '//', ''), piece, piece, (scheme, before, after) => {
      const host = URL.parse(`${scheme}${before}hub.example${after}`)?.hostname
      fc.pre(host !== 'hub.example')
      expect(approve(`${scheme}${before}hub.example${after}`)).toBe('host-not-allowed')
    }))
  })
})

describe('a package', () => {
  it('is fetched only when the catalogue names it in this version', () => {
    expect(code(() => PackageDownload.approve(policy, 'weights', '1.0', null))).toBe('approved')
    expect(code(() => PackageDownload.approve(policy, 'weights', '2.0', null))).toBe('host-not-allowed')
    expect(code(() => PackageDownload.approve(policy, 'other', '1.0', null))).toBe('host-not-allowed')
  })

  it('is fetched without dependencies and never as source, whose code would run', () => {
    const args = packageDownloadArguments(PackageDownload.approve(policy, 'weights', '1.0', '3.8'), '/folder')
    expect(args).toContain('--no-deps')
    expect(args).toContain('--only-binary=:all:')
    expect(args.at(-1)).toBe('weights==1.0')
    expect(args.slice(args.indexOf('--python-version')).slice(0, 2)).toEqual(['--python-version', '3.8'])
  })

  it('of npm is fetched as it was packed, with no script of it run, and is another one than Python’s of that name', () => {
    const both = { ...policy, allowedPackages: new Set(['npm:@data/weights@1.0', 'npm:weights@3.0']) }
    const args = packageDownloadArguments(PackageDownload.approve(both, '@data/weights', '1.0', null, 'npm'), '/folder')
    expect(args[0]).toBe('pack')
    expect(args).toContain('--ignore-scripts')
    expect(args.at(-1)).toBe('@data/weights@1.0')
    expect(code(() => PackageDownload.approve(both, 'weights', '3.0', null))).toBe('host-not-allowed')
    expect(code(() => PackageDownload.approve(policy, 'weights', '1.0', null, 'npm'))).toBe('host-not-allowed')
  })

  it('is fetched with nothing of the environment but what pip needs', () => {
    const env = packageDownloadEnvironment({ PATH: '/bin', HOME: '/home/a', SECRET_TOKEN: 'x', NODE_OPTIONS: 'y', PIP_CERT: 'c', PYTHONPATH: 'p', STRONGROOM_HOME: 's' }, '/tmp/t')
    expect(env).toEqual({ PATH: '/bin', HOME: '/home/a', PIP_CERT: 'c', TMPDIR: '/tmp/t', TEMP: '/tmp/t', TMP: '/tmp/t', PYTHONDONTWRITEBYTECODE: '1' })
  })
})
