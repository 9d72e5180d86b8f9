#!/usr/bin/env bash
# fast-csv 5.0.8 writes a Date as Date.toString does, in the words and the time zone
# of the machine: the same instant is another text on every host, seconds are all
# that is left of it, and no program reads it as a date again. true and false are
# words, undefined and null nothing.
#
# Seen 2026-11-28 on Node 20.20.2: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --save-exact fast-csv@5.0.8
cat > run.mjs <<'JS'
import {writeToString} from 'fast-csv'
for (const zone of ['UTC', 'Asia/Kolkata']) {
  process.env.TZ = zone
  console.log(await writeToString([[new Date(Date.UTC(2024, 0, 2, 20, 4, 5, 678)), true, false, null]]))
}
JS
cat > expected <<'OUT'
Tue Jan 02 2024 20:04:05 GMT+0000 (Coordinated Universal Time),true,false,
Wed Jan 03 2024 01:34:05 GMT+0530 (India Standard Time),true,false,
OUT
node run.mjs > got
diff expected got && echo "as described"
