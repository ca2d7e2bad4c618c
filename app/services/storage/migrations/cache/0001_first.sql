-- What the service last said about a followed agreement, and how the last asking went.
CREATE TABLE observations (
    agreement_id TEXT PRIMARY KEY,
    asked_at TEXT NOT NULL, -- the beginning of the last asking, whatever came of it
    access TEXT NOT NULL, -- whether the service showed it then
    observation TEXT, -- JSON; null until the service has said anything
    error TEXT -- JSON; null when the last asking went well
) STRICT;

-- What the user has last seen of a followed agreement.
CREATE TABLE seen (
    agreement_id TEXT PRIMARY KEY,
    statuses TEXT NOT NULL, -- JSON: of the agreement and of each participant
    seen_at TEXT -- null when nobody has looked yet: the first observation is the measure
) STRICT;
