import { KeyRound, LockKeyhole, Send } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import type { EscalationMode, Provider } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceCards } from '../../ui/choice-cards.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { t } from '../../ui/strings/index.ts'
import { CheckField, SelectField } from '../../ui/text-field.tsx'
import { useChatMessages } from '../conversation/messages-store.ts'
import { useChats } from '../conversation/chats-store.ts'
import { openSettings } from '../settings/open-settings.ts'
import { PassphraseDialog } from '../settings/key-dialogs.tsx'
import { loadProviders, useProviders } from '../settings/providers-store.ts'
import { Route } from './facts-panel.tsx'
import { lastChoices, rememberChoices } from './last-choices.ts'
import styles from './review.module.css'
import { closeReview, prepare, useReview } from './review-store.ts'

const modes: readonly EscalationMode[] = ['passages', 'question-only']

/** The one used last, else the first that could be used at once, else the first. */
function usualProvider(providers: readonly Provider[]): Provider | undefined {
  const last = lastChoices()
  return providers.find((each) => each.id === last?.providerId) ?? providers.find((each) => each.keyState !== 'missing') ?? providers[0]
}

function goToSettings(): void {
  closeReview()
  openSettings('sending')
}

function Choose({ providers }: { readonly providers: readonly Provider[] }): ReactElement | null {
  const words = t.escalation.setup
  const before = useReview((state) => state.choices)
  const question = useReview((state) => state.asked?.question ?? '')
  const [providerId, setProviderId] = useState(before?.providerId ?? usualProvider(providers)?.id ?? '')
  const provider = providers.find((each) => each.id === providerId) ?? usualProvider(providers)
  const [modelName, setModelName] = useState(before?.model ?? lastChoices()?.model ?? '')
  const [mode, setMode] = useState<EscalationMode>(before?.mode ?? lastChoices()?.mode ?? 'passages')
  const [withEarlierTurns, setWithEarlierTurns] = useState(before?.withEarlierTurns ?? false)
  const hasEarlier = useChatMessages(useChats((state) => state.selectedId)).length > 0
  const keyStore = useProviders((state) => state.keyStore)
  const [unlocking, setUnlocking] = useState(false)
  if (provider === undefined) return null
  const model = provider.models.find((each) => each === modelName) ?? provider.models[0] ?? ''
  const submit = (): void => {
    const choices = { providerId: provider.id, model, mode, withEarlierTurns: withEarlierTurns && hasEarlier }
    rememberChoices(choices)
    void prepare(choices)
  }
  const missing = provider.keyState === 'missing'
  const locked = provider.keyState === 'set' && keyStore?.state === 'locked'
  return (
    <>
      <form className={styles['step']} onSubmit={(event) => { event.preventDefault(); submit() }}>
        <p className={styles['muted']}>{words.intro}</p>
        <div className={styles['asked']}><span className={styles['askedLabel']}>{words.question}</span><p>{question}</p></div>
        <div className={styles['pair']}>
          <SelectField label={words.provider} value={provider.id} onChange={setProviderId} options={providers.map((each) => ({ value: each.id, label: each.keyState === 'missing' ? `${each.label} (${words.keyMissing})` : each.label }))} />
          <SelectField label={words.model} value={model} onChange={setModelName} options={provider.models.map((each) => ({ value: each, label: each }))} />
        </div>
        <p className={styles['hosting']}><Route route={provider.route} /> <span>{words.hosted}: {provider.hosting.trim() === '' ? words.noHosting : provider.hosting}</span></p>
        {missing && <p className={styles['note']}><KeyRound size={15} aria-hidden /><span>{words.keyMissingText}</span><Button size="small" onClick={goToSettings}>{words.addProvider}</Button></p>}
        {locked && <p className={styles['note']}><LockKeyhole size={15} aria-hidden /><span>{words.keysLocked}</span><Button size="small" aria-haspopup="dialog" onClick={() => setUnlocking(true)}>{words.unlock}</Button></p>}
        <ChoiceCards label={words.modeTitle} value={mode} onChange={setMode} choices={modes.map((value) => ({ value, label: words.modes[value], hint: words.modeHints[value] }))} />
        {hasEarlier && <CheckField label={words.earlier} checked={withEarlierTurns} onChange={setWithEarlierTurns} />}
        <div className={styles['buttons']}>
          <span className={styles['muted']}>{words.prepareHint}</span>
          <Button onClick={closeReview}>{t.common.cancel}</Button>
          <Button look="primary" type="submit">{words.prepare}</Button>
        </div>
      </form>
      <PassphraseDialog open={unlocking} setUp={false} onClose={() => setUnlocking(false)} onDone={() => setUnlocking(false)} />
    </>
  )
}

/** First step: where to ask and what goes along. Nothing is sent by it. */
export function SetupStep(): ReactElement {
  const providers = useProviders((state) => state.providers)
  useEffect(() => { void loadProviders() }, [])
  if (providers === null) return <div className={styles['step']}><p role="status">{t.common.loading}</p></div>
  if (providers.length === 0) {
    return (
      <div className={styles['step']}>
        <EmptyState icon={<Send size={28} aria-hidden />} level={3} title={t.escalation.setup.noProviderTitle} text={t.escalation.setup.noProviderText}>
          <Button onClick={closeReview}>{t.common.cancel}</Button>
          <Button look="primary" onClick={goToSettings}>{t.escalation.setup.addProvider}</Button>
        </EmptyState>
      </div>
    )
  }
  return <Choose providers={providers} />
}
