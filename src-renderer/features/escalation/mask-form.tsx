import { useId, useMemo, useState, type ReactElement } from 'react'
import { categories, type Category, type Preview } from '../../../src-preload/contract/index.ts'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import { CheckField, SelectField, TextField } from '../../ui/text-field.tsx'
import { findWords } from './find-words.ts'
import styles from './forms.module.css'
import { revise, useReview } from './review-store.ts'
import type { Place } from './text-segments.ts'

const placesListed = 20

interface MaskFormProps { readonly preview: Preview; readonly initialWords?: string; readonly initialPlace?: Place; readonly initialCategory?: Category; readonly onDone: () => void }

/** Masks words that nothing found: in every place they stand, or in one of them. */
export function MaskForm({ preview, initialWords = '', initialPlace, initialCategory = 'custom', onDone }: MaskFormProps): ReactElement {
  const [words, setWords] = useState(initialWords)
  const [category, setCategory] = useState<Category>(initialCategory)
  const [where, setWhere] = useState('all')
  const [remember, setRemember] = useState(false)
  const busy = useReview((state) => state.busy !== null)
  const groupId = useId()
  const found = useMemo(() => {
    const places = findWords(preview.parts, words)
    if (places.length > 0 || initialPlace === undefined || words !== initialWords) return places
    // A selection that reaches into something masked is a place all the same.
    return [{ ...initialPlace, partLabel: preview.parts.find((part) => part.id === initialPlace.partId)?.label ?? '', before: '', match: words, after: '' }]
  }, [preview, words, initialPlace, initialWords])
  const chosen = where === 'all' ? found[0] : found.find((place) => `${place.partId}:${place.start}` === where)
  const strings = t.escalation.more
  const submit = (): void => {
    if (chosen === undefined || busy) return
    const { partId, start, end } = chosen
    void revise([{ kind: 'mask-text', partId, start, end, category, everywhere: where === 'all', remember }]).then((done) => {
      if (!done) return
      announce(strings.done(chosen.match))
      setWords('')
      onDone()
    })
  }
  const short = words.trim().length < 2
  return (
    <form className={styles['form']} onSubmit={(event) => { event.preventDefault(); submit() }}>
      <TextField label={strings.words} value={words} maxLength={200} autoComplete="off" onChange={(next) => { setWords(next); setWhere('all') }} {...(initialWords === '' ? { hint: strings.hint } : {})} />
      <div role="status" className={styles['reason']}>{words.trim() === '' ? '' : short ? strings.short : found.length === 0 ? strings.none : ''}</div>
      {found.length > 0 && (
        <fieldset className={styles['places']}>
          <legend>{strings.where}</legend>
          <label className={styles['place']}><input type="radio" name={groupId} checked={where === 'all'} onChange={() => setWhere('all')} /><span>{strings.allPlaces(found.length)}</span></label>
          {found.length > 1 && found.slice(0, placesListed).map((place) => {
            const value = `${place.partId}:${place.start}`
            return (
              <label key={value} className={styles['place']}>
                <input type="radio" name={groupId} checked={where === value} onChange={() => setWhere(value)} />
                <span><span className={styles['placePart']}>{place.partLabel}</span> …{place.before}<mark>{place.match}</mark>{place.after}…</span>
              </label>
            )
          })}
          {found.length > placesListed && <p className={styles['reason']}>{strings.showFirst(placesListed)}</p>}
        </fieldset>
      )}
      <SelectField label={strings.category} value={category} onChange={setCategory} options={categories.map((value) => ({ value, label: t.categories[value] }))} />
      <CheckField label={strings.remember} checked={remember} onChange={setRemember} />
      <div className={styles['actions']}>
        <Button size="small" look="primary" type="submit" disabled={chosen === undefined || busy}>{strings.submit}</Button>
        <Button size="small" onClick={onDone}>{t.common.cancel}</Button>
      </div>
    </form>
  )
}
