-- Laptops go from one owner's stock to another's only by an agreement, called by the number of its document.
CREATE TABLE transfer_agreement (
  owner text NOT NULL,
  document text NOT NULL,
  territory text NOT NULL,
  receiver text NOT NULL,
  laptops integer NOT NULL CHECK (laptops > 0),
  agreed_on date NOT NULL,
  until date NOT NULL CHECK (until >= agreed_on),
  ended_on date,
  PRIMARY KEY (owner, document),
  CHECK (owner <> receiver)
);
CREATE INDEX transfer_agreement_between ON transfer_agreement (owner, receiver);

ALTER TABLE transfer_agreement ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_territory ON transfer_agreement TO parcours_app
  USING (sees_territory(territory)) WITH CHECK (sees_territory(territory));
GRANT SELECT, INSERT, UPDATE, DELETE ON transfer_agreement TO parcours_app;

-- The use of an agreement is counted where the laptop is bound: each takes one of its numbers, 1 to as many as were agreed.
-- One that was handed over keeps its number for ever, whatever becomes of it.
ALTER TABLE binding
  ADD COLUMN agreement_owner text,
  ADD COLUMN agreement text,
  ADD COLUMN agreement_number integer CHECK (agreement_number > 0),
  ADD CHECK ((agreement IS NULL) = (agreement_owner IS NULL) AND (agreement IS NULL) = (agreement_number IS NULL));
CREATE UNIQUE INDEX binding_one_per_agreed_laptop ON binding (agreement_owner, agreement, agreement_number)
  WHERE open OR handed_over;
