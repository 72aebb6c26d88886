import { Globe, Laptop, ListTree, RefreshCw } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState, type ReactElement } from 'react'
import type { Hop, Matter } from '../../../src-preload/contract/index.ts'
import { attempt } from '../../client/bridge.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { copyText } from '../../ui/copy-text.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { formatDateTime } from '../../ui/format.ts'
import { Screen, screenStyles } from '../../ui/screen.tsx'
import { t } from '../../ui/strings/index.ts'
import { notify } from '../../ui/toast-store.ts'
import { hopWords } from './hop-words.ts'
import styles from './ledger.module.css'

const limit = 1000

function Row({ hop }: { readonly hop: Hop }): ReactElement {
  const words = hopWords(hop)
  const copy = (): void => { void copyText(hop.sha256).then((done) => { if (done) notify(t.common.copied) }) }
  return (
    <tr>
      <td className={styles['when']}>{formatDateTime(hop.at)}</td>
      <th scope="row" className={styles['what']}>{words.what}</th>
      <td><span className={styles['where']}>{words.stayed ? <Laptop size={14} aria-hidden /> : <Globe size={14} aria-hidden />}{words.where}</span></td>
      <td className={screenStyles['number']}>{words.size}</td>
      <td className={styles['fingerprintCell']}>{hop.sha256 !== '' && <button type="button" className={styles['fingerprint']} title={hop.sha256} aria-label={t.hops.fingerprintOf(words.what, words.fingerprint)} onClick={copy}><code>{words.fingerprint}</code></button>}</td>
    </tr>
  )
}

type Kind = Hop['kind'] | 'all'

/** Every step that touched a matter's data. */
export function LedgerScreen({ matter }: { readonly matter: Matter }): ReactElement {
  const [hops, setHops] = useState<readonly Hop[] | null>(null)
  const [kind, setKind] = useState<Kind>('all')
  const load = useCallback(async () => {
    const loaded = await attempt('ledger.list', { matterId: matter.id, filter: { limit } })
    setHops([...(loaded ?? [])].sort((a, b) => b.id - a.id))
  }, [matter.id])
  useEffect(() => {
    setHops(null)
    void load()
  }, [load])
  const kinds = useMemo(() => [...new Set((hops ?? []).map((hop) => hop.kind))], [hops])
  const rows = (hops ?? []).filter((hop) => kind === 'all' || hop.kind === kind)
  const choose = (value: string): void => setKind(kinds.find((each) => each === value) ?? 'all')
  const refresh = <IconButton label={t.ledger.refresh} onClick={() => { void load() }}><RefreshCw size={16} aria-hidden /></IconButton>
  if (hops !== null && hops.length === 0) {
    return <Screen title={t.ledger.title}><EmptyState icon={<ListTree size={28} aria-hidden />} title={t.ledger.emptyTitle} text={t.ledger.emptyText}><Button onClick={() => { void load() }}>{t.ledger.refresh}</Button></EmptyState></Screen>
  }
  const { columns } = t.ledger
  const allLocal = hops?.every((hop) => hopWords(hop).stayed) === true
  return (
    <Screen title={t.ledger.title} intro={t.ledger.intro} actions={refresh}>
      <div className={styles['toolbar']}>
        <label className={styles['filter']}>{t.ledger.filter}
          <select value={kind} onChange={(event) => choose(event.target.value)}>
            <option value="all">{t.ledger.all}</option>
            {kinds.map((each) => <option key={each} value={each}>{t.hops[each]}</option>)}
          </select>
        </label>
        <span className={screenStyles['muted']}>{hops === null ? t.common.loading : `${t.ledger.count(rows.length)}${allLocal ? ` · ${t.ledger.allLocal}` : ''}`}</span>
      </div>
      {hops !== null && (
        // It scrolls sideways in a narrow window, so it must be reachable by keyboard.
        <div className={classNames(screenStyles['card'], styles['scroll'])} role="group" aria-label={t.ledger.tableLabel} tabIndex={0}>
          <table className={screenStyles['table']} aria-label={t.ledger.tableLabel}>
            <thead><tr><th scope="col">{columns.at}</th><th scope="col">{columns.what}</th><th scope="col">{columns.where}</th><th scope="col" className={screenStyles['number']}>{columns.size}</th><th scope="col" className={styles['fingerprintCell']}>{columns.fingerprint}</th></tr></thead>
            <tbody>{rows.map((hop) => <Row key={hop.id} hop={hop} />)}</tbody>
          </table>
        </div>
      )}
      {hops?.length === limit && <p className={screenStyles['muted']}>{t.ledger.limit(limit)}</p>}
    </Screen>
  )
}
