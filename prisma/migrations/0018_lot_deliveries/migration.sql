-- What was ordered of a lot stays known beside what was received of it, in one delivery or several.
ALTER TABLE lot DROP CONSTRAINT lot_laptops_expected_check;
ALTER TABLE lot RENAME COLUMN laptops_expected TO laptops_received;
UPDATE lot SET laptops_received = 0 WHERE received_on IS NULL;
ALTER TABLE lot ADD CHECK (laptops_received >= 0);

-- A label is read in capitals or not: two numbers that differ by that alone are of one machine, or of one order.
DROP INDEX device_serial, device_inventory, lot_order;
CREATE UNIQUE INDEX device_serial ON device (territory, upper(serial));
CREATE UNIQUE INDEX device_inventory ON device (territory, upper(inventory));
CREATE UNIQUE INDEX lot_order ON lot (territory, owner, upper(order_mark));
