-- How people came: on paper nobody with an account refers them, and on one sheet they come together; and what comes from
-- before this service, which is marked and counted.
ALTER TABLE journey
  ALTER COLUMN prescriber_structure DROP NOT NULL,
  ALTER COLUMN prescriber_agent DROP NOT NULL,
  ADD COLUMN entry text NOT NULL DEFAULT 'prescriber' CHECK (entry IN ('prescriber', 'walk_in', 'paper', 'group')),
  ADD COLUMN group_id uuid,
  ADD COLUMN origin text NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'reprise')),
  ADD CHECK (prescriber_agent IS NOT NULL OR entry = 'paper'),
  ADD CHECK ((group_id IS NOT NULL) = (entry = 'group'));
CREATE INDEX journey_by_group ON journey (group_id) WHERE group_id IS NOT NULL;

ALTER TABLE outcome
  ALTER COLUMN prescriber_structure DROP NOT NULL,
  ADD COLUMN reprise boolean NOT NULL DEFAULT false;

-- The day of a laptop that was handed over before; such people may have no journey here.
ALTER TABLE person ADD COLUMN taken_over_on date, ADD COLUMN epci text;
CREATE INDEX person_taken_over ON person (territory, taken_over_on) WHERE taken_over_on IS NOT NULL;
