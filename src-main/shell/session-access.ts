import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const tokenLifetimeMs = 10 * 60_000

/** One-time addresses and the cookies they are exchanged for. Secrets are 256 random bits and compared in constant time. */
export interface SessionAccess {
  /** A fresh token for `/open/<token>`, good once and for ten minutes. */
  issueToken(): string
  /** Uses the token up and answers the cookie to set; null when it is unknown, used or too old. */
  redeem(token: string): string | null
  isSignedIn(request: IncomingMessage): boolean
}

/** `cookieName` holds the port, because browsers share cookies between all ports of a host. */
export function createSessionAccess(cookieName: string, now: () => number = Date.now): SessionAccess {
  const tokens: { readonly digest: Buffer; readonly expiresAtMs: number }[] = []
  const session = randomBytes(32).toString('base64url')
  const sessionDigest = digestOf(session)
  return {
    issueToken() {
      const token = randomBytes(32).toString('base64url')
      tokens.push({ digest: digestOf(token), expiresAtMs: now() + tokenLifetimeMs })
      return token
    },
    redeem(token) {
      const digest = digestOf(token)
      const found = tokens.findIndex((known) => timingSafeEqual(known.digest, digest))
      if (found < 0) return null
      const [known] = tokens.splice(found, 1)
      if (!known || known.expiresAtMs <= now()) return null
      return `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`
    },
    isSignedIn(request) {
      return cookieValues(request, cookieName).some((value) => timingSafeEqual(digestOf(value), sessionDigest))
    },
  }
}

function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

function cookieValues(request: IncomingMessage, name: string): string[] {
  return (request.headers.cookie ?? '').split(';').flatMap((pair) => {
    const [key, ...value] = pair.trim().split('=')
    return key === name ? [value.join('=')] : []
  })
}
