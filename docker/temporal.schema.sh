#!/bin/sh
# Makes or upgrades Temporal's two databases; what is up to date is left alone.
set -eu
schema=/etc/temporal/schema/postgresql/v12
for database in temporal visibility; do
  name=temporal
  [ "$database" = visibility ] && name=temporal_visibility
  tool="temporal-sql-tool --plugin postgres12 --ep temporal-postgres -p 5432 -u temporal --db $name"
  $tool create
  $tool setup-schema -v 0.0
  $tool update-schema -d "$schema/$database/versioned"
done
