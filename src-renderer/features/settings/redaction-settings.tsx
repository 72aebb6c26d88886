import { Fragment, type ReactElement } from 'react'
import { categories, defaultRedaction, type Category, type MaskAction } from '../../../src-preload/contract/index.ts'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { screenStyles } from '../../ui/screen.tsx'
import { t } from '../../ui/strings/index.ts'
import { SelectField } from '../../ui/text-field.tsx'
import { updateSettings, useApp } from '../frame/app-store.ts'
import { categoryGroups, exampleEffect, examples } from './category-examples.ts'
import styles from './settings.module.css'
import { TermList } from './term-list.tsx'

const actions: readonly MaskAction[] = ['mask', 'generalise', 'keep']

function CategoryRow({ category, action }: { readonly category: Category; readonly action: MaskAction }): ReactElement {
  const redaction = useApp((state) => state.settings.redaction)
  const words = t.masking
  return (
    <tr data-action={action}>
      <th scope="row">{t.categories[category]}</th>
      <td className={styles['example']}>{examples[category][0]}</td>
      <td>
        <SelectField
          label={words.choose(t.categories[category])} labelHidden size="small" value={action} options={actions.map((value) => ({ value, label: t.escalation.actions[value] }))}
          onChange={(next) => { void updateSettings({ redaction: { ...redaction, [category]: next } }) }}
        />
      </td>
      <td className={styles['effect']}>{action === 'mask' ? <code>{exampleEffect(category, action)}</code> : exampleEffect(category, action)}</td>
    </tr>
  )
}

/** What happens with each kind of finding, with an example of its effect, and the user's own list. */
export function RedactionSettings(): ReactElement {
  const redaction = useApp((state) => state.settings.redaction)
  const words = t.masking
  const kept = categories.filter((category) => redaction[category] === 'keep').length
  const reset = (): void => { void updateSettings({ redaction: defaultRedaction }).then(() => announce(words.resetDone)) }
  const isDefault = categories.every((category) => redaction[category] === defaultRedaction[category])
  return (
    <>
      <TermList />
      <section className={styles['section']} aria-label={words.title}>
        <header className={styles['groupHead']}>
          <h2 className={styles['groupTitle']}>{words.title}</h2>
          {!isDefault && <Button size="small" onClick={reset}>{words.reset}</Button>}
        </header>
        <p className={styles['groupHint']}>{words.hint} {words.kept(kept)}</p>
        <div className={classNames(screenStyles['card'], styles['tableCard'])}>
          <table className={classNames(screenStyles['table'], styles['policy'])} aria-label={words.title}>
            <thead><tr><th scope="col">{words.columns.category}</th><th scope="col">{words.columns.example}</th><th scope="col">{words.columns.action}</th><th scope="col">{words.columns.effect}</th></tr></thead>
            {(Object.keys(categoryGroups) as (keyof typeof categoryGroups)[]).map((group) => (
              <Fragment key={group}>
                <tbody className={styles['policyGroup']}><tr><th scope="rowgroup" colSpan={4}>{words.groups[group]}</th></tr></tbody>
                <tbody>{categoryGroups[group].map((category) => <CategoryRow key={category} category={category} action={redaction[category]} />)}</tbody>
              </Fragment>
            ))}
          </table>
        </div>
      </section>
    </>
  )
}
