#!/usr/bin/env bash
# SheetJS (xlsx) 0.18.5 writes a carriage return in a cell as _x000d_, with a small
# d. exceljs 4.4.0 knows that escape in capitals only and shows it as text, so a
# note with Windows line ends reads a_x000d_b there. Each alone brings the text
# back.
#
# Seen 2026-11-28 on Node 20.20.2: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --save-exact xlsx@0.18.5 exceljs@4.4.0
cat > run.mjs <<'JS'
import XLSX from 'xlsx'
import ExcelJS from 'exceljs'
const book = XLSX.utils.book_new()
XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['a\r\nb']]), 'S')
XLSX.writeFile(book, 's.xlsx')
console.log('sheetjs', JSON.stringify(XLSX.readFile('s.xlsx').Sheets.S.A1.v))
const other = new ExcelJS.Workbook()
await other.xlsx.readFile('s.xlsx')
console.log('exceljs', JSON.stringify(other.getWorksheet('S').getCell('A1').value))
JS
cat > expected <<'OUT'
sheetjs "a\r\nb"
exceljs "a_x000d_\nb"
OUT
node run.mjs > got
diff expected got && echo "as described"
