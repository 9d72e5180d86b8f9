package sandbox

import (
	"strings"
	"testing"
)

// Whoever orders a recorded answer gets it as others got it.
func TestRecordedFaults(t *testing.T) {
	s := testServer()
	for _, name := range RecordedFaults() {
		if err := s.Inject(Fault{Kind: FaultStatus, Recorded: name}); err != nil {
			t.Fatal(err)
		}
		want := recordedFaults[name]
		a := ask(t, s, "", "GET /api/v2/groups", "")
		if a.status != want.status || a.body != want.body || want.edge != (a.header.Get("Cf-Ray") != "") || (a.header.Get("Retry-After") != "") != (want.retryAfter > 0) {
			t.Errorf("%s: %d %v %s", name, a.status, a.header, a.body)
		}
		for _, name := range []string{"X-Request-Id", "X-Zendesk-Request-Id", "X-Zendesk-Api-Version"} {
			if want.edge != (a.header.Get(name) == "") {
				t.Errorf("%s: %s is %q", want.body, name, a.header.Get(name))
			}
		}
		json := strings.HasPrefix(a.header.Get("Content-Type"), "application/json")
		if json != strings.HasPrefix(want.body, "{") {
			t.Errorf("%s comes as %s", name, a.header.Get("Content-Type"))
		}
	}
	if s.Inject(Fault{Kind: FaultStatus, Recorded: "nothing"}) == nil {
		t.Error("an answer that nobody recorded can be ordered")
	}
	if err := s.Inject(Fault{Kind: FaultStatus, Status: 418, Body: "short and stout", RetryAfter: 2}); err != nil {
		t.Fatal(err)
	}
	if a := ask(t, s, "", "GET /api/v2/groups", ""); a.status != 418 || a.body != "short and stout" || a.header.Get("Retry-After") != "2" {
		t.Errorf("%d %v %s", a.status, a.header, a.body)
	}
}

// What the vendor's samples and clients in use send is understood, and ids are
// such that every language reads them exactly unless they are to be large.
func TestAsClientsExpect(t *testing.T) {
	const maxExact = 1 << 53
	if m := New(Options{}).memberships[0]; m.ID >= maxExact || m.ID < 1e12 {
		t.Errorf("the first membership is %d", m.ID)
	}
	play(t, testServer(), []step{
		{why: "a field is changed with PUT", line: "PUT /api/v2/custom_objects/vendor/fields/standard::name", send: `{"custom_object_field":{"title":"Plate"}}`, status: 200,
			at: []string{"custom_object_field.title", `"Plate"`}},
		{why: "so is an object", line: "PUT /api/v2/custom_objects/vendor", send: `{"custom_object":{"title":"Automobile"}}`, status: 200, at: []string{"custom_object.title", `"Automobile"`}},
		{why: "brands", line: "GET /api/v2/brands", status: 200, at: []string{"count", "2", "brands.0.default", "true"}},
		{why: "one brand", line: "GET /api/v2/brands/360000000117", status: 200, at: []string{"brand.name", `"Sandbox"`}},
		{why: "files of an object that allows none", line: "GET /api/v2/custom_objects/vendor/records/01/attachments", status: 400, at: []string{"error", `"Invalid URI endpoint"`}},
		{why: "no such brand", line: "GET /api/v2/brands/1", status: 404},
		{why: "conditions on an object", line: "GET /api/v2/relationships/definitions/zen:custom_object:vendor?source_type=zen:custom_object:asset", status: 200,
			at: []string{"definitions.conditions_all.0.subject", `"custom_object.standard::name"`}},
		{why: "conditions on users", line: "GET /api/v2/relationships/definitions/zen:user", status: 200, at: []string{"definitions.conditions_any.0.subject", `"role"`}},
		{why: "conditions on nothing", line: "GET /api/v2/relationships/definitions/zen:moon", status: 400},
		{why: "languages are on counted pages", line: "GET /api/v2/locales", status: 200,
			at: []string{"count", "12", "next_page", "null", "locales.0.name", `"English"`, "locales.0.url", `"http://sandbox.example/api/v2/locales/en-US.json"`}},
	})
	s := New(Options{Records: 20, PublicURL: "https://acme.zendesk.com/"})
	if a := ask(t, s, "", "GET "+assets+"?page[size]=1", ""); !strings.HasPrefix(a.get(t, "links.next"), "https://acme.zendesk.com/api/v2/") {
		t.Errorf("the next page is at %s", a.get(t, "links.next"))
	}
}
