import { CircleAlert, Download, ListTree, RefreshCw, ShieldCheck } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { hopKinds, leftMachine, type Failure, type HopKind, type LedgerVerdict, type Matter } from '../../../src-preload/contract/index.ts'
import { attempt } from '../../client/bridge.ts'
import { saveFile } from '../../client/save-file.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureDetails } from '../../ui/failure-details.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Screen, screenStyles, Segments } from '../../ui/screen.tsx'
import { t } from '../../ui/strings/index.ts'
import { LedgerTable } from './ledger-table.tsx'
import { Verdict } from './ledger-verdict.tsx'
import styles from './ledger.module.css'
import { useLedger } from './use-ledger.ts'

type Place = 'anywhere' | 'left' | 'stayed'
const appKinds: readonly HopKind[] = ['download', 'erase']

function Actions({ matterId, onVerdict, onReload }: { readonly matterId: string | null; readonly onVerdict: (verdict: LedgerVerdict | null) => void; readonly onReload: () => void }): ReactElement {
  const [verifying, setVerifying] = useState(false)
  const verify = async (): Promise<void> => {
    setVerifying(true)
    onVerdict(null)
    onVerdict(await attempt('ledger.verify', { matterId }) ?? null)
    setVerifying(false)
  }
  const save = async (format: 'jsonl' | 'html'): Promise<void> => {
    const file = await attempt('ledger.export', { matterId, format })
    if (file) saveFile({ fileName: file.fileName, mediaType: file.mediaType, content: file.text })
  }
  return (
    <>
      <IconButton label={t.ledger.refresh} onClick={onReload}><RefreshCw size={16} aria-hidden /></IconButton>
      <Menu
        trigger={<Button icon={<Download size={15} aria-hidden />}>{t.ledger.export}</Button>}
        items={[{ label: t.ledger.exportReport, onSelect: () => { void save('html') } }, { label: t.ledger.exportRows, onSelect: () => { void save('jsonl') } }]}
      />
      <Button look="primary" icon={<ShieldCheck size={15} aria-hidden />} disabled={verifying} onClick={() => { void verify() }}>{verifying ? t.ledger.verifying : t.ledger.verify}</Button>
    </>
  )
}

function Unreadable({ failure, onRetry }: { readonly failure: Failure; readonly onRetry: () => void }): ReactElement {
  return (
    <div className={styles['verdict']} role="alert">
      <CircleAlert size={20} aria-hidden />
      <div className={styles['verdictWords']}>
        <h2 className={styles['verdictTitle']}>{t.ledger.failed}</h2>
        <p>{failure.message}</p>
        <FailureDetails failure={failure} />
        <p><Button size="small" onClick={onRetry}>{t.common.retry}</Button></p>
      </div>
    </div>
  )
}

function Steps({ matterId, verdict, reloads }: { readonly matterId: string | null; readonly verdict: LedgerVerdict | null; readonly reloads: number }): ReactElement {
  const [kind, setKind] = useState<HopKind | 'all'>('all')
  const [place, setPlace] = useState<Place>('anywhere')
  const unfiltered = kind === 'all' && place === 'anywhere'
  const { hops, failure, more, reload, loadOlder } = useLedger(matterId, { ...(kind === 'all' ? {} : { kinds: [kind] }), ...(place === 'anywhere' ? {} : { leftMachine: place === 'left' }) }, reloads)
  const kinds = matterId === null ? appKinds : hopKinds.filter((each) => each !== 'download')
  const places: readonly Place[] = ['anywhere', 'left', 'stayed']
  if (unfiltered && hops?.length === 0) {
    return <EmptyState icon={<ListTree size={28} aria-hidden />} title={t.ledger.emptyTitle} text={matterId === null ? t.ledger.emptyApp : t.ledger.emptyText}><Button onClick={reload}>{t.ledger.refresh}</Button></EmptyState>
  }
  return (
    <>
      <div className={styles['toolbar']}>
        <label className={styles['filter']}>{t.ledger.filterKind}
          <select value={kind} onChange={(event) => setKind(kinds.find((each) => each === event.target.value) ?? 'all')}>
            <option value="all">{t.ledger.allKinds}</option>
            {kinds.map((each) => <option key={each} value={each}>{t.hops[each]}</option>)}
          </select>
        </label>
        <Segments label={t.ledger.filterPlace} value={place} options={places.map((value) => ({ value, label: t.ledger[value] }))} onChange={setPlace} />
        <span className={styles['count']} role="status">{hops === null ? (failure === null ? t.common.loading : '') : `${t.ledger.count(hops.length, more)}${unfiltered && !more && !hops.some(leftMachine) ? ` · ${t.ledger.allLocal}` : ''}`}</span>
      </div>
      {failure !== null && <Unreadable failure={failure} onRetry={reload} />}
      {hops !== null && hops.length === 0 && <p className={screenStyles['muted']}>{t.ledger.noneFit}</p>}
      {hops !== null && hops.length > 0 && <LedgerTable hops={hops} badId={verdict?.state === 'broken' ? verdict.firstBadId : null} />}
      {more && <p><Button onClick={loadOlder}>{t.ledger.older}</Button></p>}
    </>
  )
}

/** What touched a matter's data, or belongs to no matter; without a matter only the latter. */
export function LedgerScreen({ matter }: { readonly matter: Matter | null }): ReactElement {
  const [whose, setWhose] = useState<'ofMatter' | 'ofApp'>('ofMatter')
  const [verdict, setVerdict] = useState<LedgerVerdict | null>(null)
  const [reloads, setReloads] = useState(0)
  const matterId = whose === 'ofApp' ? null : matter?.id ?? null
  const choose = (next: 'ofMatter' | 'ofApp'): void => {
    setVerdict(null)
    setWhose(next)
  }
  return (
    <Screen title={t.ledger.title} intro={matterId === null ? t.ledger.introApp : t.ledger.intro} actions={<Actions key={String(matterId)} matterId={matterId} onVerdict={setVerdict} onReload={() => setReloads(reloads + 1)} />}>
      {matter !== null && <div><Segments label={t.ledger.whose} value={whose} options={[{ value: 'ofMatter', label: t.ledger.ofMatter }, { value: 'ofApp', label: t.ledger.ofApp }]} onChange={choose} /></div>}
      {verdict !== null && <Verdict verdict={verdict} onClose={() => setVerdict(null)} />}
      <Steps key={String(matterId)} matterId={matterId} verdict={verdict} reloads={reloads} />
    </Screen>
  )
}
