-- Whether the last diagnostic said that a laptop is needed; null until one has said.
ALTER TABLE journey ADD COLUMN laptop_needed boolean;
