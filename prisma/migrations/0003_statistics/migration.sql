-- Statistics: the only thing that follows the log later than the transaction of its events.

-- The order in which projections read the log. Transaction ids begin anew on a server restored from a dump, while the
-- epoch only rises: within one epoch the order is that of transaction ids, and epochs come one after the other.
DROP INDEX event_global_order;
CREATE INDEX event_global_order ON event (epoch, xid8, stream, version);

-- How far each projection has read: the last event taken in, in the global order. Another fold version starts anew.
CREATE TABLE projection (
  name text PRIMARY KEY,
  fold_version integer NOT NULL,
  epoch bigint NOT NULL,
  xid8 xid8 NOT NULL,
  stream text NOT NULL,
  version integer NOT NULL,
  recorded_at timestamptz(3)
);
INSERT INTO projection (name, fold_version, epoch, xid8, stream, version) VALUES ('outcome', 0, 0, '0', '', 0);

-- What is counted of a journey: codes, days and durations. `before`, `after` and `follow_up` hold levels by item and the
-- sentiment, with the versions of their instruments; the coarse codes are there once the journey is closed.
CREATE TABLE outcome (
  stream text PRIMARY KEY,
  territory text NOT NULL,
  epci text NOT NULL,
  definition text NOT NULL,
  prescriber_structure text NOT NULL,
  stage text NOT NULL,
  stage_since timestamptz(3) NOT NULL,
  stage_seconds jsonb NOT NULL,
  outcome text,
  referred_at timestamptz(3) NOT NULL,
  closed_at timestamptz(3),
  before jsonb,
  after jsonb,
  follow_up jsonb,
  handed_over_on date,
  age_band text,
  gender text,
  CHECK ((outcome IS NULL) = (closed_at IS NULL)),
  CHECK ((age_band IS NULL) = (closed_at IS NULL) AND (gender IS NULL) = (closed_at IS NULL))
);
CREATE INDEX outcome_by_territory ON outcome (territory, referred_at, stream);

ALTER TABLE outcome ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_territory ON outcome TO parcours_app
  USING (sees_territory(territory)) WITH CHECK (sees_territory(territory));
GRANT SELECT, INSERT, UPDATE, DELETE ON outcome TO parcours_app;
GRANT SELECT, UPDATE ON projection TO parcours_app;
