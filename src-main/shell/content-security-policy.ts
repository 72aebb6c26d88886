/**
 * What the page may load, on both transports: files of its own origin and nothing else; no inline script, no frame, no form.
 * `wasm-unsafe-eval` lets pdf.js compile its own picture decoders; it does not allow script from text.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** A person's own file must not run as part of the app when it is opened by its address: no script, no origin. */
const filePolicy = "default-src 'none'; sandbox; frame-ancestors 'none'"

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'X-Frame-Options': 'DENY',
  'X-DNS-Prefetch-Control': 'off',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), display-capture=(), payment=()',
} as const

export const pageHeaders: Readonly<Record<string, string>> = { ...always, 'Content-Security-Policy': contentSecurityPolicy }
export const originalHeaders: Readonly<Record<string, string>> = { ...always, 'Content-Security-Policy': filePolicy, 'Cache-Control': 'no-store' }
