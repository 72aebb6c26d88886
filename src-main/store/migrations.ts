import { ledgerSchema, termsSchema } from './shared-schema.ts'

/**
 * The schema, as steps that only ever go forward: step n takes `PRAGMA user_version` from n to n + 1 inside one
 * transaction. A step that has been released is never edited; a new one is added.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE matter (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    data_policy TEXT NOT NULL,
    ingest_paused INTEGER NOT NULL DEFAULT 0,
    embedder_id TEXT
  ) STRICT;

  -- seq is the order of adding. sha256 is null where only a path is known (a file that could not be opened).
  -- removing: off the list already; its pages, index rows and original are being deleted.
  CREATE TABLE documents (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT UNIQUE,
    name TEXT NOT NULL,
    origin TEXT NOT NULL,
    stored_name TEXT,
    media_type TEXT,
    bytes INTEGER NOT NULL,
    state TEXT NOT NULL,
    failure TEXT,
    warnings TEXT NOT NULL DEFAULT '[]',
    added_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    page_count INTEGER NOT NULL DEFAULT 0,
    pages_without_text INTEGER NOT NULL DEFAULT 0,
    passage_count INTEGER NOT NULL DEFAULT 0,
    passages_embedded INTEGER NOT NULL DEFAULT 0,
    removing INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX documents_by_state ON documents (removing, state, seq);

  CREATE TABLE pages (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    label TEXT,
    text TEXT NOT NULL,
    headings TEXT NOT NULL,
    method TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (document_id, page)
  ) STRICT;

  -- Spans only: a passage's text is the page's text between them.
  CREATE TABLE passages (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    page INTEGER NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    heading_path TEXT NOT NULL,
    PRIMARY KEY (document_id, ordinal)
  ) STRICT, WITHOUT ROWID;

  -- Vectors of finished batches, kept only until their document is committed to the passage index.
  CREATE TABLE embedded_batches (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    first_ordinal INTEGER NOT NULL,
    passage_count INTEGER NOT NULL,
    embedder_id TEXT NOT NULL,
    vectors BLOB NOT NULL,
    PRIMARY KEY (document_id, first_ordinal)
  ) STRICT;

  -- Which document each added path stands for now; several paths may hold the same bytes.
  CREATE TABLE origins (
    path TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE
  ) STRICT;
  CREATE INDEX origins_by_document ON origins (document_id);

  -- The old version stays searchable until the new one is committed.
  CREATE TABLE replacements (
    old_id TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    new_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    path TEXT NOT NULL
  ) STRICT;
  CREATE INDEX replacements_by_new ON replacements (new_id);

  -- Paths that were asked for and not yet copied.
  CREATE TABLE intake (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE
  ) STRICT;

  -- Documents whose rows in the passage index do not count: half-committed, or removed and not yet erased.
  CREATE TABLE hidden_documents (
    document_id TEXT PRIMARY KEY
  ) STRICT;

  CREATE TABLE chats (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT
  ) STRICT;

  CREATE TABLE messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    chat_id TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at TEXT NOT NULL,
    partial_text TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '[]',
    answer TEXT,
    failure TEXT
  ) STRICT;
  CREATE INDEX messages_by_chat ON messages (chat_id, seq);

  ${ledgerSchema}
  CREATE INDEX ledger_by_message ON ledger (message_id);
  `,
  `
  UPDATE matter SET data_policy = 'never';
  ALTER TABLE messages ADD COLUMN escalation TEXT;
  ALTER TABLE ledger ADD COLUMN detail TEXT;

  -- What each placeholder of a chat stands for: reversible, so it never leaves this file.
  CREATE TABLE placeholders (
    chat_id TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    placeholder TEXT NOT NULL,
    category TEXT NOT NULL,
    entity TEXT NOT NULL,
    value TEXT NOT NULL,
    forms TEXT NOT NULL,
    PRIMARY KEY (chat_id, placeholder)
  ) STRICT;

  -- The user's own list for this matter.
  ${termsSchema}

  -- What escalations of this matter cost. Counts and money only.
  CREATE TABLE spend (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    model TEXT NOT NULL,
    input_tokens INTEGER,
    output_tokens INTEGER,
    cost_usd REAL
  ) STRICT;

  -- Previews of the command line that were shown and not yet approved.
  CREATE TABLE shown_previews (
    approval_hash TEXT PRIMARY KEY,
    shown_at TEXT NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE documents ADD COLUMN language TEXT;
  -- Taken out of this document (an attachment, a file in an archive), that many containers deep.
  ALTER TABLE documents ADD COLUMN parent_id TEXT;
  ALTER TABLE documents ADD COLUMN depth INTEGER NOT NULL DEFAULT 0;
  -- Not searched any more, and kept for what cites it.
  ALTER TABLE documents ADD COLUMN superseded_by TEXT;
  ALTER TABLE documents ADD COLUMN similar_group TEXT;
  -- MinHash of the text, for near-duplicates; 32-bit values, little-endian.
  ALTER TABLE documents ADD COLUMN signature BLOB;
  ALTER TABLE documents ADD COLUMN thread TEXT;
  -- In lower case whatever the script, which SQLite's own functions cannot.
  ALTER TABLE documents ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
  UPDATE documents SET name_folded = lower(name);
  -- Pages in each state of coverage, as JSON, and those that are unread or in doubt. Written with the pages.
  ALTER TABLE documents ADD COLUMN coverage TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE documents ADD COLUMN gap_pages INTEGER NOT NULL DEFAULT 0;
  -- The first passages that are in the index before the document is committed; index_dirty while more are being added.
  ALTER TABLE documents ADD COLUMN passages_early INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE documents ADD COLUMN index_dirty INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX documents_by_parent ON documents (parent_id);
  CREATE INDEX documents_by_successor ON documents (superseded_by) WHERE superseded_by IS NOT NULL;
  CREATE INDEX documents_by_group ON documents (similar_group) WHERE similar_group IS NOT NULL;
  CREATE INDEX documents_with_gaps ON documents (seq) WHERE gap_pages > 0;
  CREATE INDEX documents_by_name ON documents (removing, name_folded, seq);

  -- The document that a path lies in; null for a path of the file system.
  ALTER TABLE origins ADD COLUMN container_id TEXT REFERENCES documents (id) ON DELETE CASCADE;
  CREATE INDEX origins_by_container ON origins (container_id) WHERE container_id IS NOT NULL;

  -- Signatures cut into bands: documents that share one may be nearly the same.
  CREATE TABLE similar_bands (
    band INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    PRIMARY KEY (band, hash, document_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX similar_bands_by_document ON similar_bands (document_id);

  ALTER TABLE pages ADD COLUMN coverage TEXT NOT NULL DEFAULT 'text';
  ALTER TABLE pages ADD COLUMN engine TEXT;
  ALTER TABLE pages ADD COLUMN places TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE pages ADD COLUMN tables TEXT NOT NULL DEFAULT '[]';
  UPDATE pages SET coverage = CASE WHEN trim(text) = '' THEN 'empty' WHEN confidence < 0.6 THEN 'partly' ELSE 'text' END;
  UPDATE documents SET
    coverage = json_object(
      'text', (SELECT count(*) FROM pages WHERE document_id = documents.id AND pages.coverage = 'text'),
      'partly', (SELECT count(*) FROM pages WHERE document_id = documents.id AND pages.coverage = 'partly'),
      'empty', (SELECT count(*) FROM pages WHERE document_id = documents.id AND pages.coverage = 'empty')),
    gap_pages = (SELECT count(*) FROM pages WHERE document_id = documents.id AND pages.coverage = 'partly');
  CREATE INDEX pages_with_gaps ON pages (document_id, page, coverage) WHERE coverage NOT IN ('text', 'ocr', 'empty');

  -- Boxes of recognised words, as JSON.
  CREATE TABLE page_words (
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (document_id, page)
  ) STRICT, WITHOUT ROWID;

  -- What is still to be done for single pages: recognise it (engine is not null), or take its new text, which is stored
  -- already, into the index (written: how many texts have come since the index had the latest). is_urgent: a person asked for it; before the pages of what was just added.
  CREATE TABLE page_tasks (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    engine TEXT,
    is_urgent INTEGER NOT NULL DEFAULT 0,
    written INTEGER NOT NULL DEFAULT 0,
    UNIQUE (document_id, page)
  ) STRICT;
  CREATE INDEX page_tasks_in_turn ON page_tasks ((written > 0) DESC, is_urgent DESC, seq);

  CREATE TABLE watched_folders (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    last_checked_at TEXT
  ) STRICT;

  -- What a watched folder held when it was last looked at.
  CREATE TABLE watched_files (
    folder_id TEXT NOT NULL REFERENCES watched_folders (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    modified_ms REAL NOT NULL,
    PRIMARY KEY (folder_id, path)
  ) STRICT, WITHOUT ROWID;
  `,
]
