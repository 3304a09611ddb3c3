-- Lots of laptops, how each laptop is told by its need, the admission of recycleries, and what is asked of a stock.

ALTER TABLE event DROP CONSTRAINT event_stream_check;
ALTER TABLE event ADD CONSTRAINT event_stream_check
  CHECK (stream ~ '^(journey|dotation|device|lot|person|place|structure|actor|territory)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');

ALTER TABLE structure ADD COLUMN admitted_on date, ADD COLUMN admission_criteria text,
  ADD CHECK ((admitted_on IS NULL) = (admission_criteria IS NULL));

CREATE TABLE lot (
  stream text PRIMARY KEY,
  territory text NOT NULL,
  owner text NOT NULL,
  recyclerie text NOT NULL,
  source text NOT NULL,
  laptops_ordered integer NOT NULL CHECK (laptops_ordered > 0),
  price_cents integer CHECK (price_cents >= 0),
  order_mark text NOT NULL,
  ordered_on date NOT NULL,
  laptops_expected integer NOT NULL CHECK (laptops_expected > 0),
  received_on date,
  stage text NOT NULL,
  outcome text,
  CHECK ((stage = 'closed') = (outcome IS NOT NULL))
);
CREATE INDEX lot_list ON lot (territory, ordered_on DESC, stream);
CREATE UNIQUE INDEX lot_order ON lot (territory, owner, order_mark);

ALTER TABLE device
  ADD COLUMN lot text,
  ADD COLUMN place text,
  ADD COLUMN grade text,
  ADD COLUMN charger boolean,
  ADD COLUMN battery text,
  ADD COLUMN screen_inches double precision,
  ADD COLUMN system text,
  ADD COLUMN accessibility text[] NOT NULL DEFAULT '{}';
DROP INDEX device_ready;
CREATE INDEX device_free ON device (owner, ready_on, stream) WHERE status IN ('ready', 'sent', 'delivered');
CREATE INDEX device_by_lot ON device (lot) WHERE lot IS NOT NULL;
CREATE UNIQUE INDEX device_inventory ON device (territory, inventory);

-- One row per dotation: which stock it draws from, for which place, and since which day somebody waits for it.
CREATE TABLE dotation (
  stream text PRIMARY KEY,
  territory text NOT NULL,
  structure text NOT NULL,
  place text NOT NULL,
  asked_on date NOT NULL,
  stage text NOT NULL
);
CREATE INDEX dotation_demand ON dotation (structure, asked_on);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['lot', 'dotation'] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_territory ON %s TO parcours_app USING (sees_territory(territory)) WITH CHECK (sees_territory(territory))', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON lot, dotation TO parcours_app;
