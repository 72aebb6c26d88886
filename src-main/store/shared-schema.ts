/*
 * What a matter's database and the app's have in common. Released steps are built from these texts, so they are never edited:
 * a later column is a step of its own.
 */

/** The ledger as both made it first, append-only. */
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

/** A list of the user's own terms: for one matter, or for all. */
export const termsSchema = `
  CREATE TABLE terms (
    id TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    category TEXT NOT NULL,
    action TEXT NOT NULL
  ) STRICT;
`
