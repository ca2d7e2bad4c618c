-- Seconds for which the service asked to be left alone when it took no clear answer.
ALTER TABLE outbox_steps ADD COLUMN pause REAL NOT NULL DEFAULT 0;

-- 0: the service would carry out a second request of the step beside the first.
ALTER TABLE outbox_steps ADD COLUMN guarded INTEGER NOT NULL DEFAULT 1;
