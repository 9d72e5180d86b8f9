#!/usr/bin/env bash
# Runs foreign clients on the sandbox: node-zendesk from npm, go-zendesk from the
# module proxy, zenpy and mercury-orm from Python's packages, in a temporary folder. It ends red
# when a call fails that works on the service; a client that cannot be installed is
# said to be left out. Not part of CI: the requests that these clients send stand
# beside this file and are.
#
# Usage: api/sandbox/testdata/clients/run.sh
set -euo pipefail
root=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT

(cd "$root" && go build -o "$work/zco" .)
HOME=$work "$work/zco" sandbox --listen 127.0.0.1:0 --index-lag 0 > "$work/env" &
server=$!
until grep -q ZENDESK_API_TOKEN "$work/env"; do
	kill -0 "$server" # it ended: there is nothing to wait for
	read -rt 0.1 <> <(:) || true
done
set -a
# shellcheck source=/dev/null
. "$work/env"
set +a
failed=0
left_out() { echo "-    $1 cannot be installed here and is left out" >&2; }

cat > "$work/client.mjs" <<'JS'
import zendesk from 'node-zendesk' // CommonJS: no named exports
const {createClient} = zendesk
const c = createClient({username: process.env.ZENDESK_EMAIL, token: process.env.ZENDESK_API_TOKEN, endpointUri: process.env.ZENDESK_BASE_URL + '/api/v2'})
let bad = 0
const run = async (name, call) => {
  try {
    const got = await call()
    console.log('ok   node-zendesk', name)
    return got
  } catch (e) { bad++; console.log('FAIL node-zendesk', name, e.statusCode ?? '', e.message) }
}
const of = (r, key) => r?.result?.[key] ?? r?.result ?? r?.[key] ?? r
const list = await run('groupmemberships.list', () => c.groupmemberships.list())
const one = of(list, 'group_memberships')[4]
await run('groupmemberships.show', () => c.groupmemberships.show(one.id))
await run('groupmemberships.showByUser', () => c.groupmemberships.showByUser(one.user_id, one.id))
await run('groupmemberships.makeDefault', () => c.groupmemberships.makeDefault(one.user_id, one.id))
await run('groupmemberships.listByUser', () => c.groupmemberships.listByUser(one.user_id))
await run('groupmemberships.listAssignable', () => c.groupmemberships.listAssignable())
await run('groupmemberships.delete', () => c.groupmemberships.delete(one.id))
const items = of(await run('dynamiccontent.listItems', () => c.dynamiccontent.listItems()), 'items')
await run('dynamiccontent.showItem', () => c.dynamiccontent.showItem(items[0].id))
await run('dynamiccontentvariants.list', () => c.dynamiccontentvariants.list(items[0].id))
const roles = of(await run('customagentroles.list', () => c.customagentroles.list()), 'custom_roles')
await run('customagentroles.show', () => c.customagentroles.show(roles[0].id))
const made = of(await run('customagentroles.create', () => c.customagentroles.create({name: 'Night shift', configuration: {ticket_access: 'within-groups'}})), 'custom_role')
await run('customagentroles.delete', () => c.customagentroles.delete(made.id))
await run('locales.list', () => c.locales.list())
await run('locales.current', () => c.locales.current())
await run('jobstatuses.list', () => c.jobstatuses.list())
process.exit(bad ? 1 : 0)
JS
if (cd "$work" && echo '{"private":true,"type":"module"}' > package.json && npm install --silent --no-audit --no-fund node-zendesk@6.0.1 > npm.log 2>&1); then
	(cd "$work" && node client.mjs) || failed=1
else
	left_out node-zendesk
fi

mkdir "$work/go"
cat > "$work/go/main.go" <<'GO'
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/nukosuke/go-zendesk/zendesk"
)

var bad int

func run(name string, err error) {
	if err != nil {
		bad++
		fmt.Println("FAIL go-zendesk", name, err)
		return
	}
	fmt.Println("ok   go-zendesk", name)
}

func main() {
	ctx := context.Background()
	c, err := zendesk.NewClient(nil)
	run("NewClient", err)
	run("SetEndpointURL", c.SetEndpointURL(os.Getenv("ZENDESK_BASE_URL")+"/api/v2"))
	c.SetCredential(zendesk.NewAPITokenCredential(os.Getenv("ZENDESK_EMAIL"), os.Getenv("ZENDESK_API_TOKEN")))
	list, _, err := c.ListCustomObjectRecords(ctx, "store", nil)
	run("ListCustomObjectRecords", err)
	if len(list) == 0 {
		fmt.Println("FAIL go-zendesk: no records")
		os.Exit(1)
	}
	_, err = c.ShowCustomObjectRecord(ctx, "store", list[0].ID)
	run("ShowCustomObjectRecord", err)
	_, _, err = c.AutocompleteSearchCustomObjectRecords(ctx, "store", &zendesk.CustomObjectAutocompleteOptions{Name: "De"})
	run("AutocompleteSearchCustomObjectRecords", err)
	_, _, err = c.SearchCustomObjectRecords(ctx, "store", &zendesk.SearchCustomObjectRecordsOptions{Query: "De"})
	run("SearchCustomObjectRecords", err)
	os.Exit(min(bad, 1))
}
GO
if (cd "$work/go" && go mod init client && go get github.com/nukosuke/go-zendesk/zendesk@v0.18.0) > "$work/go.log" 2>&1; then
	(cd "$work/go" && go run .) || failed=1
else
	left_out go-zendesk
fi

cat > "$work/zenpy.client.py" <<'PY'
import os, sys
import requests
from requests.adapters import HTTPAdapter
from zenpy import Zenpy

base = os.environ["ZENDESK_BASE_URL"]

class Sandbox(HTTPAdapter):
    # zenpy knows only https and the account's domain.
    def send(self, request, **how):
        asked, request.url = request.url, base + request.path_url
        answer = super().send(request, **how)
        answer.url = request.url = asked  # it tells by the address what came
        return answer

session = requests.Session()
session.mount("https://", Sandbox())
c = Zenpy(subdomain="sandbox", email=os.environ["ZENDESK_EMAIL"], token=os.environ["ZENDESK_API_TOKEN"], session=session)
bad = 0

def run(name, call):
    global bad
    try:
        got = call()
        print("ok   zenpy", name)
        return got
    except Exception as e:
        bad = 1
        print("FAIL zenpy", name, type(e).__name__, e)

run("users.me", lambda: c.users.me().id)
run("users", lambda: [u.id for u in c.users(ids=[10001, 10002])])
run("custom_statuses", lambda: [s.id for s in c.custom_statuses()])
members = run("group_memberships", lambda: list(c.group_memberships()))
run("group_memberships(id)", lambda: c.group_memberships(id=members[0].id).group_id)
items = run("dynamic_content", lambda: list(c.dynamic_content()))
run("dynamic_content.variants", lambda: [v.id for v in c.dynamic_content.variants(items[0].id)])
run("job_status", lambda: list(c.job_status()))
run("locales", lambda: list(c.locales()))
run("groups", lambda: [g.name for g in c.groups()])
sys.exit(bad)
PY

# A row's own delete asks for an object named as the class is, in capitals: not
# tried, as no account has one.
cat > "$work/mercuryorm.client.py" <<'PY'
import os, sys
from mercuryorm.client.connection import ZendeskAPIClient

ZendeskAPIClient.BASE_URL = os.environ["ZENDESK_BASE_URL"] + "/api/v2"

from mercuryorm import fields
from mercuryorm.base import CustomObject
from mercuryorm.zendesk_manager import ZendeskObjectManager

class Horse(CustomObject):
    name = fields.NameField(unique=True)
    code = fields.TextField("code")
    weight = fields.DecimalField("weight")
    colour = fields.DropdownField("colour", choices=["bay", "grey"])

bad = 0

def run(name, call):
    global bad
    try:
        got = call()
        print("ok   mercury-orm", name)
        return got
    except Exception as e:
        bad = 1
        print("FAIL mercury-orm", name, type(e).__name__, e)

run("create_custom_object_from_model", lambda: ZendeskObjectManager().create_custom_object_from_model(Horse))
horse = Horse(name="Bucephalus", code="12", weight=500.5, colour="bay")
run("save", lambda: horse.save())
run("objects.create", lambda: Horse.objects.create(name="Marengo", colour="grey"))
run("get", lambda: Horse.objects.get(id=horse.id))
run("all", lambda: list(Horse.objects.all()))
run("save again", lambda: (setattr(horse, "weight", 501.5), horse.save()))
run("objects.delete", lambda: Horse.objects.delete(horse.id))
sys.exit(bad)
PY

python=${PYTHON:-python3}
pythons() { # module, package
	if "$python" -c "import $1" 2> /dev/null; then # it is here already
		"$python" "$work/$1.client.py" || failed=1
	elif { "$python" -m venv "$work/$1" && "$work/$1/bin/pip" install --quiet --retries 0 "$2"; } > "$work/pip.log" 2>&1; then
		"$work/$1/bin/python" "$work/$1.client.py" || failed=1
	else
		left_out "$2"
	fi
}
pythons zenpy zenpy==2.0.57
pythons mercuryorm mercury-orm

[ "$failed" = 0 ] || { echo "a foreign client found something else than on the service" >&2; exit 1; }
