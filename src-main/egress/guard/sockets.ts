import dgram from 'node:dgram'
import net from 'node:net'
import { hasPermission, mayConnect, refusal } from './permission.ts'
import { functionOf, seal } from './seal.ts'

/**
 * Every TCP, TLS and pipe connection of Node ends in `net.Socket.prototype.connect`: http, https, http2, tls, undici's
 * fetch, WebSocket and EventSource included. Guarding the prototype also stops code that kept an earlier `net.connect`.
 */
export function guardSockets(): void {
  const connect = functionOf(net.Socket.prototype, 'connect')
  seal(net.Socket.prototype, 'connect', function guardedConnect(this: net.Socket, ...args: unknown[]): unknown {
    const target = targetOf(args)
    if (connect && target && mayConnect(target.host, target.port)) return Reflect.apply(connect, this, args)
    // As an event on the next tick, like any failed connection: http2 takes a socket that is not connecting for a connected one.
    const error = refusal('socket')
    Reflect.set(this, 'connecting', true)
    process.nextTick(() => this.destroy(error))
    return this
  })
}

/** A page can be served to this machine, and to no other: listening is for loopback addresses only. */
export function guardListening(): void {
  const listen = functionOf(net.Server.prototype, 'listen')
  seal(net.Server.prototype, 'listen', function guardedListen(this: net.Server, ...args: unknown[]): unknown {
    const host = listenHostOf(args)
    if (listen && host !== null && loopback.has(host)) return Reflect.apply(listen, this, args)
    throw refusal('listen')
  })
}

/** Nothing in the product speaks UDP (QUIC and mDNS included), so there is no permission for it. */
export function guardDatagrams(): void {
  const refuse = (): never => { throw refusal('datagram') }
  seal(dgram, 'createSocket', refuse)
  for (const name of ['bind', 'connect', 'send', 'sendto', 'addMembership', 'addSourceSpecificMembership']) seal(dgram.Socket.prototype, name, refuse)
}

/** fetch and WebSocket are refused early as well, so that the caller sees the typed error and not "fetch failed". */
export function guardFetch(): void {
  const fetch = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    if (!hasPermission()) throw refusal('socket')
    return fetch(input, init)
  }
  // Stand-ins, not proxies: touching the real ones would load Node's whole HTTP client at each start.
  class RefusedConnection {
    constructor() {
      throw refusal('socket')
    }
  }
  for (const name of ['WebSocket', 'EventSource']) {
    Object.defineProperty(globalThis, name, { value: RefusedConnection, writable: true, configurable: true, enumerable: false })
  }
}

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost'])

interface Target { readonly host: string; readonly port: number }

/** The host and port of `connect(options)`, `connect(port, host)` or Node's own normalised `connect([options, callback])`; null for pipes. */
function targetOf(args: readonly unknown[]): Target | null {
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0]
  if (typeof first === 'object' && first !== null) {
    if (Reflect.get(first, 'path')) return null
    return target(Reflect.get(first, 'host'), Reflect.get(first, 'port'))
  }
  return target(typeof args[1] === 'string' ? args[1] : undefined, first)
}

function target(host: unknown, port: unknown): Target | null {
  const number = typeof port === 'string' ? Number(port) : port
  if (typeof number !== 'number' || !Number.isInteger(number)) return null
  return { host: typeof host === 'string' ? host : 'localhost', port: number }
}

/** The host a server is to listen on; null where none is named, which means every interface, or where it is a pipe. */
function listenHostOf(args: readonly unknown[]): string | null {
  const first = args[0]
  const host: unknown = typeof first === 'object' && first !== null ? Reflect.get(first, 'host') : args[1]
  return typeof host === 'string' ? host : null
}
