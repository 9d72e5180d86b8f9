#!/usr/bin/env bash
# DuckDB 1.5.6: a column of days that can be read both ways (03/04/2024) becomes
# a DATE with the day first, on every machine and in every locale, and without a
# warning. One day that only fits the other way turns the whole column round, rows
# that were read before included: the same cell means April or March by what
# stands in other rows.
#
# Seen 2026-11-28 on Node 20.20.2: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --save-exact @duckdb/node-api@1.5.6-r.1
cat > run.mjs <<'JS'
import {DuckDBInstance} from '@duckdb/node-api'
import fs from 'node:fs'
const db = await (await DuckDBInstance.create(':memory:')).connect()
for (const second of ['05/06/2024', '05/16/2024']) {
  fs.writeFileSync('t.csv', 'id,day\n1,03/04/2024\n2,' + second + '\n')
  const r = await db.runAndReadAll("select day from read_csv('t.csv')")
  console.log(JSON.stringify(r.getRowObjectsJson().map(row => row.day)))
}
JS
cat > expected <<'OUT'
["2024-04-03","2024-06-05"]
["2024-03-04","2024-05-16"]
OUT
node run.mjs > got
diff expected got && echo "as described"
