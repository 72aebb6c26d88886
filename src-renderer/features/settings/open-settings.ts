import { create } from 'zustand'
import { showView } from '../frame/app-store.ts'

export type SettingsSection = 'general' | 'reading' | 'sending' | 'redaction'

/** Which part of the settings is on screen. */
export const useSettingsSection = create<{ readonly section: SettingsSection }>(() => ({ section: 'general' }))

export function openSettings(section: SettingsSection): void {
  useSettingsSection.setState({ section })
  showView('settings')
}
