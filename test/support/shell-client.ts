import type { CallName, CallOutcome, CallParams, CallResult } from '../../src-preload/contract/index.ts'
import type { BuiltApp } from './built-app.ts'

/** Calls a running browser shell as its page does, over HTTP with the page's cookie. */
export interface ShellClient {
  /** Throws when the call fails: a measurement over failed calls means nothing. */
  call<N extends CallName>(name: N, params: CallParams<N>): Promise<CallResult<N>>
}

export async function connectShell(app: Pick<BuiltApp, 'origin' | 'openUrl'>): Promise<ShellClient> {
  const opened = await fetch(await app.openUrl(), { redirect: 'manual' })
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  await opened.body?.cancel()
  return {
    async call<N extends CallName>(name: N, params: CallParams<N>) {
      const reply = await fetch(`${app.origin}/call`, {
        method: 'POST', headers: { 'content-type': 'application/json', cookie, origin: app.origin, 'sec-fetch-site': 'same-origin' }, body: JSON.stringify({ name, params }),
      })
      const outcome = await reply.json() as CallOutcome<N>
      if (!outcome.ok) throw new Error(`${name}: ${outcome.error.code}`)
      return outcome.value
    },
  }
}
