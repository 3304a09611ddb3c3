-- Whose place a journey takes: a mediator's who follows it, or whose freed place is kept for the person. And where somebody
-- is in the line of a lieu: `line_order` sorts byte by byte, and is there while they wait; `line_rank` is the last one told.
ALTER TABLE journey
  ADD COLUMN seat text,
  ADD COLUMN line_order text COLLATE "C",
  ADD COLUMN line_since timestamptz(3),
  ADD COLUMN line_rank integer CHECK (line_rank > 0),
  ADD CHECK ((line_order IS NULL) = (line_since IS NULL)),
  ADD CHECK (line_rank IS NULL OR line_order IS NOT NULL);
UPDATE journey SET seat = mediator WHERE closed_at IS NULL AND stage <> 'evaluation';

-- How many follow somebody, and who waits where: few rows among all those that ended.
CREATE INDEX journey_by_seat ON journey (seat) WHERE seat IS NOT NULL;
CREATE UNIQUE INDEX journey_line ON journey (place, line_order) WHERE line_order IS NOT NULL;
CREATE INDEX journey_line_of_structure ON journey (place_structure, line_order) WHERE line_order IS NOT NULL;
