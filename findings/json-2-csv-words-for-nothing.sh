#!/usr/bin/env bash
# json-2-csv 5.6.0 writes the words undefined and null where a property has no
# value, unquoted, and reads them back as nothing: a person called Null, or a text
# null, comes back as nothing. Booleans, numbers and JSON in texts change their
# type on the way as well.
#
# Seen 2026-11-28 on Node 20.20.2: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --save-exact json-2-csv@5.6.0
cat > run.mjs <<'JS'
import {json2csv, csv2json} from 'json-2-csv'
const rows = [{name: 'Null', note: 'null', missing: undefined, nothing: null, text: 'true', code: '12'}]
const text = json2csv(rows)
console.log(text)
console.log(JSON.stringify(csv2json(text)))
JS
cat > expected <<'OUT'
name,note,missing,nothing,text,code
Null,null,undefined,null,true,12
[{"name":"Null","note":null,"nothing":null,"text":true,"code":12}]
OUT
node run.mjs > got
diff expected got && echo "as described"
