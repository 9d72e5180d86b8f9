#!/usr/bin/env bash
# DuckDB 1.5.6: read_csv drops rows that begin with # without a word, because the
# sniffer takes # for the sign of a comment as soon as one line begins with it.
# Nothing in RFC 4180 has comments; a ticket number or a colour in the first
# column is enough. comment = '' reads all rows.
#
# Seen 2026-11-28 on Node 20.20.2: of three rows one is left; with comment = ''
# three.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --save-exact @duckdb/node-api@1.5.6-r.1
cat > run.mjs <<'JS'
import {DuckDBInstance} from '@duckdb/node-api'
import fs from 'node:fs'
fs.writeFileSync('t.csv', 'ticket,subject\n#1,Printer\n#2,Screen\n3,Phone\n')
const db = await (await DuckDBInstance.create(':memory:')).connect()
for (const option of ['', ", comment = ''"]) {
  const r = await db.runAndReadAll(`select * from read_csv('t.csv'${option})`)
  console.log(JSON.stringify(r.getRowObjectsJson()))
}
JS
cat > expected <<'OUT'
[{"ticket":"3","subject":"Phone"}]
[{"ticket":"#1","subject":"Printer"},{"ticket":"#2","subject":"Screen"},{"ticket":"3","subject":"Phone"}]
OUT
node run.mjs > got
diff expected got && echo "as described"
