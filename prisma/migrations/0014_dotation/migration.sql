-- The receipt that is to be signed at the counter, or that was: the bytes are in the vault, the hash tells which they are.
ALTER TABLE dotation
  ADD COLUMN receipt_version integer CHECK (receipt_version > 0),
  ADD COLUMN receipt_sha256 text CHECK (receipt_sha256 ~ '^[0-9a-f]{64}$'),
  ADD COLUMN receipt_document uuid,
  ADD COLUMN receipt_signed_on date,
  ADD CHECK ((receipt_version IS NULL) = (receipt_sha256 IS NULL) AND (receipt_version IS NULL) = (receipt_document IS NULL)),
  ADD CHECK (receipt_signed_on IS NULL OR receipt_version IS NOT NULL);

-- What a receipt bears for after-sales: it leads to a laptop, and to nobody.
ALTER TABLE binding ADD COLUMN ticket text;
CREATE UNIQUE INDEX binding_one_per_ticket ON binding (ticket);
