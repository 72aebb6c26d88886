import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ledgerHeads } from '../ledger/head-file.ts'
import { createLedger, type Ledger } from '../ledger/ledger.ts'
import type { MatterDatabase } from './matter-database.ts'
import { openAppDatabase } from './open-database.ts'
import { createDaySpend, type DaySpend } from './spend-tables.ts'
import { createTermsTable, type TermsTable } from './terms-table.ts'

/** What belongs to no matter: the app's own ledger (downloads, erased matters), the user's list for all matters, the day's spend. */
export interface AppStore extends Disposable {
  readonly ledger: Ledger
  readonly terms: TermsTable
  readonly spend: DaySpend
  /** Resolves when everything written so far would outlive a power cut. */
  flush(): Promise<void>
}

/**
 * The app's own database, `<data>/app.db`, opened when it is first needed. One that cannot be opened keeps nobody from their matters:
 * whatever needs it throws (`store-damaged`, `store-newer-version`, `disk-full`, `disk-read-only`), so that nothing is sent without it.
 */
export function openAppStore(dataFolder: string): AppStore {
  let opened: Omit<AppStore, typeof Symbol.dispose> | null = null
  let database: MatterDatabase | null = null
  const open = (): Omit<AppStore, typeof Symbol.dispose> => {
    if (opened) return opened
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    const file = join(dataFolder, 'app.db')
    const isNew = !existsSync(file)
    const db = (database ??= openAppDatabase(file))
    // It holds the names on the user's list, and the data folder may be one that others can look into.
    for (const path of [file, `${file}-wal`, `${file}-shm`]) if (isNew && existsSync(path)) chmodSync(path, 0o600)
    const ledger = createLedger(db, ledgerHeads(join(dataFolder, 'ledger-heads'))('app'))
    if (isNew) ledger.begin()
    opened = { ledger, terms: createTermsTable(db, null), spend: createDaySpend(db), flush: () => db.flush() }
    return opened
  }
  return {
    get ledger() { return open().ledger },
    get terms() { return open().terms },
    get spend() { return open().spend },
    flush: () => open().flush(),
    [Symbol.dispose]() {
      database?.[Symbol.dispose]()
      database = null
      opened = null
    },
  }
}
