import type { Provider, ProviderKind } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'

type Addressed = Pick<Provider, 'kind' | 'baseUrl' | 'place'>

const ownAddress: Readonly<Record<ProviderKind, (place: string | null) => string | null>> = {
  'anthropic': () => 'https://api.anthropic.com/v1',
  'openai': () => 'https://api.openai.com/v1',
  'google': () => 'https://generativelanguage.googleapis.com/v1beta',
  'xai': () => 'https://api.x.ai/v1',
  'azure': (resource) => (resource === null ? null : `https://${resource}.openai.azure.com/openai`),
  'bedrock': (region) => (region === null ? null : `https://bedrock-runtime.${region}.amazonaws.com`),
  'openai-compatible': () => null,
}

/** The address that a provider's requests start with, without a slash at its end. Errors: `invalid-request` when its form names none. */
export function baseUrlOf({ kind, baseUrl, place }: Addressed): string {
  const address = baseUrl ?? ownAddress[kind](place)
  if (address === null) throw new AppError('invalid-request', { field: 'baseUrl' })
  return address.replace(/\/+$/, '')
}

/** Host and, where it is not the usual one, port: what the gate's allow-list and the ledger name. Errors: as {@link baseUrlOf}. */
export function hostOf(provider: Addressed): string {
  return new URL(baseUrlOf(provider)).host
}

/**
 * HTTPS, or HTTP to this machine itself; nothing in it but scheme, host, port and path: what stands in a query or before an
 * `@` would be a secret in a file that holds none. Errors: `invalid-request`.
 */
export function checkAddress(provider: Addressed): void {
  const { kind, place } = provider
  if (place !== null && !placeForms[kind]?.test(place)) throw new AppError('invalid-request', { field: 'place' })
  const address = baseUrlOf(provider)
  const url = URL.canParse(address) ? new URL(address) : null
  const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  // The text itself is looked at as well: a bare `?` or `#` leaves no trace in the parsed address.
  if (!url || !secure || url.username !== '' || url.password !== '' || /[?#\\\s]/.test(address)) throw new AppError('invalid-request', { field: 'baseUrl' })
}

/** A resource name becomes part of a host, a region too: one DNS label, nothing that could end it. */
const placeForms: Partial<Readonly<Record<ProviderKind, RegExp>>> = {
  azure: /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i,
  bedrock: /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/,
}

/** As the URL standard writes hosts: `0x7f.1` and the like have become numbers with dots by then. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}
