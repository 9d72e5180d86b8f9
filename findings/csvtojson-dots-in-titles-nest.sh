#!/usr/bin/env bash
# csvtojson 2.0.14: a dot in the title of a column is a path. "No. of ports" becomes
# an object No with a member " of ports", and of two columns "Price" and "Price.net"
# the first loses its value. Blanks around values are cut. flatKeys: true and
# trim: false leave both alone.
#
# Seen 2026-11-28 on Node 20.20.2: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --save-exact csvtojson@2.0.14
cat > run.mjs <<'JS'
import csvtojson from 'csvtojson'
const text = 'No. of ports,Price,Price.net\n4, 10 ,8\n'
console.log(JSON.stringify(await csvtojson().fromString(text)))
console.log(JSON.stringify(await csvtojson({flatKeys: true, trim: false}).fromString(text)))
JS
cat > expected <<'OUT'
[{"No":{" of ports":"4"},"Price":{"net":"8"}}]
[{"No. of ports":"4","Price":" 10 ","Price.net":"8"}]
OUT
TZ=UTC node run.mjs > got
diff expected got && echo "as described"
