-- What drafts said earlier: the newest of it, some minutes apart.
CREATE TABLE draft_versions (
    id INTEGER PRIMARY KEY,
    draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    saved_at TEXT NOT NULL, -- when the draft was changed into this
    kept_at TEXT NOT NULL, -- when it was changed further
    agreement TEXT NOT NULL -- the text of an .agreement file
) STRICT;

CREATE INDEX draft_versions_of_draft ON draft_versions (draft_id);

-- Whether a draft ever held anything: what never did may vanish by itself. Nobody knows of drafts
-- from before, so they stay.
ALTER TABLE drafts ADD COLUMN held INTEGER NOT NULL DEFAULT 1;
