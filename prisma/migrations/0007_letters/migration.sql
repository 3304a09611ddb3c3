-- A mail to somebody without mailbox becomes a letter that the lieu prints and posts, or goes to who can tell them.
ALTER TABLE mail DROP CONSTRAINT mail_status_check;
ALTER TABLE mail ADD CONSTRAINT mail_status_check
  CHECK (status IN ('pending', 'queued', 'sent', 'failed', 'not_due', 'no_address', 'to_print', 'posted'));
-- How it went: to the reader's own mailbox, on paper, or to who passes it on. Known once it is at rest.
ALTER TABLE mail ADD COLUMN channel text CHECK (channel IN ('email', 'letter', 'relay'));
CREATE INDEX mail_to_print ON mail (stream) WHERE status IN ('to_print', 'posted');
