-- People who turn out to be one, and people of one household. A merge writes one link, `merged_into`, and moves nothing:
-- whatever is asked of a person is asked of everybody with the same `canonical`. Both derived columns (`canonical` here,
-- `holder` and `household` of a binding) are kept by triggers, so that they are right whichever stream is written, in
-- whatever order a rebuild writes them.
ALTER TABLE person
  ADD COLUMN merged_into text CHECK (merged_into <> stream),
  ADD COLUMN household uuid,
  ADD COLUMN erased boolean NOT NULL DEFAULT false,
  ADD COLUMN canonical text;
UPDATE person SET canonical = stream;
ALTER TABLE person ALTER COLUMN canonical SET NOT NULL;
CREATE INDEX person_by_canonical ON person (canonical);
CREATE INDEX person_merged_into ON person (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX person_by_household ON person (household) WHERE household IS NOT NULL;

-- The household of people who are one: that of the one who stays, else the first known of the others.
CREATE FUNCTION household_of(asked text) RETURNS uuid LANGUAGE sql STABLE
  RETURN (SELECT household FROM person WHERE canonical = asked AND household IS NOT NULL
          ORDER BY stream <> canonical, stream LIMIT 1);

-- Pairs of people who may be one, as they were flagged; whether they were merged is read from `person`.
CREATE TABLE duplicate (
  stream text NOT NULL,
  person text NOT NULL,
  territory text NOT NULL,
  score double precision NOT NULL,
  why text[] NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'asked', 'dismissed')),
  PRIMARY KEY (stream, person)
);
CREATE INDEX duplicate_by_other ON duplicate (person);
CREATE INDEX duplicate_list ON duplicate (territory, state);

-- What the constraints ask of a dotation: whose it is, and whether its definition looks back over a household.
ALTER TABLE dotation
  ADD COLUMN journey text,
  ADD COLUMN person text,
  ADD COLUMN by_household boolean NOT NULL DEFAULT false;
UPDATE dotation SET journey = journey.stream, person = journey.person
  FROM journey WHERE journey.stream = replace(dotation.stream, 'dotation-', 'journey-');
ALTER TABLE dotation ALTER COLUMN journey SET NOT NULL, ALTER COLUMN person SET NOT NULL;

ALTER TABLE binding
  ADD COLUMN handed_over_at timestamptz(3),
  ADD COLUMN holder text,
  ADD COLUMN household uuid;
UPDATE binding SET holder = person;
UPDATE binding SET handed_over_at = head.closed_at FROM head WHERE head.stream = binding.dotation AND handed_over;
ALTER TABLE binding ALTER COLUMN holder SET NOT NULL;
CREATE INDEX binding_by_person ON binding (person);
CREATE INDEX binding_by_holder ON binding (holder);
CREATE INDEX binding_by_household ON binding (household) WHERE household IS NOT NULL;

-- Two laptops are never promised to one person at once, however many ids they were given, nor to one household where
-- the definition says so.
DROP INDEX binding_one_per_person;
CREATE UNIQUE INDEX binding_one_per_person ON binding (holder) WHERE open AND NOT handed_over;
CREATE UNIQUE INDEX binding_one_per_household ON binding (household) WHERE open AND NOT handed_over;

CREATE FUNCTION person_find_canonical() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.canonical := coalesce((SELECT canonical FROM person WHERE stream = NEW.merged_into), NEW.merged_into, NEW.stream);
  RETURN NEW;
END $$;
CREATE TRIGGER person_canonical BEFORE INSERT OR UPDATE ON person
  FOR EACH ROW EXECUTE FUNCTION person_find_canonical();

-- Those merged into somebody follow them, and so does what each of them holds.
CREATE FUNCTION person_tell_canonical() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE person SET canonical = NEW.canonical WHERE merged_into = NEW.stream AND canonical <> NEW.canonical;
  UPDATE binding SET holder = holder WHERE person = NEW.stream OR holder IN (NEW.canonical, OLD.canonical);
  RETURN NULL;
END $$;
CREATE TRIGGER person_told AFTER INSERT ON person
  FOR EACH ROW EXECUTE FUNCTION person_tell_canonical();
CREATE TRIGGER person_changed AFTER UPDATE ON person FOR EACH ROW
  WHEN (OLD.canonical <> NEW.canonical OR OLD.household IS DISTINCT FROM NEW.household)
  EXECUTE FUNCTION person_tell_canonical();

-- The locks make whoever merges these people, or changes their household, wait for this transaction, or this one for them.
CREATE FUNCTION binding_find_holder() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.holder := coalesce((SELECT canonical FROM person WHERE stream = NEW.person FOR SHARE), NEW.person);
  NEW.household := NULL;
  IF EXISTS (SELECT FROM dotation WHERE stream = NEW.dotation AND by_household) THEN
    PERFORM FROM person WHERE canonical = NEW.holder ORDER BY stream FOR SHARE;
    NEW.household := household_of(NEW.holder);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER binding_holder BEFORE INSERT OR UPDATE ON binding
  FOR EACH ROW EXECUTE FUNCTION binding_find_holder();

-- A referral was judged by what was known then: no laptop is promised for it once another was handed over to the same
-- person since, nor to the same household where the definition says so. Looked at after the row is there: whoever
-- handed over at the same moment has then either committed, and is seen, or held the unique index above.
CREATE FUNCTION binding_refuse_equipped() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM binding promised
    JOIN journey ON journey.stream = promised.journey
    JOIN binding given ON given.journey <> promised.journey AND given.handed_over_at > journey.referred_at
      AND (given.holder = promised.holder OR given.household = promised.household)
    WHERE promised.open AND NOT promised.handed_over
      AND (promised.holder = NEW.holder OR promised.household = NEW.household)
  ) THEN
    RAISE EXCEPTION 'equipped since the referral / équipé depuis la prescription'
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'binding_not_equipped_since';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER binding_not_equipped_since AFTER INSERT OR UPDATE ON binding
  FOR EACH ROW WHEN (NEW.open) EXECUTE FUNCTION binding_refuse_equipped();

ALTER TABLE duplicate ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_territory ON duplicate TO parcours_app
  USING (sees_territory(territory)) WITH CHECK (sees_territory(territory));
GRANT SELECT, INSERT, UPDATE, DELETE ON duplicate TO parcours_app;
