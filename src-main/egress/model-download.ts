import { AppError } from '../support/errors.ts'

/** What decides about a download. `isOffline` is asked anew for each request and each redirect. */
export interface DownloadPolicy {
  readonly allowedHosts: ReadonlySet<string>
  /** Every package the catalogue names, as {@link packageKey} writes it. */
  readonly allowedPackages: ReadonlySet<string>
  readonly isOffline: () => boolean
  /** Tests only: one `http://127.0.0.1:port` origin that may be reached without TLS. */
  readonly loopbackTestOrigin?: string
}

/** A request for one file of the catalogue. It can only be made by `approve`, so the transport cannot be handed another address. */
export class ModelDownload {
  readonly #url: URL
  readonly #policy: DownloadPolicy
  readonly expectedBytes: number

  private constructor(url: URL, policy: DownloadPolicy, expectedBytes: number) {
    this.#url = url
    this.#policy = policy
    this.expectedBytes = expectedBytes
  }

  /** Errors: `offline`, `host-not-allowed`. */
  static approve(policy: DownloadPolicy, address: string, expectedBytes: number): ModelDownload {
    return new ModelDownload(approvedUrl(policy, address), policy, expectedBytes)
  }

  get url(): URL {
    return new URL(this.#url)
  }

  /** The same request at the address a server redirects to. Errors as `approve`. */
  redirected(location: string): ModelDownload {
    const address = URL.parse(location, this.#url.href)?.href ?? ''
    return new ModelDownload(approvedUrl(this.#policy, address), this.#policy, this.expectedBytes)
  }
}

/** Which registry's program fetches a package. */
export type PackageRegistry = 'python' | 'npm'

/** `name==version`, or `npm:name@version`: a name of one registry is not the same one in the other. */
export function packageKey(registry: PackageRegistry, name: string, version: string): string {
  return registry === 'npm' ? `npm:${name}@${version}` : `${name}==${version}`
}

/** A request for one package of the package mirror. */
export class PackageDownload {
  readonly registry: PackageRegistry
  readonly name: string
  readonly version: string
  readonly pythonVersion: string | null

  private constructor(registry: PackageRegistry, name: string, version: string, pythonVersion: string | null) {
    this.registry = registry
    this.name = name
    this.version = version
    this.pythonVersion = pythonVersion
  }

  /** Errors: `offline`, `host-not-allowed` for a package that the catalogue does not name. */
  static approve(policy: DownloadPolicy, name: string, version: string, pythonVersion: string | null, registry: PackageRegistry = 'python'): PackageDownload {
    if (policy.isOffline()) throw new AppError('offline')
    if (!policy.allowedPackages.has(packageKey(registry, name, version))) throw new AppError('host-not-allowed')
    return new PackageDownload(registry, name, version, pythonVersion)
  }
}

function approvedUrl(policy: DownloadPolicy, address: string): URL {
  if (policy.isOffline()) throw new AppError('offline')
  const url = URL.parse(address)
  if (!url || url.username !== '' || url.password !== '') throw new AppError('host-not-allowed')
  if (policy.loopbackTestOrigin !== undefined && url.origin === policy.loopbackTestOrigin) return url
  // A default port reads as '': another port on an allowed host is another service.
  if (url.protocol !== 'https:' || url.port !== '' || !policy.allowedHosts.has(url.hostname)) throw new AppError('host-not-allowed')
  return url
}
