import type { ReactElement } from 'react'
import { Screen, Segments } from '../../ui/screen.tsx'
import { t } from '../../ui/strings/index.ts'
import { GeneralSettings } from './general-settings.tsx'
import { openSettings, useSettingsSection, type SettingsSection } from './open-settings.ts'
import { ReadingSettings } from './reading-settings.tsx'
import { RedactionSettings } from './redaction-settings.tsx'
import { SendingSettings } from './sending-settings.tsx'

const sections: readonly SettingsSection[] = ['general', 'reading', 'sending', 'redaction']

/** How it looks, how documents are read, what may be sent where, and what is masked before. */
export function SettingsScreen(): ReactElement {
  const section = useSettingsSection((state) => state.section)
  return (
    <Screen title={t.settings.title} actions={<Segments label={t.sending.sections.label} value={section} options={sections.map((value) => ({ value, label: t.sending.sections[value] }))} onChange={openSettings} />}>
      {section === 'general' && <GeneralSettings />}
      {section === 'reading' && <ReadingSettings />}
      {section === 'sending' && <SendingSettings />}
      {section === 'redaction' && <RedactionSettings />}
    </Screen>
  )
}
