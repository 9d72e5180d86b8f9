#!/usr/bin/env bash
# csv-stringify 6.9.0 writes true as 1 and false as nothing at all, so that false
# and null look alike in the file; csv-parse 7.0.3 of the same project reads
# neither back. A checkbox that was unticked becomes one that was never set.
# Dates are written as milliseconds, which is no form that other programs read.
#
# Seen 2026-11-28 on Node 20.20.2:
#   [true, false, null, 2024-01-02] is written as  1,,,1704153600000
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --save-exact csv-stringify@6.9.0 csv-parse@7.0.3
cat > run.mjs <<'JS'
import {stringify} from 'csv-stringify/sync'
import {parse} from 'csv-parse/sync'
const text = stringify([[true, false, null, new Date(Date.UTC(2024, 0, 2))]])
process.stdout.write(text)
console.log(JSON.stringify(parse(text, {cast: true, cast_date: true})[0]))
JS
cat > expected <<'OUT'
1,,,1704153600000
[1,"","",1704153600000]
OUT
node run.mjs > got
diff expected got && echo "as described"
