-- Who followed or referred a journey before, and until when they still read it.
CREATE TABLE journey_former (
  journey text NOT NULL,
  number text NOT NULL,
  territory text NOT NULL,
  role text NOT NULL CHECK (role IN ('lieu', 'mediator', 'prescriber')),
  place text,
  structure text,
  agent text,
  until timestamptz(3) NOT NULL,
  PRIMARY KEY (journey, number)
);

ALTER TABLE journey_former ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_territory ON journey_former TO parcours_app
  USING (sees_territory(territory)) WITH CHECK (sees_territory(territory));
GRANT SELECT, INSERT, UPDATE, DELETE ON journey_former TO parcours_app;
