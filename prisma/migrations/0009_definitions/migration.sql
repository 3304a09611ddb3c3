-- Versions of journeys' definitions: drafted, published, retired by commands like everything else.
ALTER TABLE event DROP CONSTRAINT event_stream_check;
ALTER TABLE event ADD CONSTRAINT event_stream_check CHECK (
  stream ~ '^(journey|dotation|device|lot|person|place|structure|actor|territory|definition)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
);

CREATE TABLE definition (
  stream text PRIMARY KEY,
  territory text NOT NULL,
  id text NOT NULL,
  status text NOT NULL CHECK (status IN ('draft', 'published', 'retired')),
  title text,
  zone text,
  content jsonb NOT NULL,
  adopted_by jsonb,
  published_at timestamptz(3),
  retired_at timestamptz(3),
  CHECK ((status = 'draft') = (published_at IS NULL)),
  CHECK ((status = 'retired') = (retired_at IS NOT NULL))
);
-- Journeys name the version that they follow by its id alone.
CREATE UNIQUE INDEX definition_id ON definition (id);
CREATE INDEX definition_by_territory ON definition (territory, status);

-- What was published is what journeys were promised: no writer, whatever its rules, changes it.
CREATE FUNCTION refuse_to_change_definition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published definition never changes / un modèle publié ne change plus'
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER definition_stays BEFORE UPDATE ON definition
  FOR EACH ROW
  WHEN (OLD.status <> 'draft' AND (
    NEW.id <> OLD.id OR NEW.territory <> OLD.territory OR NEW.content <> OLD.content
    OR NEW.published_at IS DISTINCT FROM OLD.published_at OR NEW.adopted_by IS DISTINCT FROM OLD.adopted_by
    OR NEW.status = 'draft' OR (OLD.status = 'retired' AND NEW.status <> 'retired')
  ))
  EXECUTE FUNCTION refuse_to_change_definition();

ALTER TABLE definition ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_territory ON definition TO parcours_app
  USING (sees_territory(territory)) WITH CHECK (sees_territory(territory));
GRANT SELECT, INSERT, UPDATE, DELETE ON definition TO parcours_app;
