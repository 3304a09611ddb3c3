-- The log, what follows from it in the same transaction, the vault and its keys.
-- Row-level security is on from the first table: `parcours.territory` is the actor's territory, '*' the machine's own.

-- Roles belong to the whole cluster and the lock to one database: a race with another database is caught as well.
SELECT pg_advisory_xact_lock(hashtext('parcours.roles'));
DO $$
DECLARE role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['parcours_app', 'parcours_keys'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
      END;
    END IF;
  END LOOP;
END $$;

CREATE SCHEMA vault;
CREATE SCHEMA keys;

CREATE FUNCTION sees_territory(territory text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN current_setting('parcours.territory', true) IN (territory, '*');

-- The log: what is true. Rows are inserted and never change.
CREATE TABLE event (
  stream text NOT NULL
    CHECK (stream ~ '^(journey|dotation|device|person|place|structure|actor|territory)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  version integer NOT NULL CHECK (version > 0),
  epoch bigint NOT NULL CHECK (epoch > 0),
  type text NOT NULL,
  schema_version smallint NOT NULL CHECK (schema_version > 0),
  occurred_on date,
  recorded_at timestamptz(3) NOT NULL,
  actor text NOT NULL,
  on_behalf_of text,
  origin text NOT NULL CHECK (origin IN ('live', 'reprise', 'correction')),
  cause text NOT NULL CHECK (cause ~ '^(command|event):'),
  definition text,
  territory text NOT NULL,
  data jsonb NOT NULL,
  xid8 xid8 NOT NULL DEFAULT pg_current_xact_id(),
  previous_hash text,
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (stream, version),
  CHECK ((version = 1) = (previous_hash IS NULL))
);
CREATE INDEX event_global_order ON event (xid8, stream, version);

CREATE FUNCTION refuse_to_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are never rewritten: correct by a new event / un fait se corrige par un nouveau fait'
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER event_rows_stay BEFORE UPDATE OR DELETE ON event
  FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite();
CREATE TRIGGER event_table_stays BEFORE TRUNCATE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite();

-- One row per stream: its version, its Plan and its task. This is the task list.
CREATE TABLE head (
  stream text PRIMARY KEY,
  kind text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  stage text,
  task text,
  owner_role text,
  owner_id text,
  deadline_at timestamptz(3),
  deadline_command text,
  child text,
  outcome text,
  territory text NOT NULL,
  epci text,
  structure text,
  definition text,
  priority integer NOT NULL DEFAULT 0,
  referred_on date,
  changed_at timestamptz(3) NOT NULL,
  closed_at timestamptz(3),
  woken_version integer NOT NULL DEFAULT 0,
  CHECK ((owner_role IS NULL) = (owner_id IS NULL)),
  CHECK ((deadline_at IS NULL) = (deadline_command IS NULL)),
  CHECK (stage IS NOT NULL OR (task IS NULL AND owner_role IS NULL AND deadline_at IS NULL))
);
CREATE INDEX head_tasks ON head (territory, owner_role, owner_id, deadline_at, stream) WHERE closed_at IS NULL;
CREATE INDEX head_stages ON head (territory, kind, stage, deadline_at, stream);
CREATE INDEX head_due ON head (territory, kind, deadline_at, stream) WHERE closed_at IS NULL;
CREATE INDEX head_waiting_for_stock ON head (structure, priority, referred_on, stream)
  WHERE kind = 'dotation' AND stage = 'stock';
CREATE INDEX head_late ON head (deadline_at) WHERE deadline_at IS NOT NULL;
CREATE INDEX head_behind ON head (changed_at) WHERE stage IS NOT NULL AND woken_version < version;

CREATE TABLE snapshot (
  stream text PRIMARY KEY,
  version integer NOT NULL,
  fold_version integer NOT NULL,
  territory text NOT NULL,
  state jsonb NOT NULL
);

-- The answer to each command, for ever. A deadline's and a machine's no-op leaves none.
CREATE TABLE command (
  actor text NOT NULL,
  command_id text NOT NULL,
  body_hash text NOT NULL,
  answer jsonb NOT NULL,
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (actor, command_id)
);

CREATE TABLE engine (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  epoch bigint NOT NULL CHECK (epoch > 0)
);
INSERT INTO engine (epoch) VALUES (1);

CREATE TABLE outbox (
  id bigserial PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('wake', 'mail')),
  stream text NOT NULL,
  version integer NOT NULL,
  payload jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  leased_until timestamptz(3),
  attempts integer NOT NULL DEFAULT 0
);
CREATE INDEX outbox_to_claim ON outbox (leased_until NULLS FIRST, id);

-- A mail to send: identifiers and codes only, addresses and names are read from the vault when it is rendered.
CREATE TABLE mail (
  id uuid PRIMARY KEY,
  stream text NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL,
  recipient_role text NOT NULL,
  recipient_id text NOT NULL,
  data jsonb NOT NULL,
  task jsonb,
  status text NOT NULL DEFAULT 'pending'
    CHECK (status IN ('pending', 'queued', 'sent', 'failed', 'not_due', 'no_address')),
  attempts integer NOT NULL DEFAULT 0,
  message_id text,
  territory text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  sent_at timestamptz(3),
  last_error text
);
CREATE INDEX mail_by_status ON mail (territory, status, created_at, id);
CREATE INDEX mail_by_recipient ON mail (stream, recipient_role, recipient_id, version);

-- Inline tables: upserted in the transaction of the events they follow from, rebuilt from the log to an equal result.
CREATE TABLE journey (
  stream text PRIMARY KEY,
  territory text NOT NULL,
  epci text,
  person text NOT NULL,
  place text,
  place_structure text,
  prescriber_structure text NOT NULL,
  prescriber_agent text NOT NULL,
  mediator text,
  definition text NOT NULL,
  stage text NOT NULL,
  outcome text,
  laptop text,
  referred_at timestamptz(3) NOT NULL,
  closed_at timestamptz(3)
);
CREATE INDEX journey_by_place ON journey (territory, place, referred_at, stream);
CREATE INDEX journey_by_prescriber ON journey (territory, prescriber_structure, referred_at, stream);
CREATE INDEX journey_by_stage ON journey (territory, stage, referred_at, stream);
CREATE INDEX journey_by_epci ON journey (territory, epci, outcome);
CREATE INDEX journey_by_person ON journey (person);

CREATE TABLE device (
  stream text PRIMARY KEY,
  territory text NOT NULL,
  owner text NOT NULL,
  recyclerie text,
  serial text NOT NULL,
  inventory text NOT NULL,
  brand text NOT NULL,
  model text NOT NULL,
  status text NOT NULL,
  ready_on date
);
CREATE INDEX device_ready ON device (owner, ready_on, stream) WHERE status = 'ready';
CREATE INDEX device_list ON device (territory, status, stream);
CREATE UNIQUE INDEX device_serial ON device (territory, serial);

CREATE TABLE structure (
  stream text PRIMARY KEY,
  territory text NOT NULL,
  name text NOT NULL,
  siret text,
  roles text[] NOT NULL
);
CREATE INDEX structure_list ON structure (territory, name, stream);

CREATE TABLE place (
  stream text PRIMARY KEY,
  territory text NOT NULL,
  source text NOT NULL,
  external_id text NOT NULL,
  name text NOT NULL,
  structure text,
  siret text,
  address text,
  postal_code text,
  commune_insee text NOT NULL,
  epci text NOT NULL,
  latitude double precision,
  longitude double precision,
  phone text,
  email text,
  website text,
  opening_hours text,
  services text[] NOT NULL,
  publics text[] NOT NULL,
  labels text[] NOT NULL,
  itinerant boolean NOT NULL
);
CREATE INDEX place_list ON place (territory, name, stream);
CREATE INDEX place_by_structure ON place (structure);

CREATE TABLE actor (
  stream text PRIMARY KEY,
  territory text NOT NULL,
  role text NOT NULL,
  structure text NOT NULL,
  place text
);
CREATE INDEX actor_by_structure ON actor (structure, role);
CREATE INDEX actor_by_place ON actor (place) WHERE place IS NOT NULL;

CREATE TABLE epci (
  territory text NOT NULL,
  siren text NOT NULL,
  stream text NOT NULL,
  name text NOT NULL,
  crosses_border boolean NOT NULL,
  PRIMARY KEY (territory, siren)
);

CREATE TABLE commune (
  territory text NOT NULL,
  insee text NOT NULL,
  stream text NOT NULL,
  name text NOT NULL,
  epci text NOT NULL,
  department text NOT NULL,
  postal_codes text[] NOT NULL,
  PRIMARY KEY (territory, insee)
);

CREATE TABLE person (
  stream text PRIMARY KEY,
  territory text NOT NULL,
  last_handed_over_on date
);

-- Which laptop is promised to whom. These three constraints are what stops a laptop from going to two people,
-- whoever acts at the same moment.
CREATE TABLE binding (
  dotation text NOT NULL,
  device text NOT NULL,
  territory text NOT NULL,
  journey text NOT NULL,
  person text NOT NULL,
  open boolean NOT NULL,
  handed_over boolean NOT NULL,
  PRIMARY KEY (dotation, device)
);
CREATE UNIQUE INDEX binding_one_per_device ON binding (device) WHERE open;
CREATE UNIQUE INDEX binding_one_per_journey ON binding (journey) WHERE open;
-- Somebody equipped years ago may be again: the look-back is a rule of the definition, this only stops two at once.
CREATE UNIQUE INDEX binding_one_per_person ON binding (person) WHERE open AND NOT handed_over;

-- The vault: one row per field, encrypted with the subject's key. The key is elsewhere.
CREATE TABLE vault.entry (
  stream text NOT NULL,
  field text NOT NULL,
  version integer NOT NULL,
  subject text NOT NULL,
  key_id uuid NOT NULL,
  nonce bytea NOT NULL CHECK (length(nonce) = 12),
  cipher bytea NOT NULL,
  territory text NOT NULL,
  PRIMARY KEY (stream, field, version)
);
CREATE INDEX entry_by_subject ON vault.entry (subject);

-- Keyed digests that find likely duplicates. `day` is the hand-over's, on kind 'look_back' alone: what stays of someone erased.
CREATE TABLE vault.digest (
  subject text NOT NULL,
  kind text NOT NULL,
  digest text NOT NULL,
  territory text NOT NULL,
  day date,
  PRIMARY KEY (subject, kind, digest),
  CHECK ((kind = 'look_back') = (day IS NOT NULL))
);
CREATE INDEX digest_search ON vault.digest (digest, kind);

CREATE TABLE keys.person_key (
  subject text PRIMARY KEY,
  key_id uuid NOT NULL UNIQUE,
  wrapped bytea,
  master_id text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  erased_at timestamptz(3),
  CHECK ((wrapped IS NULL) = (erased_at IS NOT NULL))
);

-- Row-level security: a role that owns nothing sees the rows of its actor's territory.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['event', 'head', 'snapshot', 'mail', 'journey', 'device', 'structure', 'place', 'actor',
                              'epci', 'commune', 'person', 'binding', 'vault.entry', 'vault.digest'] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_territory ON %s TO parcours_app USING (sees_territory(territory)) WITH CHECK (sees_territory(territory))', name);
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA public, vault TO parcours_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, vault TO parcours_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO parcours_app;
REVOKE UPDATE, DELETE, TRUNCATE ON event FROM parcours_app;
REVOKE UPDATE, DELETE ON command FROM parcours_app;
REVOKE INSERT, DELETE ON engine FROM parcours_app;
DO $$
BEGIN
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM parcours_app;
  END IF;
END $$;
GRANT USAGE ON SCHEMA keys TO parcours_keys;
GRANT SELECT, INSERT, UPDATE ON keys.person_key TO parcours_keys;
