import { create } from 'zustand'
import type { DataPolicy, Matter, UnreadableMatter } from '../../../src-preload/contract/index.ts'
import { attempt } from '../../client/bridge.ts'
import { t } from '../../ui/strings/index.ts'
import { notify } from '../../ui/toast-store.ts'
import { loadExitStatus } from '../escalation/exit-store.ts'
import { showView, updateSettings, useApp } from '../frame/app-store.ts'

interface MattersState {
  readonly matters: readonly Matter[]
  /** They are on the disk and cannot be opened; kept as they are. */
  readonly unreadable: readonly UnreadableMatter[]
  readonly selectedId: string | null
  readonly loaded: boolean
  /** The list could not be had; the window says so and offers to try again. */
  readonly failed: boolean
}

export const useMatters = create<MattersState>(() => ({ matters: [], unreadable: [], selectedId: null, loaded: false, failed: false }))

/** The matter on screen, or null while there is none. */
export function useSelectedMatter(): Matter | null {
  return useMatters((state) => state.matters.find((matter) => matter.id === state.selectedId) ?? null)
}

export function selectedMatterId(): string | null {
  return useMatters.getState().selectedId
}

/** Keeps the selection while its matter exists; else the last used one, else the first. */
export function chooseMatter(matters: readonly Matter[], selectedId: string | null, lastId: string | null): string | null {
  const has = (id: string | null): boolean => id !== null && matters.some((matter) => matter.id === id)
  if (has(selectedId)) return selectedId
  return has(lastId) ? lastId : (matters[0]?.id ?? null)
}

export async function loadMatters(): Promise<void> {
  const [matters, unreadable] = await Promise.all([attempt('matters.list', null), attempt('matters.unreadable', null)])
  if (matters === undefined) {
    useMatters.setState({ failed: true })
    return
  }
  const lastId = useApp.getState().settings.lastMatterId
  useMatters.setState(({ selectedId }) => ({ matters, unreadable: unreadable ?? [], loaded: true, failed: false, selectedId: chooseMatter(matters, selectedId, lastId) }))
}

export function selectMatter(id: string): void {
  if (useMatters.getState().selectedId === id) return
  useMatters.setState({ selectedId: id })
  void updateSettings({ lastMatterId: id })
}

/** Makes a matter and opens it; true when it was made. */
export async function createMatter(name: string): Promise<boolean> {
  const matter = await attempt('matters.create', { name })
  if (matter === undefined) return false
  useMatters.setState(({ matters }) => ({ matters: [...matters.filter((other) => other.id !== matter.id), matter] }))
  selectMatter(matter.id)
  showView('conversation')
  void loadMatters()
  return true
}

export async function renameMatter(matterId: string, name: string): Promise<boolean> {
  const renamed = await attempt('matters.rename', { matterId, name })
  if (renamed !== undefined) await loadMatters()
  return renamed !== undefined
}

/** Says whether questions of a matter may be escalated at all. */
export async function setDataPolicy(matterId: string, dataPolicy: DataPolicy): Promise<void> {
  const changed = await attempt('matters.setDataPolicy', { matterId, dataPolicy })
  if (changed === undefined) return
  useMatters.setState(({ matters }) => ({ matters: matters.map((matter) => (matter.id === matterId ? changed : matter)) }))
  notify(t.policy.changed[changed.dataPolicy])
  await loadExitStatus(matterId)
}

export async function deleteMatter(matter: Matter): Promise<void> {
  const done = await attempt('matters.delete', { matterId: matter.id, confirmName: matter.name })
  if (done === undefined) return
  notify(t.matters.deleted(matter.name))
  await loadMatters()
}

/** Pages and documents that deserve a look: pages without text, and documents that could not be read. */
export function needsLook(matter: Matter): number {
  return matter.pagesWithoutText + matter.documentsFailed
}
