#!/usr/bin/env bash
# A text that looks like an escape of .xlsx, _x0041_, which somebody typed: neither
# SheetJS 0.18.5 nor exceljs 4.4.0 guards it when writing (the format has _x005F_
# for that), so their own file reads A. Who reads it decides: exceljs leaves it in
# the file of SheetJS as it is, and undoes it in its own.
#
# Seen 2026-11-28 on Node 20.20.2: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --save-exact xlsx@0.18.5 exceljs@4.4.0 read-excel-file@9.3.17
cat > run.mjs <<'JS'
import XLSX from 'xlsx'
import ExcelJS from 'exceljs'
import readFile from 'read-excel-file/node'
const book = XLSX.utils.book_new()
XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['_x0041_']]), 'S')
XLSX.writeFile(book, 'sheetjs.xlsx')
const other = new ExcelJS.Workbook()
other.addWorksheet('S').addRow(['_x0041_'])
await other.xlsx.writeFile('exceljs.xlsx')
for (const file of ['sheetjs.xlsx', 'exceljs.xlsx']) {
  const e = new ExcelJS.Workbook()
  await e.xlsx.readFile(file)
  console.log(file, 'sheetjs', XLSX.readFile(file).Sheets.S.A1.v, 'exceljs', e.getWorksheet('S').getCell('A1').value,
    'read-excel-file', (await readFile(file))[0].data[0][0])
}
JS
cat > expected <<'OUT'
sheetjs.xlsx sheetjs A exceljs _x0041_ read-excel-file A
exceljs.xlsx sheetjs A exceljs A read-excel-file A
OUT
node run.mjs > got
diff expected got && echo "as described"
