-- Who an agreement was begun as, and where: it is settled only as the same person at the same place.
ALTER TABLE outbox_items ADD COLUMN base_url TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox_items ADD COLUMN identity TEXT NOT NULL DEFAULT '{}'; -- JSON: name, email, user_id

-- People's own copies, where the service split the agreement when it was sent.
ALTER TABLE outbox_items ADD COLUMN copies TEXT NOT NULL DEFAULT '[]'; -- JSON

-- A late effect of the step would become part of what is sent.
ALTER TABLE outbox_steps ADD COLUMN joins INTEGER NOT NULL DEFAULT 0;

-- The clock that nobody can set, when the answer was lost: seconds since this computer started.
ALTER TABLE outbox_steps ADD COLUMN doubt_ticks REAL;
