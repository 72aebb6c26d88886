import { create } from 'zustand'
import { defaultSettings, type CallResult, type Settings, type SettingsPatch } from '../../../src-preload/contract/index.ts'
import { attempt } from '../../client/bridge.ts'

export type View = 'conversation' | 'documents' | 'ledger' | 'models' | 'settings'
export type Overlay = 'palette' | 'shortcuts' | 'new-matter' | 'rail' | 'first-run' | 'data-policy'
export type AppInfo = CallResult<'app.info'>

interface AppState {
  readonly view: View
  readonly overlay: Overlay | null
  readonly settings: Settings
  readonly info: AppInfo | null
  readonly ready: boolean
  /** Remembered between starts, like the sizes of the panes. */
  readonly railShown: boolean
}

const railKey = 'strongroom.rail'

export const useApp = create<AppState>(() => ({
  view: 'conversation',
  overlay: null,
  settings: defaultSettings,
  info: null,
  ready: false,
  railShown: typeof localStorage === 'undefined' || localStorage.getItem(railKey) !== 'hidden',
}))

export function showView(view: View): void {
  useApp.setState({ view, overlay: null })
}

export function openOverlay(overlay: Overlay | null): void {
  useApp.setState({ overlay })
}

export function setRailShown(shown: boolean): void {
  localStorage.setItem(railKey, shown ? 'shown' : 'hidden')
  useApp.setState({ railShown: shown })
}

export function applySettings(settings: Settings): void {
  useApp.setState({ settings })
}

/** Changes settings at once on screen and then in the main process; goes back when that fails. */
export async function updateSettings(patch: SettingsPatch): Promise<void> {
  const before = useApp.getState().settings
  applySettings({ ...before, ...withoutUndefined(patch) })
  const saved = await attempt('settings.update', patch)
  applySettings(saved ?? before)
}

function withoutUndefined(patch: SettingsPatch): Partial<Settings> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
}

export async function loadApp(): Promise<void> {
  const [info, settings] = await Promise.all([attempt('app.info', null), attempt('settings.get', null)])
  useApp.setState((before) => ({
    info: info ?? before.info,
    settings: settings ?? before.settings,
    ready: true,
    overlay: settings?.firstRunDone === false && !before.ready ? 'first-run' : before.overlay,
  }))
}
