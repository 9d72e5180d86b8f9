#!/usr/bin/env bash
# node-zendesk 6.0.1: dynamic content is sent bare, where the API takes it in an
# envelope, {"item":{...}} and {"variant":{...}}, while customagentroles and
# groupmemberships beside it wrap what they are given. Whoever calls both the same
# way sends one of them wrong; the types, object, do not tell.
#
# Seen 2026-11-28 on Node 20.20.2, against a server that prints what comes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --save-exact node-zendesk@6.0.1
cat > run.mjs <<'JS'
import zendesk from 'node-zendesk'
import http from 'node:http'
const server = http.createServer((req, res) => {
  let body = ''
  req.on('data', d => { body += d }).on('end', () => {
    console.log(req.method, req.url, body)
    res.setHeader('content-type', 'application/json')
    res.end('{}')
  })
})
await new Promise(done => server.listen(0, '127.0.0.1', done))
const c = zendesk.createClient({username: 'a@b.example', token: 't', endpointUri: 'http://127.0.0.1:' + server.address().port + '/api/v2'})
await c.dynamiccontent.createItem({name: 'greeting'})
await c.customagentroles.create({name: 'Night shift'})
await c.dynamiccontentvariants.create(5, {locale_id: 1, content: 'hello'})
await c.dynamiccontentvariants.update(5, 7, {content: 'hello'})
server.close()
server.closeAllConnections()
JS
cat > expected <<'OUT'
POST /api/v2/dynamic_content/items.json {"name":"greeting"}
POST /api/v2/custom_roles.json {"custom_role":{"name":"Night shift"}}
POST /api/v2/dynamic_content/items/5/variants.json {"locale_id":1,"content":"hello"}
PUT /api/v2/dynamic_content/items/5/variants/7.json {"content":"hello"}
OUT
node run.mjs > got
diff expected got && echo "as described"
