#!/usr/bin/env bash
# d3-dsv 3.0.2: autoType makes 1 March of 30 February. The form is checked, the
# day is left to Date, which rolls over; a day 31 in a month of 30 moves the same
# way. Of a day 32 it makes a Date that is none, and JSON of it is null. A month
# alone (2024-01) becomes the first of the month. TRUE stays a text, true does not.
#
# Seen 2026-11-28 on Node 20.20.2: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --save-exact d3-dsv@3.0.2
cat > run.mjs <<'JS'
import {csvParse, autoType} from 'd3-dsv'
for (const text of ['2024-02-30', '2023-04-31', '2024-01', '2024-02-32', 'TRUE']) {
  const v = csvParse('v\n' + text + '\n', autoType)[0].v
  console.log(text, typeof v, v instanceof Date ? JSON.stringify(v) : v)
}
JS
cat > expected <<'OUT'
2024-02-30 object "2024-03-01T00:00:00.000Z"
2023-04-31 object "2023-05-01T00:00:00.000Z"
2024-01 object "2024-01-01T00:00:00.000Z"
2024-02-32 object null
TRUE string TRUE
OUT
node run.mjs > got
diff expected got && echo "as described"
