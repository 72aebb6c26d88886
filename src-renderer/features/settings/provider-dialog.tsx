import { useEffect, useRef, useState, type ReactElement } from 'react'
import { providerKinds, type Provider } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions, DialogForm } from '../../ui/dialog.tsx'
import { t } from '../../ui/strings/index.ts'
import { CheckField, SelectField, TextArea, TextField } from '../../ui/text-field.tsx'
import { draftErrors, draftOf, emptyDraft, inputOf, needsAddress, needsPlace, type ProviderDraft } from './provider-form.ts'
import { saveProvider, useProviders } from './providers-store.ts'
import styles from './settings.module.css'

const otherPreset = '-1'

/** Starts from a known provider or from nothing. */
function PresetChoice({ onChoose }: { readonly onChoose: (draft: ProviderDraft) => void }): ReactElement {
  const presets = useProviders((state) => state.presets)
  const [chosen, setChosen] = useState(otherPreset)
  const choose = (value: string): void => {
    setChosen(value)
    const preset = presets[Number(value)]
    onChoose(preset === undefined ? emptyDraft : draftOf(preset))
  }
  const option = (index: number): { value: string; label: string } => ({ value: String(index), label: presets[index]?.label ?? '' })
  const indexes = presets.map((_preset, index) => index)
  return (
    <SelectField
      label={t.sending.form.preset} value={chosen} onChange={choose}
      options={[
        { value: otherPreset, label: t.sending.providers.other },
        ...(['frontier', 'private'] as const).map((route) => ({ group: t.escalation.routes[route], options: indexes.filter((index) => presets[index]?.route === route).map(option) })),
      ]}
    />
  )
}

interface FieldsProps { readonly isNew: boolean; readonly draft: ProviderDraft; readonly errors: ReturnType<typeof draftErrors>; readonly onChange: (change: Partial<ProviderDraft>) => void }

function Fields({ isNew, draft, errors, onChange }: FieldsProps): ReactElement {
  const words = t.sending.form
  return (
    <>
      <TextField label={words.label} hint={words.labelHint} error={errors.label} value={draft.label} onChange={(label) => onChange({ label })} maxLength={80} autoComplete="off" />
      <SelectField label={words.kind} value={draft.kind} onChange={(kind) => onChange({ kind })} options={providerKinds.map((value) => ({ value, label: words.kinds[value] }))} />
      <TextField label={needsAddress(draft.kind) ? words.baseUrl : `${words.baseUrl} (${words.optional})`} hint={[words.baseUrlHint, needsAddress(draft.kind) ? '' : words.baseUrlOwn, isNew ? '' : words.baseUrlKey].join(' ').trim()} error={errors.baseUrl} value={draft.baseUrl} onChange={(baseUrl) => onChange({ baseUrl })} inputMode="url" spellCheck={false} autoComplete="off" />
      {needsPlace(draft.kind) && <TextField label={draft.kind === 'azure' ? words.resource : words.region} error={errors.place} value={draft.place} onChange={(place) => onChange({ place })} spellCheck={false} autoComplete="off" />}
      <TextArea label={words.models} hint={words.modelsHint} error={errors.models} value={draft.models} onChange={(models) => onChange({ models })} rows={3} />
      <SelectField label={words.route} value={draft.route} onChange={(route) => onChange({ route })} options={(['frontier', 'private'] as const).map((value) => ({ value, label: words.routes[value] }))} />
      <TextField label={words.hosting} hint={words.hostingHint} error={errors.hosting} value={draft.hosting} onChange={(hosting) => onChange({ hosting })} autoComplete="off" />
      <CheckField label={words.needsKey} checked={draft.needsKey} onChange={(needsKey) => onChange({ needsKey })} />
      <TextField label={`${words.caFile} (${words.optional})`} hint={words.caFileHint} error={errors.caFile} value={draft.caFile} onChange={(caFile) => onChange({ caFile })} spellCheck={false} autoComplete="off" />
    </>
  )
}

interface ProviderDialogProps { readonly open: boolean; /** Null: a new one. */ readonly provider: Provider | null; readonly onClose: () => void }

/** Adds or changes a provider. Nothing is contacted; what is wrong is said at its field. */
export function ProviderDialog({ open, provider, onClose }: ProviderDialogProps): ReactElement {
  const words = t.sending.form
  const [draft, setDraft] = useState(emptyDraft)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    setDraft(provider === null ? emptyDraft : draftOf(provider))
    setTried(false)
  }, [open, provider])
  const errors = draftErrors(draft)
  const wrong = Object.keys(errors).length
  const submit = async (): Promise<void> => {
    setTried(true)
    const input = inputOf(draft, provider?.id ?? null)
    if (input === null) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    if (busy) return
    setBusy(true)
    const done = await saveProvider(input)
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog open={open} onClose={onClose} wide title={provider === null ? words.addTitle : words.editTitle(provider.label)} description={t.sending.providers.hint}>
      <DialogForm onSubmit={() => { void submit() }}>
        <div className={styles['fields']} ref={form}>
          {provider === null && <PresetChoice onChoose={(next) => { setDraft(next); setTried(false) }} />}
          <Fields isNew={provider === null} draft={draft} errors={tried ? errors : {}} onChange={(change) => setDraft((before) => ({ ...before, ...change }))} />
        </div>
        <div role="status" className={styles['summary']}>{tried && wrong > 0 ? words.errors.summary(wrong) : ''}</div>
        <DialogActions>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={busy}>{busy ? words.saving : words.save}</Button>
        </DialogActions>
      </DialogForm>
    </Dialog>
  )
}
