-- Grants of before this service: whose hands ordered and approved what was paid then is not known here.
ALTER TABLE grant_file ADD COLUMN taken_over boolean NOT NULL DEFAULT false;
ALTER TABLE grant_payment ALTER COLUMN ordered_by DROP NOT NULL;
ALTER TABLE grant_payment DROP CONSTRAINT grant_payment_check2;
ALTER TABLE grant_payment ADD CONSTRAINT grant_payment_two_hands
  CHECK (status = 'ordered' OR approved_by IS NOT NULL OR ordered_by IS NULL);

-- A payer's mandate is used once on a line, whatever the grant, and whether it was paid or failed. Numbers are in capitals.
CREATE TABLE grant_mandate (
  grant_id text NOT NULL,
  mark text NOT NULL,
  line text NOT NULL,
  mandate text NOT NULL CHECK (mandate = upper(mandate)),
  territory text NOT NULL,
  instalment text NOT NULL,
  status text NOT NULL CHECK (status IN ('paid', 'failed')),
  PRIMARY KEY (grant_id, mark),
  CONSTRAINT mandate_once_on_a_line UNIQUE (line, mandate)
);
ALTER TABLE grant_mandate ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_territory ON grant_mandate TO parcours_app
  USING (sees_territory(territory)) WITH CHECK (sees_territory(territory));
GRANT SELECT, INSERT, UPDATE, DELETE ON grant_mandate TO parcours_app;
