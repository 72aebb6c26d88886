import type { ChatModelSlot } from '../model/chat-model-slot.ts'
import type { ModelLibrary } from '../model/library/model-library.ts'
import type { SettingsPort } from '../settings/settings-store.ts'
import { AppError } from '../support/errors.ts'
import type { EventBus } from '../support/event-bus.ts'
import type { Log } from '../support/log.ts'
import type { CallHandlers } from './handlers.ts'

type Name = Extract<keyof CallHandlers, `models.${string}`>

export interface ModelCallsOptions {
  readonly library: ModelLibrary
  readonly slot: ChatModelSlot
  readonly settings: SettingsPort
  readonly events: EventBus
  readonly log: Log
  /** Weights came: what waited for them can go on. */
  readonly onFetched: () => Promise<void>
}

/** The calls of the models screen. */
export function modelCalls({ library, slot, settings, events, log, onFetched }: ModelCallsOptions): Pick<CallHandlers, Name> {
  /** The chosen file may be another one now: what is loaded is dropped, and the new one loads while the person reads on. */
  const reload = async (): Promise<void> => {
    await slot.reset()
    slot.get().catch(() => {})
  }
  return {
    'models.list': () => library.list(),
    'models.runtime': async () => slot.status(),
    async 'models.fetch'({ id }) {
      await library.status(id)
      // Refused at once, so that the person sees why; what fails later stands beside the model.
      if (settings.get().offline) throw new AppError('offline')
      library.fetch(id).then(
        () => {
          log.write('download-finished')
          if (slot.status().state !== 'ready') slot.get().catch(() => {})
          return onFetched()
        },
        () => log.write('download-failed'),
      ).catch(() => {})
      return null
    },
    async 'models.cancelFetch'({ id }) {
      library.cancelFetch(id)
      return null
    },
    'models.verify': ({ id }) => library.verify(id),
    'models.import': ({ path }) => library.importGguf(path),
    async 'models.remove'({ id }) {
      if (slot.status().modelId === id) await slot.reset()
      await library.remove(id)
      return null
    },
    async 'models.select'({ id }) {
      const model = await library.status(id)
      if (model.kind !== 'chat' || model.state !== 'ready') throw new AppError('model-not-installed')
      events.emit('settings.changed', settings.update({ chatModelId: id }))
      events.emit('models.changed', null)
      await reload()
      return null
    },
  }
}
