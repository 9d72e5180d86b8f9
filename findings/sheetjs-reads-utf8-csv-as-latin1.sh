#!/usr/bin/env bash
# SheetJS (xlsx) 0.18.5: readFile of a CSV in UTF-8 without a byte order mark reads
# it in one byte a character, so that every letter beyond ASCII becomes two or
# three others; read of the same text as a string is right, and so is readFile with
# codepage: 65001. A day such as 2024-03-05 becomes a number, and a CSV that is
# written from it has 3/5/24.
#
# Seen 2026-11-28 on Node 20.20.2: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --save-exact xlsx@0.18.5
cat > run.mjs <<'JS'
import XLSX from 'xlsx'
import fs from 'node:fs'
const text = 'name,day\nZürich,2024-03-05\n'
fs.writeFileSync('t.csv', text)
const csv = book => JSON.stringify(XLSX.utils.sheet_to_csv(Object.values(book.Sheets)[0]))
console.log('file  ', csv(XLSX.readFile('t.csv')))
console.log('65001 ', csv(XLSX.readFile('t.csv', {codepage: 65001})))
console.log('string', csv(XLSX.read(text, {type: 'string'})))
JS
cat > expected <<'OUT'
file   "name,day\nZÃ¼rich,3/5/24"
65001  "name,day\nZürich,3/5/24"
string "name,day\nZürich,3/5/24"
OUT
node run.mjs > got
diff expected got && echo "as described"
