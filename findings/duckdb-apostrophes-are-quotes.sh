#!/usr/bin/env bash
# DuckDB 1.5.6: where every cell of a column stands in apostrophes, read_csv takes
# the apostrophe for the quote and removes it, commas inside included. That is how
# programs guard numbers and formulas against spreadsheets ('00123'), so guarded
# cells lose their guard or join what two columns were. quote = '"' keeps them.
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
fs.writeFileSync('t.csv', "id,code\n1,'00123'\n2,'00456'\n")
const db = await (await DuckDBInstance.create(':memory:')).connect()
for (const option of ['', ", quote = '\"', null_padding = true, strict_mode = false"]) {
  try {
    const r = await db.runAndReadAll(`select * from read_csv('t.csv'${option})`)
    console.log(JSON.stringify(r.getRowObjectsJson()))
  } catch (e) { console.log(e.message.split('\n')[0]) }
}
JS
cat > expected <<'OUT'
[{"id":"1","code":"00123"},{"id":"2","code":"00456"}]
[{"id":"1","code":"'00123'"},{"id":"2","code":"'00456'"}]
OUT
node run.mjs > got
diff expected got && echo "as described"
