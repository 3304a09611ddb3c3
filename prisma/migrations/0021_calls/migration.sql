-- Versions of calls for projects: drafted, published, retired by commands, like definitions.
CREATE TABLE call (
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
  strand text,
  opens_on date,
  closes_on date,
  envelope_cents bigint,
  CHECK ((status = 'draft') = (published_at IS NULL)),
  CHECK ((status = 'retired') = (retired_at IS NOT NULL)),
  CHECK (status = 'draft' OR (strand IS NOT NULL AND opens_on <= closes_on AND envelope_cents > 0))
);
-- Grants name their call by its id alone.
CREATE UNIQUE INDEX call_id ON call (id);
CREATE INDEX call_by_territory ON call (territory, status);

-- What was published is what applicants were promised: no writer, whatever its rules, changes it.
CREATE FUNCTION refuse_to_change_call() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published call never changes / un appel à projets publié ne change plus'
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER call_stays BEFORE UPDATE ON call
  FOR EACH ROW
  WHEN (OLD.status <> 'draft' AND (
    NEW.id <> OLD.id OR NEW.territory <> OLD.territory OR NEW.content <> OLD.content
    OR (NEW.strand, NEW.opens_on, NEW.closes_on, NEW.envelope_cents)
      IS DISTINCT FROM (OLD.strand, OLD.opens_on, OLD.closes_on, OLD.envelope_cents)
    OR NEW.published_at IS DISTINCT FROM OLD.published_at OR NEW.adopted_by IS DISTINCT FROM OLD.adopted_by
    OR NEW.status = 'draft' OR (OLD.status = 'retired' AND NEW.status <> 'retired')
  ))
  EXECUTE FUNCTION refuse_to_change_call();

ALTER TABLE call ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_territory ON call TO parcours_app
  USING (sees_territory(territory)) WITH CHECK (sees_territory(territory));
GRANT SELECT, INSERT, UPDATE, DELETE ON call TO parcours_app;
