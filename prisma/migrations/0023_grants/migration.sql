-- Grants: what lists filter by, what each line pays of an instalment, and who was asked to study what.
CREATE TABLE grant_file (
  stream text PRIMARY KEY,
  territory text NOT NULL,
  call text NOT NULL,
  structure text NOT NULL,
  stage text NOT NULL,
  outcome text,
  asked_cents bigint NOT NULL CHECK (asked_cents > 0),
  granted_cents bigint CHECK (granted_cents > 0 AND granted_cents <= asked_cents),
  submitted_at timestamptz(3),
  notified_on date,
  closed_at timestamptz(3),
  CHECK ((stage = 'closed') = (outcome IS NOT NULL)),
  CHECK ((stage = 'closed') = (closed_at IS NOT NULL))
);
CREATE INDEX grant_list ON grant_file (territory, call, stream);
CREATE INDEX grant_by_structure ON grant_file (structure);

-- A line pays an instalment of a grant once: what failed is ordered anew in the same row.
CREATE TABLE grant_payment (
  grant_id text NOT NULL,
  part text NOT NULL,
  instalment text NOT NULL,
  line text NOT NULL,
  territory text NOT NULL,
  payer text NOT NULL,
  cents bigint NOT NULL CHECK (cents > 0),
  status text NOT NULL CHECK (status IN ('ordered', 'paid', 'failed')),
  ordered_by text NOT NULL,
  approved_by text CHECK (approved_by <> ordered_by),
  mandate text,
  settled_on date,
  PRIMARY KEY (grant_id, part),
  UNIQUE (grant_id, instalment, line),
  CHECK ((status = 'ordered') = (mandate IS NULL)),
  CHECK (status = 'ordered' OR approved_by IS NOT NULL)
);

CREATE TABLE grant_review (
  grant_id text NOT NULL,
  reviewer text NOT NULL,
  territory text NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'answered', 'declined', 'in_conflict')),
  PRIMARY KEY (grant_id, reviewer)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['grant_file', 'grant_payment', 'grant_review'] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_territory ON %s TO parcours_app USING (sees_territory(territory)) WITH CHECK (sees_territory(territory))', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON grant_file, grant_payment, grant_review TO parcours_app;
