import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failure, Hop, LedgerFilter } from '../../../src-preload/contract/index.ts'
import { call } from '../../client/bridge.ts'

type LedgerView = Pick<LedgerFilter, 'kinds' | 'leftMachine'>

interface LedgerRows {
  /** Null until the first page has come. */
  readonly hops: readonly Hop[] | null
  readonly failure: Failure | null
  /** Whether there are older rows than those shown. */
  readonly more: boolean
  readonly reload: () => void
  readonly loadOlder: () => void
}

const rowsPerPage = 100

interface Loaded { readonly hops: readonly Hop[] | null; readonly failure: Failure | null; readonly more: boolean }
const nothing: Loaded = { hops: null, failure: null, more: false }

/** The rows of a ledger that fit a filter, newest first, a page at a time; read again when `reloads` changes. `matterId` null: the app's own. */
export function useLedger(matterId: string | null, view: LedgerView, reloads: number): LedgerRows {
  const [loaded, setLoaded] = useState(nothing)
  const asked = useRef(0)
  const { kinds, leftMachine } = view
  const kindsKey = kinds?.join(' ')

  const load = useCallback(async (before: readonly Hop[]) => {
    const mine = ++asked.current
    const oldest = before.at(-1)
    const outcome = await call('ledger.list', { matterId, filter: {
      limit: rowsPerPage,
      ...(kindsKey === undefined ? {} : { kinds: kindsKey.split(' ') as NonNullable<LedgerFilter['kinds']> }),
      ...(leftMachine === undefined ? {} : { leftMachine }), ...(oldest === undefined ? {} : { beforeId: oldest.id }),
    } })
    // Another filter was chosen meanwhile.
    if (mine !== asked.current) return
    if (outcome.ok) setLoaded({ hops: [...before, ...outcome.value], failure: null, more: outcome.value.length === rowsPerPage })
    else setLoaded((now) => ({ ...now, failure: outcome.error }))
  }, [matterId, kindsKey, leftMachine])

  useEffect(() => {
    setLoaded(nothing)
    void load([])
    return () => { asked.current += 1 }
  }, [load, reloads])

  return { ...loaded, reload: () => { void load([]) }, loadOlder: () => { void load(loaded.hops ?? []) } }
}
