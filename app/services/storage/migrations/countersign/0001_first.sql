-- Accounts, without their secrets: those are in the keyring.
CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE, -- the name casefolded: names differ in more than case
    service TEXT NOT NULL,
    base_url TEXT NOT NULL,
    api_version INTEGER NOT NULL,
    scope TEXT NOT NULL,
    identity_name TEXT NOT NULL,
    identity_email TEXT NOT NULL,
    identity_user_id TEXT NOT NULL,
    identity_organisation TEXT NOT NULL
) STRICT;

-- Drafts. `account_id` may name an account that was removed meanwhile: no draft is lost by that.
CREATE TABLE drafts (
    id TEXT PRIMARY KEY,
    agreement TEXT NOT NULL, -- the text of an .agreement file
    agreement_id TEXT NOT NULL UNIQUE, -- by which sending knows it again
    account_id TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- The PDFs that were copied into the folder of a draft.
CREATE TABLE draft_files (
    draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    file TEXT NOT NULL, -- its name in that folder
    label TEXT NOT NULL, -- of the document that it belongs to; empty until the draft is saved
    source TEXT NOT NULL, -- where it was copied from
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    pages INTEGER,
    added_at TEXT NOT NULL,
    PRIMARY KEY (draft_id, file)
) STRICT;

-- Agreements that the user follows. What the services said about them is in cache.db.
CREATE TABLE followed (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    account_name TEXT NOT NULL, -- also known when the account was removed
    service TEXT NOT NULL,
    service_id TEXT NOT NULL,
    title TEXT NOT NULL,
    known TEXT NOT NULL, -- JSON: the participants as we sent them, whom no service tells back
    followed_at TEXT NOT NULL,
    UNIQUE (account_id, service_id)
) STRICT;
