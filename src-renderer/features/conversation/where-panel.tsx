import { CircleAlert, Globe, Laptop, MapPin } from 'lucide-react'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { whereItWent, type CallOutcome, type Hop } from '../../../src-preload/contract/index.ts'
import { call } from '../../client/bridge.ts'
import { Button } from '../../ui/button.tsx'
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
        {words.detail !== null && <span title={hop.detail ?? undefined}>{words.detail}</span>}
        {hop.sha256 !== '' && <code title={`${t.hops.fingerprint}: ${hop.sha256}`}>{words.fingerprint}</code>}
      </span>
    </li>
  )
}

function Summary({ hops }: { readonly hops: readonly Hop[] }): ReactElement {
  const went = whereItWent(hops)
  const stayed = went.sentTo.length === 0 && went.elsewhere.length === 0
  const icon = went.approved ? stayed ? <Laptop size={15} aria-hidden /> : <Globe size={15} aria-hidden /> : <CircleAlert size={15} aria-hidden />
  return <h3 className={styles['whereTitle']}>{icon}{hops.length === 0 ? t.where.none : t.where.summary(went)}</h3>
}

/** Where did it go? Every step that an answer's data took, and one sentence that sums them up. */
export function WherePanel({ matterId, message }: { readonly matterId: string; readonly message: LiveMessage }): ReactElement {
  const [outcome, setOutcome] = useState<CallOutcome<'ledger.forMessage'> | null>(null)
  useEffect(() => {
    let current = true
    void call('ledger.forMessage', { matterId, chatId: message.chatId, messageId: message.id }).then((loaded) => { if (current) setOutcome(loaded) })
    return () => { current = false }
  }, [matterId, message.chatId, message.id])
  const section = useRef<HTMLElement>(null)
  // It opens under the last line of an answer, which is often at the lower edge.
  useEffect(() => { if (outcome !== null) section.current?.scrollIntoView({ block: 'nearest' }) }, [outcome])
  return (
    <section ref={section} className={styles['where']} aria-label={t.where.title}>
      {outcome === null && <h3 className={styles['whereTitle']}>{t.common.loading}</h3>}
      {outcome?.ok === false && <h3 className={styles['whereTitle']} role="alert"><CircleAlert size={15} aria-hidden />{t.where.failed} {outcome.error.message}</h3>}
      {outcome?.ok === true && <Summary hops={outcome.value} />}
      {outcome?.ok === true && outcome.value.length > 0 && <ol className={styles['hops']}>{outcome.value.map((hop) => <HopLine key={hop.id} hop={hop} />)}</ol>}
      <p className={styles['whereNote']}>{t.where.note}</p>
    </section>
  )
}

/** The way to the panel where an answer has no other actions: one that failed or was stopped may have gone somewhere all the same. */
export function WhereToggle({ matterId, message }: { readonly matterId: string; readonly message: LiveMessage }): ReactElement {
  const [shown, setShown] = useState(false)
  return (
    <>
      <div className={styles['actions']}>
        <Button look="quiet" size="small" icon={<MapPin size={14} aria-hidden />} aria-expanded={shown} onClick={() => setShown(!shown)}>{t.conversation.where}</Button>
      </div>
      {shown && <WherePanel matterId={matterId} message={message} />}
    </>
  )
}
