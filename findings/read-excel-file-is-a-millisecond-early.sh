#!/usr/bin/env bash
# read-excel-file 9.3.17: 13:04:05 comes back as 13:04:04.999, as days are numbers
# in .xlsx and the last bit is not rounded; printed or stored to the second, it is a
# second early. Blanks around texts are cut, a text _x0041_ that somebody typed comes
# back as A. All of it through write-excel-file 4.1.1 of the same author, and
# without a word.
#
# Seen 2026-11-28 on Node 20.20.2: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --save-exact read-excel-file@9.3.17 write-excel-file@4.1.1
cat > run.mjs <<'JS'
import write from 'write-excel-file/node'
import read from 'read-excel-file/node'
const row = ['  pad  ', '_x0041_', new Date(Date.UTC(2024, 2, 5, 13, 4, 5))]
const cells = row.map(value => value instanceof Date ? {value, type: Date, format: 'yyyy-mm-dd hh:mm:ss'} : {value})
await (await write([cells])).toFile('t.xlsx')
const [sheet] = await read('t.xlsx')
console.log(JSON.stringify(row))
console.log(JSON.stringify((sheet.data ?? [sheet])[0]))
JS
cat > expected <<'OUT'
["  pad  ","_x0041_","2024-03-05T13:04:05.000Z"]
["pad","A","2024-03-05T13:04:04.999Z"]
OUT
TZ=UTC node run.mjs > got
diff expected got && echo "as described"
