import { Globe, Laptop } from 'lucide-react'
import { Fragment, type ReactElement } from 'react'
import type { Hop } from '../../../src-preload/contract/index.ts'
import { classNames } from '../../ui/class-names.ts'
import { copyText } from '../../ui/copy-text.ts'
import { formatCount, formatDateOnly, formatTimeWithSeconds } from '../../ui/format.ts'
import { screenStyles } from '../../ui/screen.tsx'
import { t } from '../../ui/strings/index.ts'
import { notify } from '../../ui/toast-store.ts'
import { hopWords } from './hop-words.ts'
import styles from './ledger.module.css'

/** A host breaks at its dots, not within a word. */
function Host({ text }: { readonly text: string }): ReactElement {
  // oxlint-disable-next-line react/no-array-index-key -- the parts of a host never change
  return <>{text.split(/(?<=\.)/).map((part, index) => <Fragment key={index}>{part}<wbr /></Fragment>)}</>
}

function Row({ hop, bad }: { readonly hop: Hop; readonly bad: boolean }): ReactElement {
  const words = hopWords(hop)
  const copy = (): void => { void copyText(hop.sha256).then((done) => { if (done) notify(t.common.copied) }) }
  return (
    <tr className={classNames(!words.stayed && styles['left'], bad && styles['bad'])}>
      <td className={classNames(screenStyles['number'], styles['id'])}>{formatCount(hop.id)}</td>
      <td className={styles['when']}>{formatTimeWithSeconds(hop.at)}</td>
      <th scope="row" className={styles['what']}>{words.what}{words.detail !== null && <span className={styles['detail']} title={hop.detail ?? undefined}>{words.detail}</span>}</th>
      <td><span className={styles['where']}>{words.stayed ? <Laptop size={14} aria-hidden /> : <Globe size={14} aria-hidden />}<span><Host text={words.where} /></span></span></td>
      <td className={classNames(screenStyles['number'], styles['size'])}>{words.size}</td>
      <td className={styles['fingerprintCell']}>{hop.sha256 !== '' && <button type="button" className={styles['fingerprint']} title={hop.sha256} aria-label={t.hops.fingerprintOf(words.what, words.fingerprint)} onClick={copy}><code>{words.fingerprint}</code></button>}</td>
    </tr>
  )
}

/** The steps in the order given, by day. `badId` is the first row that verification found wrong. */
export function LedgerTable({ hops, badId }: { readonly hops: readonly Hop[]; readonly badId: number | null }): ReactElement {
  const { columns } = t.ledger
  const days = new Map<string, Hop[]>()
  for (const hop of hops) {
    const day = formatDateOnly(hop.at)
    const known = days.get(day)
    if (known === undefined) days.set(day, [hop])
    else known.push(hop)
  }
  return (
    // It scrolls sideways in a narrow window, so it must be reachable by keyboard.
    <div className={classNames(screenStyles['card'], styles['scroll'])} role="group" aria-label={t.ledger.tableLabel} tabIndex={0}>
      <table className={screenStyles['table']} aria-label={t.ledger.tableLabel}>
        <thead><tr><th scope="col" className={classNames(screenStyles['number'], styles['id'])}>{columns.row}</th><th scope="col">{columns.at}</th><th scope="col">{columns.what}</th><th scope="col">{columns.where}</th><th scope="col" className={screenStyles['number']}>{columns.size}</th><th scope="col" className={styles['fingerprintCell']}>{columns.fingerprint}</th></tr></thead>
        {[...days].map(([day, ofDay]) => (
          <tbody key={day}>
            <tr><th scope="rowgroup" colSpan={6} className={styles['day']}>{day}</th></tr>
            {ofDay.map((hop) => <Row key={hop.id} hop={hop} bad={hop.id === badId} />)}
          </tbody>
        ))}
      </table>
    </div>
  )
}
