/** The schema of the app's own database; steps as in migrations.ts. Its ledger has the columns of a matter's. */
export const appMigrations: readonly string[] = [
  `
  CREATE TABLE ledger (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    destination TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    items INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    message_id TEXT,
    previous_hash TEXT NOT NULL,
    row_hash TEXT NOT NULL,
    detail TEXT
  ) STRICT;
  CREATE TRIGGER ledger_rows_stay BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER ledger_rows_do_not_change BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'append-only'); END;

  -- The user's own list for every matter.
  CREATE TABLE terms (
    id TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    category TEXT NOT NULL,
    action TEXT NOT NULL
  ) STRICT;

  -- What escalations cost, whatever has become of their matter.
  CREATE TABLE spend (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    cost_usd REAL NOT NULL
  ) STRICT;
  CREATE INDEX spend_by_time ON spend (at);
  `,
]
