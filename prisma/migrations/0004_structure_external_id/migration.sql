-- What a structure is called in the network's own list, by which files name it.
ALTER TABLE structure ADD COLUMN external_id text;
