import dns from 'node:dns'
import { isIP } from 'node:net'
import { mayLookUp, refusal } from './permission.ts'
import { functionOf, seal } from './seal.ts'

/** A name lookup carries text out of the machine by itself (a question for `secret.example`), so it is denied like a connection. */
export function guardNames(): void {
  guardLookup()
  const refuseNow = (): never => { throw refusal('name-lookup') }
  const refuseLater = async (): Promise<never> => { throw refusal('name-lookup') }
  for (const name of queries(dns)) seal(dns, name, refuseNow)
  for (const name of queries(dns.promises)) seal(dns.promises, name, refuseLater)
  for (const name of queries(dns.Resolver.prototype)) seal(dns.Resolver.prototype, name, refuseNow)
  for (const name of queries(dns.promises.Resolver.prototype)) seal(dns.promises.Resolver.prototype, name, refuseLater)
}

function guardLookup(): void {
  const lookup = functionOf(dns, 'lookup')
  const lookupLater = functionOf(dns.promises, 'lookup')
  seal(dns, 'lookup', (...args: unknown[]): unknown => {
    const host = withoutQuery(args[0])
    if (lookup && host !== null) return lookup(host, ...args.slice(1))
    const callback = args.at(-1)
    const error = refusal('name-lookup')
    if (typeof callback === 'function') process.nextTick(callback, error)
    else throw error
    return {}
  })
  seal(dns.promises, 'lookup', async (...args: unknown[]): Promise<unknown> => {
    const host = withoutQuery(args[0])
    if (lookupLater && host !== null) return lookupLater(host, ...args.slice(1))
    throw refusal('name-lookup')
  })
}

/**
 * What may be passed on: an address (Node does not ask the network about it), and the host of the open permission.
 * `localhost` becomes its address, because some resolvers do ask the network about it.
 */
function withoutQuery(host: unknown): string | null {
  if (typeof host !== 'string') return null
  if (host === 'localhost') return '127.0.0.1'
  return isIP(host) !== 0 || mayLookUp(host) ? host : null
}

/** resolve, resolve4, resolveTxt, reverse, lookupService …: all that ask, without `lookup`, which listening needs. */
function queries(target: object): string[] {
  const own = [...Object.getOwnPropertyNames(target), ...Object.getOwnPropertyNames(Object.getPrototypeOf(target) ?? {})]
  return own.filter((name) => /^(resolve|reverse|lookupService)/.test(name) && functionOf(target, name) !== null)
}
