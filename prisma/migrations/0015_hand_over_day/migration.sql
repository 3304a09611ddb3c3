-- The day that was given for the hand-over, as long as the laptop is kept; null where none was given.
ALTER TABLE dotation ADD COLUMN appointment_at timestamptz(3);
