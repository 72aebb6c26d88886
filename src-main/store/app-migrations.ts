import { ledgerSchema, termsSchema } from './shared-schema.ts'

/** The schema of the app's own database; steps as in migrations.ts. */
export const appMigrations: readonly string[] = [
  `
  ${ledgerSchema}
  ALTER TABLE ledger ADD COLUMN detail TEXT;

  -- The user's own list for every matter.
  ${termsSchema}

  -- What escalations cost, whatever has become of their matter.
  CREATE TABLE spend (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    cost_usd REAL NOT NULL
  ) STRICT;
  CREATE INDEX spend_by_time ON spend (at);
  `,
]
