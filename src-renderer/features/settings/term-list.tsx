import { Trash2 } from 'lucide-react'
import { useCallback, useEffect, useState, type ReactElement } from 'react'
import { categories, type Category, type Matter, type Term } from '../../../src-preload/contract/index.ts'
import { attempt } from '../../client/bridge.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { t } from '../../ui/strings/index.ts'
import { SelectField, TextField } from '../../ui/text-field.tsx'
import { notify } from '../../ui/toast-store.ts'
import { useSelectedMatter } from '../matters/matters-store.ts'
import { Group } from './settings-row.tsx'
import styles from './settings.module.css'

interface AddProps { readonly matter: Matter | null; readonly terms: readonly Term[]; readonly onAdded: () => Promise<void> }

function AddTerm({ matter, terms, onAdded }: AddProps): ReactElement {
  const words = t.masking.terms
  const [text, setText] = useState('')
  const [category, setCategory] = useState<Category>('custom')
  const [action, setAction] = useState<Term['action']>('mask')
  const [where, setWhere] = useState<'everywhere' | 'here'>('everywhere')
  const [tried, setTried] = useState(false)
  const trimmed = text.trim()
  const matterId = where === 'here' && matter !== null ? matter.id : null
  const known = terms.some((term) => term.text.toLocaleLowerCase() === trimmed.toLocaleLowerCase() && term.matterId === matterId)
  const error = trimmed.length < 2 ? words.short : known ? words.known : undefined
  const submit = async (): Promise<void> => {
    setTried(true)
    if (error !== undefined) return
    if ((await attempt('terms.add', { text: trimmed, category, action, matterId })) === undefined) return
    notify(words.added(trimmed))
    setText('')
    setTried(false)
    await onAdded()
  }
  return (
    <form className={styles['addTerm']} onSubmit={(event) => { event.preventDefault(); void submit() }}>
      <TextField label={words.words} value={text} onChange={(next) => { setText(next); setTried(false) }} maxLength={200} autoComplete="off" error={tried ? error : undefined} />
      <SelectField label={words.category} value={category} onChange={setCategory} options={categories.map((value) => ({ value, label: t.categories[value] }))} />
      <SelectField label={words.action} value={action} onChange={setAction} options={(['mask', 'generalise', 'keep'] as const).map((value) => ({ value, label: words.actions[value] }))} hint={action === 'keep' ? words.keepWarning : undefined} />
      <SelectField label={words.where} value={where} onChange={setWhere} options={[{ value: 'everywhere', label: words.everywhere }, ...(matter === null ? [] : [{ value: 'here' as const, label: words.here(matter.name) }])]} />
      <Button type="submit">{words.add}</Button>
    </form>
  )
}

/** Names, clients and code words that are always masked, or never. */
export function TermList(): ReactElement {
  const words = t.masking.terms
  const matter = useSelectedMatter()
  const matterId = matter?.id ?? null
  const [terms, setTerms] = useState<readonly Term[] | null>(null)
  const load = useCallback(async () => { setTerms(await attempt('terms.list', { matterId }) ?? []) }, [matterId])
  useEffect(() => { void load() }, [load])
  const remove = async (term: Term): Promise<void> => {
    if ((await attempt('terms.remove', { id: term.id, matterId: term.matterId === null ? null : matterId })) === undefined) return
    const { text, category, action } = term
    const undo = (): void => { void attempt('terms.add', { text, category, action, matterId: term.matterId === null ? null : matterId }).then(load) }
    notify(words.removed(text), { label: t.common.undo, run: undo })
    await load()
  }
  return (
    <Group title={words.title} hint={words.hint}>
      <AddTerm matter={matter} terms={terms ?? []} onAdded={load} />
      {terms !== null && terms.length === 0 && <EmptyState level={3} title={words.emptyTitle} text={words.emptyText} />}
      {terms !== null && terms.length > 0 && (
        <ul className={styles['terms']} aria-label={words.tableLabel}>
          {terms.map((term) => (
            <li key={term.id} className={styles['term']}>
              <span className={styles['termText']}>{term.text}</span>
              <span className={styles['termFacts']}>{t.categories[term.category]} · {words.actions[term.action]} · {term.matterId === null ? words.scope.everywhere : words.scope.here}</span>
              <IconButton label={words.removeOf(term.text)} size="small" onClick={() => { void remove(term) }}><Trash2 size={14} aria-hidden /></IconButton>
            </li>
          ))}
        </ul>
      )}
    </Group>
  )
}
