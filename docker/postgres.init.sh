#!/bin/sh
# Run once by the postgres image: the owner of the database is no superuser, but makes the application's roles.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$OWNER_PASSWORD" --username "$POSTGRES_USER" <<'SQL'
CREATE ROLE parcours_owner LOGIN CREATEROLE PASSWORD :'password';
CREATE DATABASE parcours OWNER parcours_owner;
SQL
