-- Which journeys a grant pays for, and what each comes to. All amounts are whole cents of euro.
ALTER TABLE event DROP CONSTRAINT event_stream_check;
ALTER TABLE event ADD CONSTRAINT event_stream_check CHECK (
  stream ~ '^(journey|dotation|device|lot|person|place|structure|actor|territory|definition|call|fund_line|grant|session|coverage)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
);

CREATE TABLE coverage (
  stream text PRIMARY KEY,
  grant_id text NOT NULL UNIQUE,
  territory text NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'ended')),
  places text[] NOT NULL,
  definitions text[] NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL CHECK (ends_on >= starts_on),
  envelope_cents bigint NOT NULL CHECK (envelope_cents > 0),
  warn_below_cents bigint NOT NULL CHECK (warn_below_cents >= 0),
  engaged_cents bigint NOT NULL CHECK (engaged_cents >= 0),
  balance_cents bigint CHECK (balance_cents >= 0),
  proposed_cents bigint NOT NULL CHECK (proposed_cents >= 0),
  CONSTRAINT coverage_within_envelope CHECK (engaged_cents <= envelope_cents)
);
CREATE INDEX coverage_by_place ON coverage USING gin (places);

CREATE TABLE coverage_cost (
  coverage text NOT NULL,
  journey text NOT NULL,
  grant_id text NOT NULL,
  territory text NOT NULL,
  person text NOT NULL,
  place text NOT NULL,
  epci text NOT NULL,
  definition text NOT NULL,
  state text NOT NULL CHECK (state IN ('reserved', 'settled', 'refused')),
  cents bigint NOT NULL CHECK (cents >= 0),
  -- What it would come to with room enough.
  whole_cents bigint NOT NULL CHECK (whole_cents >= cents),
  device text,
  -- Whether what was flagged as paid twice is paid all the same.
  accepted boolean,
  reserved_at timestamptz(3) NOT NULL,
  PRIMARY KEY (coverage, journey)
);
-- A journey is paid by one grant.
CREATE UNIQUE INDEX coverage_cost_once ON coverage_cost (journey) WHERE state <> 'refused';
CREATE INDEX coverage_cost_by_person ON coverage_cost (person);
CREATE INDEX coverage_cost_by_device ON coverage_cost (device) WHERE device IS NOT NULL;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['coverage', 'coverage_cost'] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_territory ON %s TO parcours_app USING (sees_territory(territory)) WITH CHECK (sees_territory(territory))', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON coverage, coverage_cost TO parcours_app;
