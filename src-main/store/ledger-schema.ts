/**
 * The ledger as both databases made it first, append-only. Released steps are built from this text, so it is never edited:
 * a later column is a step of its own.
 */
export const ledgerSchema = `
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
    row_hash TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER ledger_rows_stay BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'append-only'); END;
  CREATE TRIGGER ledger_rows_do_not_change BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'append-only'); END;
`
