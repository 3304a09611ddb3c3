-- Lines of the departmental fund: what one funder gives one call, in double entry. All amounts are whole cents of euro.

-- Every entry, for ever: debit > 0, credit < 0. An event makes several, and they come to nothing.
CREATE TABLE posting (
  line text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  number integer NOT NULL CHECK (number > 0),
  territory text NOT NULL,
  account text NOT NULL CHECK (account IN ('funder', 'promised', 'received', 'authority', 'free',
                                           'reserved', 'committed', 'ordered', 'paid', 'recovered')),
  grant_id text,
  cents bigint NOT NULL CHECK (cents <> 0),
  -- The day of the record in the zone of the territory, so that a statement at a past date never changes afterwards.
  recorded_on date NOT NULL,
  PRIMARY KEY (line, version, number),
  CHECK ((grant_id IS NOT NULL) = (account IN ('reserved', 'committed', 'ordered', 'paid', 'recovered')))
);
CREATE INDEX posting_by_day ON posting (line, recorded_on, version, number);
CREATE INDEX posting_by_grant ON posting (grant_id) WHERE grant_id IS NOT NULL;

CREATE FUNCTION refuse_to_rewrite_postings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'postings are never rewritten: correct by a contra entry / une écriture se corrige par une contre-passation'
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER posting_rows_stay BEFORE UPDATE OR DELETE ON posting
  FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_postings();
CREATE TRIGGER posting_table_stays BEFORE TRUNCATE ON posting
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_postings();

-- Looked at when the transaction commits: debits equal credits for each event, and the event is there.
CREATE FUNCTION refuse_unbalanced_postings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(cents) FROM posting WHERE line = NEW.line AND version = NEW.version) <> 0 THEN
    RAISE EXCEPTION 'debits and credits differ at % of % / débits et crédits diffèrent', NEW.version, NEW.line
      USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_balanced';
  END IF;
  IF NOT EXISTS (SELECT FROM event WHERE stream = NEW.line AND version = NEW.version) THEN
    RAISE EXCEPTION 'no event % of % / aucun événement', NEW.version, NEW.line
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'posting_of_event';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER posting_balanced AFTER INSERT ON posting DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_postings();

-- What the accounts of a line come to. No line is ever below zero, and each cent that may be spent is in one state.
CREATE TABLE fund_line (
  stream text PRIMARY KEY,
  territory text NOT NULL,
  call text NOT NULL,
  strand text NOT NULL,
  funder text NOT NULL,
  payer text NOT NULL,
  counts text NOT NULL CHECK (counts IN ('received', 'promised')),
  promised_cents bigint NOT NULL CHECK (promised_cents >= 0),
  received_cents bigint NOT NULL CHECK (received_cents >= 0),
  authority_cents bigint NOT NULL,
  free_cents bigint NOT NULL CONSTRAINT fund_line_not_below_zero CHECK (free_cents >= 0),
  reserved_cents bigint NOT NULL CHECK (reserved_cents >= 0),
  committed_cents bigint NOT NULL CHECK (committed_cents >= 0),
  ordered_cents bigint NOT NULL CHECK (ordered_cents >= 0),
  paid_cents bigint NOT NULL CHECK (paid_cents >= 0),
  recovered_cents bigint NOT NULL CHECK (recovered_cents >= 0),
  CONSTRAINT fund_line_recovered CHECK (recovered_cents <= paid_cents),
  CONSTRAINT fund_line_authority CHECK (
    authority_cents = received_cents + CASE counts WHEN 'promised' THEN promised_cents ELSE 0 END
  ),
  CONSTRAINT fund_line_each_cent_once CHECK (
    free_cents + reserved_cents + committed_cents + ordered_cents + paid_cents - recovered_cents = authority_cents
  )
);
CREATE UNIQUE INDEX fund_line_of_call ON fund_line (territory, funder, call, strand);
CREATE INDEX fund_line_by_call ON fund_line (territory, call, stream);

CREATE TABLE fund_line_grant (
  line text NOT NULL,
  grant_id text NOT NULL,
  territory text NOT NULL,
  reserved_cents bigint NOT NULL CHECK (reserved_cents >= 0),
  committed_cents bigint NOT NULL CHECK (committed_cents >= 0),
  ordered_cents bigint NOT NULL CHECK (ordered_cents >= 0),
  paid_cents bigint NOT NULL CHECK (paid_cents >= 0),
  recovered_cents bigint NOT NULL CHECK (recovered_cents >= 0 AND recovered_cents <= paid_cents),
  PRIMARY KEY (line, grant_id)
);
CREATE INDEX fund_line_grant_by_grant ON fund_line_grant (grant_id);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['posting', 'fund_line', 'fund_line_grant'] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_territory ON %s TO parcours_app USING (sees_territory(territory)) WITH CHECK (sees_territory(territory))', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON fund_line, fund_line_grant TO parcours_app;
GRANT SELECT, INSERT ON posting TO parcours_app;
