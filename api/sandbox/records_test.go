package sandbox

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const assets = "/api/v2/custom_objects/asset/records"

// firstAsset is the id of the first derived asset.
func firstAsset(s *Server) string { return s.objects["asset"].base.id(0) }

func TestRecordOperations(t *testing.T) {
	s := testServer()
	id := firstAsset(s)
	vendor := s.objects["vendor"]
	store := s.objects["store"]
	play(t, s, []step{
		{why: "shows a record", line: "GET " + assets + "/" + id, status: 200, at: []string{
			"custom_object_record.id", `"` + id + `"`, "custom_object_record.custom_object_key", `"asset"`,
			"custom_object_record.external_id", `"AST-00000001"`, "custom_object_record.photo", "null",
			"custom_object_record.custom_object_fields.serial_number", `"SN-00000001"`,
			"custom_object_record.url", `"http://sandbox.example` + assets + "/" + id + `.json"`,
		}},
		{why: "takes the suffix", line: "GET " + assets + "/" + id + ".json", status: 200},
		{why: "takes a head", line: "HEAD " + assets + "/" + id, status: 200},
		{why: "knows no such id", line: "GET " + assets + "/01GCSJW391QVSC80GYDH7E93Q6", status: 404, want: `{"error":"RecordNotFound","description":"Not found"}`},
		{why: "knows no such object", line: "GET /api/v2/custom_objects/car/records", status: 404, want: `{"error":"RecordNotFound","description":"Not found"}`},
		{why: "knows no such endpoint", line: "GET /api/v2/custom_objects/asset/rekords", status: 404, want: `{"error":"InvalidEndpoint","description":"Not found"}`},
		{why: "lets nobody in without credentials", as: "-", line: "GET " + assets, status: 401, want: `{"error":"Couldn't authenticate you"}`},
		{why: "lets no end user in", as: "customer1@mail.example", line: "GET " + assets, status: 403, at: []string{"error.title", `"Forbidden"`}},
		{why: "keeps the payroll closed", line: "GET /api/v2/custom_objects/payroll/records", status: 403, at: []string{"error.title", `"Forbidden"`}},
		{why: "opens the payroll to one agent", as: "agent2@sandbox.example", line: "GET /api/v2/custom_objects/payroll/records", status: 200},
		{why: "has an empty object", line: "GET /api/v2/custom_objects/inspection/records", status: 200,
			want: `{"custom_object_records":[],"links":{"next":null,"prev":null},"meta":{"has_more":false,"after_cursor":null,"before_cursor":null}}`},
		{why: "finds by ids, whatever the brackets", line: "GET " + assets + "?filter%5Bids%5D=" + id + ",nope", status: 200, at: []string{"custom_object_records.#", "1"}},
		{why: "finds by external ids", line: "GET " + assets + "?filter[external_ids]=AST-00000001,AST-00000003,ast-00000004", status: 200, at: []string{"custom_object_records.#", "2"}},
		{why: "counts", line: "GET " + assets + "/count", status: 200, want: `{"count":{"value":200,"refreshed_at":"2026-11-21T10:00:00Z"}}`},
		{why: "changes one field and nothing else", line: "PATCH " + assets + "/" + id, status: 200,
			send: `{"custom_object_record":{"custom_object_fields":{"ports":"7"}}}`,
			at: []string{"custom_object_record.custom_object_fields.ports", "7", "custom_object_record.custom_object_fields.serial_number", `"SN-00000001"`,
				"custom_object_record.updated_at", `"2026-11-21T10:00:00Z"`, "custom_object_record.updated_by_user_id", `"10001"`}},
		{why: "clears with null", line: "PATCH " + assets + "/" + id, status: 200,
			send: `{"custom_object_record":{"external_id":null,"custom_object_fields":{"ports":null}}}`,
			at:   []string{"custom_object_record.custom_object_fields.ports", "null", "custom_object_record.external_id", "null"}},
		{why: "warns of what it ignores", line: "PATCH " + assets + "/" + id, status: 200,
			send:   `{"custom_object_record":{"id":"x","custom_object_fields":{"nope":1,"repair_count":9}}}`,
			header: []string{"X-Zendesk-Api-Warn", `{:allowed_parameters=>{:controller=>"records", :action=>"update", :unpermitted_keys=>["custom_object_record.id", "custom_object_record.custom_object_fields.nope", "custom_object_record.custom_object_fields.repair_count"], :invalid_values=>[]}}`}},
		{why: "resolves a lookup by name", line: "PATCH " + assets + "/" + id, status: 200,
			send: `{"custom_object_record":{"custom_object_fields":{"supplier":"name:Fjord Hardware AS"}}}`,
			at:   []string{"custom_object_record.custom_object_fields.supplier", `"` + mustName(t, vendor, "Fjord Hardware AS") + `"`}},
		{why: "resolves a lookup by external id", line: "PATCH " + assets + "/" + id, status: 200,
			send: `{"custom_object_record":{"custom_object_fields":{"store":"external_id:STO-00000002","customer":30003}}}`,
			at:   []string{"custom_object_record.custom_object_fields.store", `"` + store.base.id(1) + `"`, "custom_object_record.custom_object_fields.customer", `"30003"`}},
		{why: "knows the events of a record", line: "GET " + assets + "/" + id + "/events?page[size]=2", status: 200,
			at: []string{"events.#", "2", "events.0.type", `"record_updated"`, "meta.has_more", "true", "links.#", "1"}},
		{why: "deletes", line: "DELETE " + assets + "/" + id, status: 204},
		{why: "has it no more", line: "GET " + assets + "/" + id, status: 404},
		{why: "cannot delete it twice", line: "DELETE " + assets + "/" + id, status: 404},
		{why: "deletes by external id", line: "DELETE " + assets + "?external_id=AST-00000003", status: 204},
		{why: "deletes by external id as the vendor's page prints it", line: "DELETE " + assets + "?external_id=AST-00000004.json", status: 204},
		{why: "has nothing else by that external id", line: "DELETE " + assets + "?external_id=AST-00000004.json", status: 404},
		{why: "does not delete by a name that may not be the only one", line: "DELETE " + assets + "?name=x", status: 400},
		{why: "does not take both", line: "DELETE " + assets + "?name=x&external_id=y", status: 400},
		{why: "counts what is left", line: "GET " + assets + "/count", status: 200, at: []string{"count.value", "197"}},
		{why: "needs an object in the body", line: "POST " + assets, send: `{}`, status: 400, at: []string{"error.title", `"Invalid attribute"`}},
		{why: "needs JSON", line: "POST " + assets, send: `{"custom_object_record":`, status: 400},
	})
}

func mustName(t *testing.T, o *object, name string) string {
	t.Helper()
	r, found := o.findName(name)
	if !found {
		t.Fatalf("no %q", name)
	}
	return o.id(r)
}

func TestCreateAndUpsert(t *testing.T) {
	s := testServer()
	play(t, s, []step{
		{why: "creates", line: "POST " + assets, status: 201, send: `{"custom_object_record":{"name":"Pump","external_id":"X-1","custom_object_fields":{"serial_number":"AB-12345678","features":["feat_dock"],"price":{"amount":12.50,"currency":"EUR"},"purchased_on":"2026-01-31","insured":false}}}`,
			at: []string{"custom_object_record.name", `"Pump"`, "custom_object_record.custom_object_fields.price", "12.50", "custom_object_record.custom_object_fields.purchased_on", `"2026-01-31T00:00:00+00:00"`,
				"custom_object_record.custom_object_fields.features", `["feat_dock"]`, "custom_object_record.custom_object_fields.insured", "false", "custom_object_record.custom_object_fields.notes", "null"}},
		{why: "updates by external id", line: "PATCH " + assets + "?external_id=X-1", status: 200, send: `{"custom_object_record":{"custom_object_fields":{"ports":1}}}`,
			at: []string{"custom_object_record.name", `"Pump"`, "custom_object_record.custom_object_fields.ports", "1"}},
		{why: "creates by external id", line: "PATCH " + assets + "?external_id=X-2", status: 200, send: `{"custom_object_record":{"name":"Two","custom_object_fields":{"serial_number":"AB-12345679"}}}`,
			at: []string{"custom_object_record.external_id", `"X-2"`}},
		{why: "creates by name where names are unique", line: "PATCH /api/v2/custom_objects/vendor/records?name=Newcomer", status: 200, send: `{"custom_object_record":{"custom_object_fields":{"preferred":true}}}`,
			at: []string{"custom_object_record.name", `"Newcomer"`}},
		{why: "renames by name", line: "PATCH /api/v2/custom_objects/vendor/records?name=Newcomer", status: 200, send: `{"custom_object_record":{"name":"Old hand"}}`,
			at: []string{"custom_object_record.name", `"Old hand"`, "custom_object_record.custom_object_fields.preferred", "true"}},
		{why: "numbers by itself", line: "POST /api/v2/custom_objects/shipment/records", status: 201, send: `{"custom_object_record":{"custom_object_fields":{"carrier":"carrier_van"}}}`,
			at: []string{"custom_object_record.name", `"SHP-00000101"`}},
		{why: "and on", line: "POST /api/v2/custom_objects/shipment/records", status: 201, send: `{"custom_object_record":{"custom_object_fields":{"carrier":"carrier_van"}}}`,
			at: []string{"custom_object_record.name", `"SHP-00000102"`}},
	})
	made := ask(t, s, "", "POST "+assets, `{"custom_object_record":{"name":"<b>&é\u2028","custom_object_fields":{"serial_number":"AB-12345670"}}}`)
	if location := made.header.Get("Location"); location != "http://sandbox.example"+assets+"/"+made.get(t, "custom_object_record.id")+".json" {
		t.Errorf("Location is %s", location)
	}
	if !strings.Contains(made.body, `"<b>&é`) {
		t.Errorf("name is escaped: %s", made.body)
	}
}

func TestValidation(t *testing.T) {
	s := testServer()
	ask(t, s, "", "POST "+assets, `{"custom_object_record":{"name":"n","external_id":"taken","custom_object_fields":{"serial_number":"AB-12345678"}}}`)
	long := strings.Repeat("x", 40_000)
	for _, c := range []struct{ object, body, field, says string }{
		{"asset", `{"custom_object_fields":{"serial_number":"AB-12345678"}}`, "name", "Name: cannot be blank"},
		{"asset", `{"name":"  ","custom_object_fields":{"serial_number":"AB-12345678"}}`, "name", "Name: cannot be blank"},
		{"asset", `{"name":"n"}`, "serial_number", "Serial number: cannot be blank"},
		{"asset", `{"name":"n","custom_object_fields":{"serial_number":""}}`, "serial_number", "Serial number: cannot be blank"},
		{"asset", `{"name":"n","custom_object_fields":{"serial_number":"ab-1"}}`, "serial_number", "Serial number: is invalid"},
		{"asset", `{"name":"n","external_id":"taken","custom_object_fields":{"serial_number":"AB-12345678"}}`, "external_id", "External ID: has already been taken"},
		{"asset", `{"name":"n","external_id":"AST-00000001","custom_object_fields":{"serial_number":"AB-12345678"}}`, "external_id", "External ID: has already been taken"},
		{"asset", `{"name":"n","custom_object_fields":{"condition":"Brand new"}}`, "condition", "Condition: is not a valid option"},
		{"asset", `{"name":"n","custom_object_fields":{"features":["feat_dock","nope"]}}`, "features", "Features: is not a valid option"},
		{"asset", `{"name":"n","custom_object_fields":{"ports":1.5}}`, "ports", "Ports: is not an integer"},
		{"asset", `{"name":"n","custom_object_fields":{"ports":"many"}}`, "ports", "Ports: is not an integer"},
		{"asset", `{"name":"n","custom_object_fields":{"ports":1234567890123}}`, "ports", "Ports: is too long (maximum is 12 digits)"},
		{"asset", `{"name":"n","custom_object_fields":{"weight_kg":"heavy"}}`, "weight_kg", "Weight (kg): is not a number"},
		{"asset", `{"name":"n","custom_object_fields":{"price":{"amount":1,"currency":"USD"}}}`, "price", "Price: is not in an allowed currency"},
		{"asset", `{"name":"n","custom_object_fields":{"purchased_on":"31/01/2026"}}`, "purchased_on", "Purchased on: is not a valid date (YYYY-MM-DD)"},
		{"asset", `{"name":"n","custom_object_fields":{"purchased_on":"2026-02-30"}}`, "purchased_on", "Purchased on: is not a valid date (YYYY-MM-DD)"},
		{"asset", `{"name":"n","custom_object_fields":{"insured":"maybe"}}`, "insured", "Insured: is not a boolean"},
		{"asset", `{"name":"n","custom_object_fields":{"owner":"99"}}`, "owner", "Owner: does not exist"},
		{"asset", `{"name":"n","custom_object_fields":{"store":"01GCSJW391QVSC80GYDH7E93Q6"}}`, "store", "Store: does not exist"},
		{"warranty", `{"name":"n","custom_object_fields":{"asset":"name:x"}}`, "asset", "Asset: cannot be looked up by name: names of Asset are not unique"},
		{"asset", `{"name":"n","custom_object_fields":{"notes":["a"]}}`, "notes", "Notes: is not a string"},
		{"asset", `{"name":"n","custom_object_fields":{"serial_number":"AB-12345678","notes":"` + long + `"}}`, "base", "Record: is too large (maximum is 32 KB)"},
		{"asset", `{"name":"n","custom_object_fields":{"notes":"` + long + long + `"}}`, "notes", "Notes: is too long (maximum is 65536 characters)"},
		{"vendor", `{"name":"Fjord Hardware AS"}`, "base", "Name already exists. Try another one."},
		{"shipment", `{"name":"n","custom_object_fields":{"carrier":"carrier_van"}}`, "name", "Name: is not allowed, names are generated automatically"},
		{"repair", `{"custom_object_fields":{"cost":1}}`, "asset", "Asset: cannot be blank"},
	} {
		t.Run(c.says, func(t *testing.T) {
			a := ask(t, s, "", "POST /api/v2/custom_objects/"+c.object+"/records", `{"custom_object_record":`+c.body+`}`)
			if a.status != 422 || a.get(t, "error") != "RecordInvalid" || a.get(t, "details."+c.field+".0.description") != c.says {
				t.Errorf("%d %s", a.status, a.body)
			}
		})
	}
	if n := s.objects["asset"].count(); n != 201 {
		t.Errorf("refused records were stored: %d", n)
	}
}

func TestUpdateNeedsRequiredFieldsToo(t *testing.T) {
	s := testServer()
	a := ask(t, s, "", "PATCH "+assets+"/"+firstAsset(s), `{"custom_object_record":{"custom_object_fields":{"serial_number":null}}}`)
	if a.status != 422 || a.get(t, "details.serial_number.0.error") != "BlankValue" {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := ask(t, s, "", "GET "+assets+"/"+firstAsset(s), ""); a.get(t, "custom_object_record.custom_object_fields.serial_number") != "SN-00000001" {
		t.Error("a refused change was kept")
	}
}

func TestRollupsFollowTheirChildren(t *testing.T) {
	s := testServer()
	asset := s.objects["asset"]
	repair := s.objects["repair"]
	parent := repair.stored(row{n: 0}, "asset").(string)
	count := func(path string) string {
		return ask(t, s, "", "GET "+assets+"/"+parent, "").get(t, "custom_object_record.custom_object_fields."+path)
	}
	before, cost := count("repair_count"), count("repair_cost")
	made := ask(t, s, "", "POST /api/v2/custom_objects/repair/records", `{"custom_object_record":{"custom_object_fields":{"asset":"`+parent+`","cost":0.25}}}`)
	if made.status != 201 {
		t.Fatal(made.body)
	}
	if before != "1" || count("repair_count") != "2" || compareNumbers(count("repair_cost"), cost) <= 0 {
		t.Errorf("%s and %s became %s and %s", before, cost, count("repair_count"), count("repair_cost"))
	}
	other := asset.base.id(199)
	ask(t, s, "", "PATCH /api/v2/custom_objects/repair/records/"+repair.base.id(0), `{"custom_object_record":{"custom_object_fields":{"asset":"`+other+`"}}}`)
	if count("repair_count") != "1" || count("repair_cost") != "0.25" {
		t.Errorf("after a child has moved: %s %s", count("repair_count"), count("repair_cost"))
	}
	a := ask(t, s, "", fmt.Sprintf("GET /api/v2/zen:custom_object:asset/%s/relationship_fields/%d/zen:custom_object:repair", parent, repair.field("asset").ID), "")
	if a.status != 200 || part(decoded(t, a.body), "custom_object_records.#") != decoded(t, "1") {
		t.Errorf("reverse lookup: %d %s", a.status, a.body)
	}
	ask(t, s, "", "DELETE "+assets+"/"+parent, "")
	if a := ask(t, s, "", "GET /api/v2/custom_objects/repair/records/"+made.get(t, "custom_object_record.id"), ""); a.status != 404 {
		t.Errorf("a child outlives its parent: %s", a.body)
	}
}

func TestReverseLookupOfUsers(t *testing.T) {
	s := testServer()
	f := s.objects["asset"].field("owner")
	want := 0
	for n := range uint64(200) {
		if s.objects["asset"].stored(row{n: n}, "owner") == "20007" {
			want++
		}
	}
	a := ask(t, s, "", fmt.Sprintf("GET /api/v2/zen:user/20007/relationship_fields/%d/zen:custom_object:asset", f.ID), "")
	if got := len(part(decoded(t, a.body), "custom_object_records").([]any)); got != want {
		t.Errorf("%d records, want %d", got, want)
	}
}

func TestCountOfALargeObjectIsOld(t *testing.T) {
	now := time.Date(2026, 11, 21, 15, 30, 0, 0, time.UTC)
	s := New(Options{Records: 200_000, Clock: func() time.Time { return now }})
	count := func() string { return ask(t, s, "", "GET "+assets+"/count", "").body }
	first := count()
	ask(t, s, "", "DELETE "+assets+"/"+firstAsset(s), "")
	if got := count(); got != first || !strings.Contains(got, `"refreshed_at":"2026-11-21T00:00:00Z"`) {
		t.Errorf("%s became %s", first, got)
	}
	now = now.Add(24 * time.Hour)
	if got := count(); !strings.Contains(got, `"value":199999`) {
		t.Errorf("the next day it is %s", got)
	}
}
