import type { IncomingMessage } from 'node:http'

/**
 * Whether a request was made by our own page (or typed by the person).
 * Host: a name that was rebound to 127.0.0.1 arrives with that name, so only the literal address is served.
 * Origin: a page of another origin, another port of this machine included, names itself and is refused; what changes anything must name us.
 * Sec-Fetch-Site: `none` is an address that a person opened; `same-site` is another port of 127.0.0.1.
 */
export function isOwnRequest(request: IncomingMessage, ownHost: string): boolean {
  if (request.headers.host !== ownHost) return false
  const reading = request.method === 'GET' || request.method === 'HEAD'
  const origin = request.headers.origin
  if (origin === undefined ? !reading : origin !== `http://${ownHost}`) return false
  const site = request.headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || (site === 'none' && reading)
}
