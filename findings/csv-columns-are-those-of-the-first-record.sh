#!/usr/bin/env bash
# papaparse 5.7.1, csv-stringify 6.9.0 and fast-csv 5.0.8 take the columns of a file
# from its first record: what only later ones have is left out without a word, as
# where an API omits what is empty. @json2csv/plainjs 7.0.8 writes them all;
# jsonexport 3.2.0 as well, but leaves the rows before them a cell short, which
# strict readers refuse.
#
# Seen 2026-11-28 on Node 20.20.2: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --save-exact papaparse@5.7.1 csv-stringify@6.9.0 fast-csv@5.0.8 @json2csv/plainjs@7.0.8 jsonexport@3.2.0
cat > run.mjs <<'JS'
import Papa from 'papaparse'
import {stringify} from 'csv-stringify/sync'
import {writeToBuffer} from 'fast-csv'
import {Parser} from '@json2csv/plainjs'
import jsonexport from 'jsonexport'
const records = [{id: 1, name: 'a'}, {id: 2, name: 'b', note: 'lost'}]
const show = (name, text) => console.log(name, JSON.stringify(String(text).trim()))
show('papaparse', Papa.unparse(records))
show('csv-stringify', stringify(records, {header: true}))
show('fast-csv', await writeToBuffer(records, {headers: true}))
show('json2csv', new Parser().parse(records))
show('jsonexport', await jsonexport(records))
JS
cat > expected <<'OUT'
papaparse "id,name\r\n1,a\r\n2,b"
csv-stringify "id,name\n1,a\n2,b"
fast-csv "id,name\n1,a\n2,b"
json2csv "\"id\",\"name\",\"note\"\n1,\"a\",\n2,\"b\",\"lost\""
jsonexport "id,name,note\n1,a\n2,b,lost"
OUT
TZ=UTC node run.mjs > got
diff expected got && echo "as described"
