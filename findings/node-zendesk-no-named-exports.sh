#!/usr/bin/env bash
# node-zendesk 6.0.1: its ReadMe says to import {createClient} in TypeScript, and its
# types agree; the package is minified CommonJS in which Node finds no names, so
# that the import type-checks and fails at the start. The default import has it.
#
# Seen 2026-11-28 on Node 20.20.2: as printed below.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --save-exact node-zendesk@6.0.1
cat > run.mjs <<'JS'
import zendesk from 'node-zendesk'
import fs from 'node:fs'
console.log(typeof zendesk.createClient)
fs.writeFileSync('named.mjs', "import {createClient} from 'node-zendesk'\nconsole.log(createClient)")
try { await import('./named.mjs') } catch (e) { console.log(e.name, e.message.split('.')[0]) }
JS
cat > expected <<'OUT'
function
SyntaxError Named export 'createClient' not found
OUT
node run.mjs > got
diff expected got && echo "as described"
