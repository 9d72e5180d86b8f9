#!/usr/bin/env bash
# csv-parse 7.0.3 with cast: true makes the number 0 of a cell 0x1A, and of every
# other hexadecimal, octal (0o17) or binary (0b11) text. It takes them for
# numbers and reads them with parseFloat, which stops at the letter. No error, no
# warning: an article number 0x1A comes out as 0.
#
# Seen 2026-11-28 on Node 20.20.2:
#   0x1A -> 0, 0b11 -> 0, 0o17 -> 0, 0xZZ -> "0xZZ", 26 -> 26
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --save-exact csv-parse@7.0.3
cat > run.mjs <<'JS'
import {parse} from 'csv-parse/sync'
for (const text of ['0x1A', '0b11', '0o17', '0xZZ', '26']) {
  console.log(text, JSON.stringify(parse(text + '\n', {cast: true})[0][0]))
}
JS
cat > expected <<'OUT'
0x1A 0
0b11 0
0o17 0
0xZZ "0xZZ"
26 26
OUT
node run.mjs > got
diff expected got && echo "as described"
