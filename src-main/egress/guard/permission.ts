import { AsyncLocalStorage } from 'node:async_hooks'
import { AppError } from '../../support/errors.ts'
import { announceRefusal, type RefusedKind } from '../refusals.ts'

/** What one approved request may do while it runs: reach one host and port, or start one program, with these arguments where they are named. */
export type Permission =
  | { readonly kind: 'connect'; readonly host: string; readonly port: number }
  | { readonly kind: 'process'; readonly program: string; readonly args?: readonly string[] }

/**
 * The capability to make one connection past the guard. Only `transport.ts` holds it.
 * A permission ends when the function's promise settles, even for code that the function left running.
 */
export interface GuardPermit {
  run<T>(permission: Permission, action: () => Promise<T>): Promise<T>
}

interface Grant { readonly permission: Permission; open: boolean }

const grants = new AsyncLocalStorage<Grant>()

/** Records a refusal and gives the error to throw or emit. It names the kind only: a host name may hold a person's name. */
export function refusal(kind: RefusedKind): AppError {
  announceRefusal(kind)
  return new AppError('connection-refused-by-guard', { kind })
}

/** Minted once, by the guard's installation; this module is imported by the guard alone (test/architecture). */
export function createPermit(): GuardPermit {
  return {
    async run(permission, action) {
      const grant: Grant = { permission, open: true }
      try {
        return await grants.run(grant, action)
      } finally {
        grant.open = false
      }
    },
  }
}

export function mayConnect(host: string, port: number): boolean {
  const permission = current()
  return permission?.kind === 'connect' && permission.host === host && permission.port === port
}

export function mayLookUp(host: string): boolean {
  const permission = current()
  return permission?.kind === 'connect' && permission.host === host
}

/** `args` without the program's own name. */
export function mayStart(program: string, args: readonly unknown[]): boolean {
  const permission = current()
  if (permission?.kind !== 'process' || permission.program !== program) return false
  const { args: named } = permission
  return named === undefined || (named.length === args.length && named.every((each, index) => each === args[index]))
}

/** True inside any open permission: for `fetch`, whose own connection is then checked by host and port. */
export function hasPermission(): boolean {
  return current() !== null
}

function current(): Permission | null {
  const grant = grants.getStore()
  return grant?.open ? grant.permission : null
}
