-- What the user did with sent agreements. The intent is written before the request, the outcome after it.
CREATE TABLE actions (
    id TEXT PRIMARY KEY,
    agreement_id TEXT NOT NULL, -- of the followed agreement, which may be forgotten meanwhile
    account_id TEXT NOT NULL,
    base_url TEXT NOT NULL,
    identity TEXT NOT NULL DEFAULT '{}', -- JSON: who the account signed in as
    service_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    person TEXT NOT NULL DEFAULT '',
    person_name TEXT NOT NULL DEFAULT '',
    request TEXT NOT NULL, -- JSON: what the user asked for
    call TEXT NOT NULL DEFAULT '{}', -- JSON: what was sent, exactly
    state TEXT NOT NULL,
    message TEXT, -- JSON
    family TEXT NOT NULL DEFAULT '',
    began_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    doubt_since TEXT,
    doubt_ticks REAL, -- the clock that nobody can set: seconds since this computer started
    next_look_at TEXT,
    draft_id TEXT NOT NULL DEFAULT '', -- made by it on this computer
    superseded INTEGER NOT NULL DEFAULT 0 -- 1: the user did the same again, not knowing
) STRICT;

CREATE INDEX actions_of_agreement ON actions (agreement_id, began_at);
