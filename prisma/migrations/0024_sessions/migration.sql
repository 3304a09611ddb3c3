-- Sessions of the committee: what lists filter by, who is called to them, and what each grant of their pack came to.
CREATE TABLE committee_session (
  stream text PRIMARY KEY,
  territory text NOT NULL,
  call text NOT NULL,
  held_on date NOT NULL,
  quorum int CHECK (quorum > 0),
  votes boolean NOT NULL,
  stage text NOT NULL CHECK (stage IN ('convened', 'closed')),
  outcome text CHECK (outcome IN ('held', 'cancelled')),
  closed_at timestamptz(3),
  CHECK ((stage = 'closed') = (outcome IS NOT NULL)),
  CHECK ((stage = 'closed') = (closed_at IS NOT NULL))
);
CREATE INDEX committee_session_list ON committee_session (territory, held_on DESC, stream);

CREATE TABLE session_member (
  session text NOT NULL,
  member text NOT NULL,
  territory text NOT NULL,
  PRIMARY KEY (session, member)
);
CREATE INDEX session_of_member ON session_member (member);

-- Counts are there once a session was held; who voted what is in the log alone.
CREATE TABLE session_pack (
  session text NOT NULL,
  grant_id text NOT NULL,
  territory text NOT NULL,
  rank int NOT NULL CHECK (rank > 0),
  agree int CHECK (agree >= 0),
  disagree int CHECK (disagree >= 0),
  abstain int CHECK (abstain >= 0),
  quorate boolean,
  PRIMARY KEY (session, grant_id),
  UNIQUE (session, rank),
  CHECK (num_nulls(agree, disagree, abstain, quorate) IN (0, 4))
);
CREATE INDEX session_of_grant ON session_pack (grant_id);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['committee_session', 'session_member', 'session_pack'] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_territory ON %s TO parcours_app USING (sees_territory(territory)) WITH CHECK (sees_territory(territory))', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON committee_session, session_member, session_pack TO parcours_app;
