-- Seconds for which the service asked to be left alone when it took no clear answer.
ALTER TABLE outbox_steps ADD COLUMN pause REAL NOT NULL DEFAULT 0;
