-- Whoever sends a mail holds it for a while, so that two mailers never send one at the same time, whatever the queue says.
ALTER TABLE mail ADD COLUMN leased_until timestamptz(3);

-- What is still to be sent, oldest first: few rows among all those that were.
CREATE INDEX mail_to_send ON mail (created_at, id) WHERE status IN ('pending', 'queued');
