#!/usr/bin/env bash
# Ids of 16 and 17 digits with types asked for: csv-parse 7.0.3, csvtojson 2.0.14 and
# d3-dsv 3.0.2 change the last digits without a word, papaparse 5.7.1 leaves a
# number beyond 2^53 a text, so that one column holds both. Zeros in front are lost
# in all four.
#
# Seen 2026-11-28 on Node 20.20.2: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --save-exact papaparse@5.7.1 csv-parse@7.0.3 csvtojson@2.0.14 d3-dsv@3.0.2
cat > run.mjs <<'JS'
import Papa from 'papaparse'
import {parse} from 'csv-parse/sync'
import csvtojson from 'csvtojson'
import {csvParse, autoType} from 'd3-dsv'
const text = 'id\n9007199254740993\n12\n007\n'
const show = (name, rows) => console.log(name, rows.map(r => JSON.stringify(r.id)).join(' '))
show('papaparse', Papa.parse(text, {header: true, dynamicTyping: true, skipEmptyLines: true}).data)
show('csv-parse', parse(text, {columns: true, cast: true}))
show('csvtojson', await csvtojson({checkType: true}).fromString(text))
show('d3-dsv', csvParse(text, autoType))
JS
cat > expected <<'OUT'
papaparse "9007199254740993" 12 7
csv-parse 9007199254740992 12 7
csvtojson 9007199254740992 12 7
d3-dsv 9007199254740992 12 7
OUT
node run.mjs > got
diff expected got && echo "as described"
