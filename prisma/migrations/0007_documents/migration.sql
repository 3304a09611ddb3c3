-- Documents of a journey: scans and what was signed, encrypted with their person's key like every personal datum.
CREATE TABLE vault.document (
  id uuid PRIMARY KEY,
  stream text NOT NULL,
  subject text NOT NULL,
  kind text NOT NULL,
  media_type text NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
  bytes integer NOT NULL CHECK (bytes BETWEEN 1 AND 5242880),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  key_id uuid NOT NULL,
  nonce bytea NOT NULL CHECK (length(nonce) = 12),
  cipher bytea NOT NULL,
  territory text NOT NULL,
  created_at timestamptz(3) NOT NULL
);
CREATE INDEX document_by_subject ON vault.document (subject);
-- It is random to whoever has no key: trying to compress it costs time and gains nothing.
ALTER TABLE vault.document ALTER COLUMN cipher SET STORAGE EXTERNAL;

ALTER TABLE vault.document ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_territory ON vault.document TO parcours_app
  USING (sees_territory(territory)) WITH CHECK (sees_territory(territory));
GRANT SELECT, INSERT, DELETE ON vault.document TO parcours_app;
