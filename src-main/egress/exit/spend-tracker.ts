import type { Cost } from '../../../src-preload/contract/index.ts'
import type { Estimate } from './estimate-cost.ts'
import type { ExitClock } from './exit-clock.ts'
import type { ExitMatter } from './exit.ts'

/** What has been spent and what is on its way: two requests at once must not each pass below a limit that they break together. US dollars. */
export class SpendTracker {
  readonly #clock: ExitClock
  readonly #onItsWay = new Map<object, { readonly matterId: string; readonly usd: number }>()

  constructor(clock: ExitClock) {
    this.#clock = clock
  }

  /** An estimate with what was spent until now, and what set out before `self` did. Days begin at the user's own midnight. */
  costOf(estimate: Estimate, matter: ExitMatter, limits: Pick<Cost, 'dayLimitUsd' | 'matterLimitUsd'>, self?: object): Cost {
    const keys = [...this.#onItsWay.keys()]
    const earlier = self !== undefined && keys.includes(self) ? keys.slice(0, keys.indexOf(self)) : keys
    const others = earlier.flatMap((key) => this.#onItsWay.get(key) ?? [])
    const sum = (reserved: readonly { readonly usd: number }[]): number => reserved.reduce((total, { usd }) => total + usd, 0)
    return {
      ...estimate, ...limits,
      spentTodayUsd: matter.spend.since(new Date(new Date(this.#clock.wallMs()).setHours(0, 0, 0, 0))) + sum(others),
      spentMatterUsd: matter.spend.total() + sum(others.filter((reserved) => reserved.matterId === matter.id)),
    }
  }

  reserve(key: object, matterId: string, usd: number): void {
    this.#onItsWay.set(key, { matterId, usd })
  }

  release(key: object): void {
    this.#onItsWay.delete(key)
  }
}
