import { useEffect, useId, type ReactElement } from 'react'
import { Button } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import { useExitStatus } from '../escalation/exit-store.ts'
import { openOverlay, updateSettings, useApp } from '../frame/app-store.ts'
import { ExitStatusNote } from '../matters/data-policy-dialog.tsx'
import { useSelectedMatter } from '../matters/matters-store.ts'
import { KeyStoreGroup } from './key-store-group.tsx'
import { ProviderList } from './provider-list.tsx'
import { loadProviders } from './providers-store.ts'
import { Group, Row, Toggle } from './settings-row.tsx'
import styles from './settings.module.css'
import { SpendLimits } from './spend-limits.tsx'

/** Whether anything may leave, where to, with which keys and for how much. */
export function SendingSettings(): ReactElement {
  const offline = useApp((state) => state.settings.offline)
  const matter = useSelectedMatter()
  const status = useExitStatus(matter?.id ?? null)
  const offlineId = useId()
  useEffect(() => { void loadProviders() }, [])
  const forcedOffline = status?.state === 'offline' && status.decidedBy !== 'user' && status.decidedBy !== null
  return (
    <>
      <Group title={t.sending.title}>
        <Row name={t.sending.offline} hint={t.sending.offlineHint} nameId={offlineId}><Toggle labelledBy={offlineId} checked={offline || forcedOffline} disabled={forcedOffline} onChange={(next) => { void updateSettings({ offline: next }) }} /></Row>
        <Row name={t.sending.matterTitle} hint={matter === null ? t.sending.noMatter : `${matter.name}: ${t.policy.options[matter.dataPolicy].toLocaleLowerCase()}`}>
          {matter !== null && <Button size="small" aria-haspopup="dialog" onClick={() => openOverlay('data-policy')}>{t.sending.matterChange}</Button>}
        </Row>
        {matter !== null && status !== null && <div className={styles['row']}><ExitStatusNote matterId={matter.id} /></div>}
      </Group>
      <ProviderList />
      <KeyStoreGroup />
      <SpendLimits />
    </>
  )
}
