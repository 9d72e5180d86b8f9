#!/usr/bin/env bash
# exceljs 4.4.0: a lone carriage return and CR LF in a cell come back as a line
# feed, as they are written raw and an XML reader must do so; a control character
# is dropped; a text of 40,000 characters is written without a word, though the
# format allows 32,767 and other writers refuse it.
#
# Seen 2026-11-28 on Node 20.20.2: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --save-exact exceljs@4.4.0
cat > run.mjs <<'JS'
import ExcelJS from 'exceljs'
const book = new ExcelJS.Workbook()
const sheet = book.addWorksheet('S')
for (const v of ['a\rb', 'a\r\nb', 'bell\u0007', 'x'.repeat(40000)]) sheet.addRow([v])
const again = new ExcelJS.Workbook()
await again.xlsx.load(await book.xlsx.writeBuffer())
again.getWorksheet('S').eachRow(row => {
  const v = row.getCell(1).value
  console.log(v.length, JSON.stringify(v.slice(0, 8)))
})
JS
cat > expected <<'OUT'
3 "a\nb"
3 "a\nb"
4 "bell"
40000 "xxxxxxxx"
OUT
node run.mjs > got
diff expected got && echo "as described"
