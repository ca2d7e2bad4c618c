-- Agreements on their way. The intent of a step is written before its request, the outcome after it.
CREATE TABLE outbox_items (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    generation INTEGER NOT NULL,
    ref TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    account_id TEXT NOT NULL,
    account_name TEXT NOT NULL,
    service TEXT NOT NULL,
    way TEXT NOT NULL,
    phase TEXT NOT NULL,
    digest TEXT NOT NULL,
    agreement TEXT NOT NULL,
    files TEXT NOT NULL,
    people INTEGER NOT NULL,
    service_id TEXT NOT NULL DEFAULT '',
    instance_id TEXT NOT NULL DEFAULT '',
    document_ids TEXT NOT NULL DEFAULT '[]',
    message TEXT,
    family TEXT NOT NULL DEFAULT '',
    next_look_at TEXT,
    tidied INTEGER NOT NULL DEFAULT 0,
    dismissed INTEGER NOT NULL DEFAULT 0,
    enqueued_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (key, generation)
) STRICT;

CREATE TABLE outbox_steps (
    item_id TEXT NOT NULL REFERENCES outbox_items (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    klass TEXT NOT NULL,
    subject TEXT NOT NULL,
    sentence TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    doubtful INTEGER NOT NULL DEFAULT 0,
    looks_done INTEGER NOT NULL DEFAULT 0,
    doubt_since TEXT,
    request BLOB NOT NULL DEFAULT x'',
    request_digest TEXT NOT NULL DEFAULT '',
    result TEXT NOT NULL DEFAULT '{}',
    at TEXT,
    PRIMARY KEY (item_id, position)
) STRICT;

CREATE TABLE outbox_looks (
    item_id TEXT NOT NULL REFERENCES outbox_items (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    at TEXT NOT NULL,
    sentence TEXT NOT NULL
) STRICT;

CREATE INDEX outbox_looks_of_step ON outbox_looks (item_id, position);
