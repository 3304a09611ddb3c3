-- What a laptop has and what somebody needs of one, by the codes of the territory's list: a laptop goes to whom it serves.
ALTER TABLE device ADD COLUMN features text[] NOT NULL DEFAULT '{}';
ALTER TABLE dotation ADD COLUMN needs text[] NOT NULL DEFAULT '{}';
