-- A coverage rests while its grant is decided anew; a cost that was flagged as paid twice stays flagged until it is decided.
ALTER TABLE coverage DROP CONSTRAINT coverage_status_check;
ALTER TABLE coverage ADD CONSTRAINT coverage_status_check CHECK (status IN ('open', 'suspended', 'ended'));
ALTER TABLE coverage_cost ADD COLUMN flagged boolean NOT NULL DEFAULT false;
ALTER TABLE coverage_cost ALTER COLUMN flagged DROP DEFAULT;
