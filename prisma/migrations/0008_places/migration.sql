-- Places with every field of the national schema; mediators at several places, with a capacity, until they leave.
ALTER TABLE place ALTER COLUMN source DROP NOT NULL;
ALTER TABLE place RENAME COLUMN siret TO pivot;
ALTER TABLE place RENAME COLUMN labels TO other_labels;
ALTER TABLE place
  ADD COLUMN parent_name text,
  ADD COLUMN commune_name text,
  ADD COLUMN commune_code text,
  ADD COLUMN address_extra text,
  ADD COLUMN kinds text[] NOT NULL DEFAULT '{}',
  ADD COLUMN emails text[] NOT NULL DEFAULT '{}',
  ADD COLUMN websites text[] NOT NULL DEFAULT '{}',
  ADD COLUMN summary text,
  ADD COLUMN description text,
  ADD COLUMN itinerance text[] NOT NULL DEFAULT '{}',
  ADD COLUMN special_care text[] NOT NULL DEFAULT '{}',
  ADD COLUMN fees text[] NOT NULL DEFAULT '{}',
  ADD COLUMN programmes text[] NOT NULL DEFAULT '{}',
  ADD COLUMN labels text[] NOT NULL DEFAULT '{}',
  ADD COLUMN access_modes text[] NOT NULL DEFAULT '{}',
  ADD COLUMN support_modes text[] NOT NULL DEFAULT '{}',
  ADD COLUMN accessibility_url text,
  ADD COLUMN booking_url text,
  ADD COLUMN updated_on date;
-- The rows that a rebuild would make of the older events.
UPDATE place SET
  emails = CASE WHEN email IS NULL THEN '{}' ELSE ARRAY[email] END,
  websites = CASE WHEN website IS NULL THEN '{}' ELSE ARRAY[website] END,
  itinerance = CASE WHEN itinerant THEN ARRAY['Itinérant'] ELSE '{}' END;
ALTER TABLE place DROP COLUMN email, DROP COLUMN website, DROP COLUMN itinerant;
-- A directory's place is one place here, whoever registers it at the same moment.
CREATE UNIQUE INDEX place_identifier ON place (territory, source, external_id) NULLS NOT DISTINCT;
CREATE INDEX place_by_commune ON place (territory, commune_insee);

ALTER TABLE actor ADD COLUMN capacity integer CHECK (capacity >= 0), ADD COLUMN left_on date;

-- Where an agent works, with the hours of their permanences there; no row once they have left.
CREATE TABLE actor_place (
  actor text NOT NULL,
  place text NOT NULL,
  territory text NOT NULL,
  permanences jsonb NOT NULL,
  PRIMARY KEY (actor, place)
);
CREATE INDEX actor_place_by_place ON actor_place (place);
INSERT INTO actor_place SELECT stream, place, territory, '[]' FROM actor WHERE place IS NOT NULL;
DROP INDEX actor_by_place;

ALTER TABLE actor_place ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_territory ON actor_place TO parcours_app
  USING (sees_territory(territory)) WITH CHECK (sees_territory(territory));
GRANT SELECT, INSERT, UPDATE, DELETE ON actor_place TO parcours_app;
