-- How far the list of what changed was read, for each account.
CREATE TABLE listings (
    account_id TEXT PRIMARY KEY,
    cursor TEXT NOT NULL -- where the next list begins, as the service wants it
) STRICT;

-- When a list last told that nothing had changed since the last asking; null when none did.
ALTER TABLE observations ADD COLUMN confirmed_at TEXT;

-- Signed files that were saved, so that a copy with other bytes can be explained.
CREATE TABLE saved_files (
    agreement_id TEXT NOT NULL,
    source TEXT NOT NULL, -- what it was at the service
    sha256 TEXT NOT NULL,
    path TEXT NOT NULL, -- of the first copy with these bytes
    saved_at TEXT NOT NULL,
    PRIMARY KEY (agreement_id, source, sha256)
) STRICT;
