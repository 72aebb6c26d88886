import { create } from 'zustand'
import type { ModelProgress, ModelStatus, RuntimeStatus } from '../../../src-preload/contract/index.ts'
import { attempt } from '../../client/bridge.ts'
import { t } from '../../ui/strings/index.ts'
import { notify } from '../../ui/toast-store.ts'

interface ModelsState {
  readonly models: readonly ModelStatus[]
  readonly loaded: boolean
  readonly progress: Readonly<Record<string, ModelProgress>>
  readonly runtime: RuntimeStatus | null
}

export const useModels = create<ModelsState>(() => ({ models: [], loaded: false, progress: {}, runtime: null }))

/** Whether a question can be answered: the selected chat model is on this machine. */
export function useChatModelReady(): boolean {
  return useModels((state) => !state.loaded || state.models.some((model) => model.kind === 'chat' && model.selected && model.state === 'ready'))
}

/** The catalogue's other models for recognition are languages of the first engine. */
const secondEngineId = 'pp-ocrv5-mobile'

/** Whether the recognition engine that has a model of its own can be used: the model is on this machine. */
export function useOcrModelReady(): boolean {
  return useModels((state) => state.models.some((model) => model.id === secondEngineId && model.state === 'ready'))
}

export async function loadModels(): Promise<void> {
  const [models, runtime] = await Promise.all([attempt('models.list', null), attempt('models.runtime', null)])
  useModels.setState((before) => ({ models: models ?? before.models, loaded: before.loaded || models !== undefined, runtime: runtime ?? before.runtime }))
}

/** Follows a download; the list is loaded again when its state changes. */
export function receiveModelProgress(progress: ModelProgress): void {
  const before = useModels.getState().models.find((model) => model.id === progress.id)
  useModels.setState((state) => ({
    progress: { ...state.progress, [progress.id]: progress },
    models: state.models.map((model) => (model.id === progress.id ? { ...model, state: progress.state, bytesDone: progress.bytesDone } : model)),
  }))
  if (before !== undefined && before.state !== progress.state) void loadModels()
}

export function receiveRuntime(runtime: RuntimeStatus): void {
  useModels.setState({ runtime })
}

export async function fetchModel(id: string): Promise<void> {
  await attempt('models.fetch', { id })
  await loadModels()
}

export async function cancelFetch(id: string): Promise<void> {
  await attempt('models.cancelFetch', { id })
  await loadModels()
}

export async function verifyModel(model: ModelStatus): Promise<void> {
  const status = await attempt('models.verify', { id: model.id })
  if (status !== undefined) notify(status.state === 'ready' ? t.models.verified(model.label) : t.models.notVerified(model.label))
  await loadModels()
}

export async function selectModel(id: string): Promise<void> {
  await attempt('models.select', { id })
  await loadModels()
}

export async function removeModel(model: ModelStatus): Promise<void> {
  if ((await attempt('models.remove', { id: model.id })) !== undefined) notify(t.models.removed(model.label))
  await loadModels()
}

/** True when the file was taken. */
export async function importModel(path: string): Promise<boolean> {
  const status = await attempt('models.import', { path })
  if (status !== undefined) notify(t.models.imported(status.label))
  await loadModels()
  return status !== undefined
}
