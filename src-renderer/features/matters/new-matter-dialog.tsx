import type { ReactElement } from 'react'
import { NameDialog } from '../../ui/name-dialog.tsx'
import { t } from '../../ui/strings/index.ts'
import { openOverlay, useApp } from '../frame/app-store.ts'
import { createMatter } from './matters-store.ts'

export function NewMatterDialog(): ReactElement {
  const open = useApp((state) => state.overlay === 'new-matter')
  return (
    <NameDialog
      open={open} onClose={() => openOverlay(null)} onSubmit={createMatter} title={t.matters.createTitle} description={t.matters.createHint}
      label={t.matters.name} placeholder={t.matters.namePlaceholder} action={t.matters.createAction} maxLength={120}
    />
  )
}
