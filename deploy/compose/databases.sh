#!/bin/bash
# Run once by the image of PostgreSQL, on an empty volume: a user and a database for the hub, a user for Odoo, which makes its own.
set -euo pipefail
psql --username postgres --set ON_ERROR_STOP=1 \
  --set hub="$(cat /run/secrets/hub-database-password)" --set odoo="$(cat /run/secrets/odoo-database-password)" <<'SQL'
CREATE ROLE hub LOGIN PASSWORD :'hub';
CREATE DATABASE portal OWNER hub;
CREATE ROLE odoo LOGIN CREATEDB PASSWORD :'odoo';
SQL
