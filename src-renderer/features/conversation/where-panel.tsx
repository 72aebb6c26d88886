import { Globe, Laptop } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import type { Hop } from '../../../src-preload/contract/index.ts'
import { attempt } from '../../client/bridge.ts'
import { formatTimeWithSeconds } from '../../ui/format.ts'
import { t } from '../../ui/strings/index.ts'
import type { LiveMessage } from './answer-reducer.ts'
import styles from './conversation.module.css'
import { hopWords } from '../ledger/hop-words.ts'

function HopLine({ hop }: { readonly hop: Hop }): ReactElement {
  const words = hopWords(hop)
  return (
    <li className={styles['hop']}>
      <span className={styles['hopWhat']}>{words.what}</span>
      <span className={styles['destination']}>{words.stayed ? <Laptop size={13} aria-hidden /> : <Globe size={13} aria-hidden />}{words.where}</span>
      <span className={styles['hopFacts']}>
        <span>{formatTimeWithSeconds(hop.at)}</span>
        <span>{words.size}</span>
        {hop.sha256 !== '' && <code title={`${t.hops.fingerprint}: ${hop.sha256}`}>{words.fingerprint}</code>}
      </span>
    </li>
  )
}

/** Where did it go? Every step that an answer's data took. */
export function WherePanel({ matterId, message }: { readonly matterId: string; readonly message: LiveMessage }): ReactElement {
  const [hops, setHops] = useState<readonly Hop[] | null>(null)
  useEffect(() => {
    let current = true
    void attempt('ledger.forMessage', { matterId, chatId: message.chatId, messageId: message.id }).then((loaded) => { if (current) setHops(loaded ?? []) })
    return () => { current = false }
  }, [matterId, message.chatId, message.id])
  const allHere = hops?.every((hop) => hopWords(hop).stayed) ?? true
  return (
    <section className={styles['where']} aria-label={t.where.title}>
      <h3 className={styles['whereTitle']}>{allHere ? <Laptop size={15} aria-hidden /> : <Globe size={15} aria-hidden />}{hops === null ? t.common.loading : hops.length === 0 ? t.where.none : allHere ? t.where.summary : t.where.summaryElsewhere}</h3>
      {hops !== null && hops.length > 0 && <ol className={styles['hops']}>{hops.map((hop) => <HopLine key={hop.id} hop={hop} />)}</ol>}
      <p className={styles['whereNote']}>{t.where.note}</p>
    </section>
  )
}
