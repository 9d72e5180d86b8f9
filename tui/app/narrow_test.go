package app_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// lastFilter is the body of the last filtered search that the server got for a
// table; one that asks for a single row only counts.
func lastFilter(p *program) string {
	p.T.Helper()
	out := ""
	for _, e := range p.server.Journal() {
		if e.Method == "POST" && strings.Contains(e.Path, "/records/search") && !counts(e.Path) {
			out = string(e.Body)
		}
	}
	return out
}

// counts reports whether a search asks for one row alone.
func counts(path string) bool {
	_, query, _ := strings.Cut(path, "?")
	q, err := url.ParseQuery(query)
	return err == nil && q.Get("page[size]") == "1"
}

func (p *program) expectFilter(want string) {
	p.T.Helper()
	var g, w any
	if err := json.Unmarshal([]byte(lastFilter(p)), &g); err != nil {
		p.T.Fatalf("the server got no filter: %v", err)
	}
	if err := json.Unmarshal([]byte(`{"filter":`+want+`}`), &w); err != nil {
		p.T.Fatal(err)
	}
	if diff := cmp.Diff(w, g); diff != "" {
		p.T.Errorf("the filter sent (-want +got):\n%s", diff)
	}
}

// A condition is built from a field, a relation and a value, and shown as a
// chip that can be taken away.
func TestFilterByHand(t *testing.T) {
	run(t, with{w: 160, h: 45}, func(t *testing.T, p *program) {
		p.Press("f").Expect("by which field?")
		p.Type("ports").Press("enter").Expect("≥", "is one of", "has no value").ExpectNot("contains")
		p.Type("≥").Press("enter").Type("11").Press("enter").Expect("Ports ≥ 11", "apply")
		p.Press("enter").Expect(" Ports ≥ 11 ", "remove last filter")
		p.expectFilter(`{"custom_object_fields.ports":{"$gte":11}}`)
		p.Press("backspace").Expect("10,000").ExpectNot("Ports ≥ 11")
	})
}

// Groups of all and any stand in each other, and the search text beside them.
func TestNestedFilter(t *testing.T) {
	run(t, with{w: 160, h: 45}, func(t *testing.T, p *program) {
		p.Press("/").Type("Nokia").Press("enter", "f")
		p.Type("insured").Press("enter", "y", "enter").Expect("Insured is")
		p.Press("N").Type("condition").Press("enter", "enter").Type("broken").Press("enter").Expect("Match any")
		p.Press("k", "k", "k", "n").Type("ports").Press("enter").Type(">").Press("enter").Type("9").Press("enter")
		p.Expect("Text search: Nokia", "Ports > 9")
		p.Press("enter")
		p.expectFilter(`{"$and":[{"custom_object_fields.insured":{"$eq":true}},
			{"$or":[{"custom_object_fields.condition":{"$eq":"cond_broken"}},{"custom_object_fields.ports":{"$gt":9}}]}]}`)
		p.Expect("Nokia", "Insured is", "Condition is Broken ⚠ or Ports > 9")
		p.Press("backspace").ExpectNot("Broken ⚠ or")
		p.expectFilter(`{"custom_object_fields.insured":{"$eq":true}}`)
		p.Press("backspace").Expect("search Nokia").ExpectNot("Insured is")
	})
}

// What the service would refuse is not sent; the reason is said, and what was
// written stays.
func TestABrokenFilterIsNotSent(t *testing.T) {
	for name, tt := range map[string]struct{ text, why string }{
		"not JSON":         {`{"name":`, "not a JSON object"},
		"no such field":    {`{"custom_object_fields.colour":{"$eq":"red"}}`, "no field custom_object_fields.colour"},
		"no such operator": {`{"name":{"$ne":"red"}}`, "$noteq"},
		"does not fit":     {`{"custom_object_fields.insured":{"$gt":true}}`, "does not fit a checkbox"},
		"not a number":     {`{"custom_object_fields.ports":{"$gt":"many"}}`, "not a number"},
		"too deep":         {`{"$or":[{"$and":[{"$or":[{"$and":[{"$or":[{"$and":[{"name":{"$eq":"a"}},{"name":{"$eq":"b"}}]},{"name":{"$eq":"b"}}]},{"name":{"$eq":"b"}}]},{"name":{"$eq":"b"}}]},{"name":{"$eq":"b"}}]},{"name":{"$eq":"b"}}]}`, "5 deep"},
	} {
		t.Run(name, func(t *testing.T) {
			run(t, with{}, func(t *testing.T, p *program) {
				p.Press("f", "esc", "ctrl+e").Paste(tt.text)
				p.server.ResetJournal()
				p.Press("ctrl+s").Expect("as JSON", tt.why)
				p.expectRequests()
			})
		})
	}
}

func TestJSONBecomesConditions(t *testing.T) {
	run(t, with{w: 160, h: 45}, func(t *testing.T, p *program) {
		p.Press("f", "esc").Paste(`{"filter":{"$or":{"name":{"$contains":"Nokia"},"custom_object_fields.ports":{"$in":[1,2]}}}}`)
		p.Expect("Match any", "Name contains Nokia", "Ports is one of 1, 2")
		p.Press("enter")
		p.expectFilter(`{"$or":[{"name":{"$contains":"Nokia"}},{"custom_object_fields.ports":{"$in":[1,2]}}]}`)
	})
}

// A filter that was built and not applied is there the next time.
func TestAnUnappliedFilterIsKept(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Press("f").Type("ports").Press("enter", "enter").Type("4").Press("enter").Expect("Ports is 4")
		p.Press("esc").Expect("it is kept")
		p.Press("f").Expect("Ports is 4", "not applied yet")
	})
}

// = and ! narrow to the value under the cursor; an empty cell to the rows
// without one.
func TestFilterFromTheCell(t *testing.T) {
	run(t, with{w: 160, h: 45}, func(t *testing.T, p *program) {
		p.Press("p", "l", "l", "=")
		p.Expect("Condition is ")
		if f := lastFilter(p); !strings.Contains(f, `"custom_object_fields.condition":{"$eq":"cond_`) {
			t.Errorf("= sent %s", f)
		}
		p.Press("<", "!").Expect("Condition is not ")
		if f := lastFilter(p); !strings.Contains(f, `{"$noteq":"cond_`) {
			t.Errorf("! sent %s", f)
		}
		p.Press("<", "<", "p", "enter", "j", "j", "=").Expect(" Condition is ") // from the record's field
	})
}

// What has no filter language has its fixed filters, with the values that only
// the service knows asked for.
func TestFixedFilters(t *testing.T) {
	run(t, with{w: 160, h: 45}, func(t *testing.T, p *program) {
		p.Press("ctrl+o").Type("statuses").Press("enter", "f").Expect("Category", "Default of its category")
		p.Press("enter").Type("pend").Press("enter").Expect("Category is Pending")
		p.Press("backspace").ExpectNot("Category is")
		p.Press("ctrl+o").Type("memberships").Press("enter", "f").Type("group").Press("enter")
		p.Press("down", "enter").Expect("Group is ")
		p.Press("f").Type("agent").Press("enter").Type("Tom").Press("enter").Expect("Agent is Tom", "Group is ")
	})
}
