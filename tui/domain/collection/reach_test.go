package collection

import (
	"bufio"
	"os"
	"strings"
	"testing"
)

// The list of operations is the reference's; one that nothing reaches, or a
// way to one that is not there, is a mistake.
func TestEveryOperationIsReached(t *testing.T) {
	f, err := os.Open("../../../api/testdata/operations.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	missing := map[string]bool{}
	for s := bufio.NewScanner(f); s.Scan(); {
		if line := strings.TrimSpace(s.Text()); line != "" && !strings.HasPrefix(line, "#") {
			missing[line] = true
		}
	}
	if len(missing) < 70 {
		t.Fatalf("only %d operations were read", len(missing))
	}
	seen := map[string]bool{}
	for _, r := range AllReach() {
		if !missing[r.Operation] && !seen[r.Operation] {
			t.Errorf("%s is not in the reference", r.Operation)
		}
		if seen[r.Operation] {
			t.Errorf("%s stands twice", r.Operation)
		}
		seen[r.Operation] = true
		delete(missing, r.Operation)
	}
	for op := range missing {
		t.Errorf("nothing reaches %s", op)
	}
}

// A way that names a collection and a verb must lead there.
func TestReachLeadsSomewhere(t *testing.T) {
	for _, r := range AllReach() {
		if (r.Verb != "") != (r.Action == menuAction) {
			t.Errorf("%s: a verb is reached by the menu of verbs, and the menu names one", r.Operation)
		}
		if r.Collection == "" {
			continue
		}
		col := sample(r.Collection)
		if col == nil {
			t.Errorf("%s: there is no collection %s", r.Operation, r.Collection)
			continue
		}
		if _, ok := col.FindVerb(r.Verb); r.Verb != "" && !ok {
			t.Errorf("%s: %s has no verb %s", r.Operation, r.Collection, r.Verb)
		}
		can := map[string]bool{
			newAction: col.Create != nil, "duplicate": col.Create != nil, sendAction: col.Update != nil, dropAction: col.Delete != nil,
			findAction: col.Searchable, "filter": col.Filterable, "upsert": col.Upsert != nil, listAction: col.List != nil,
		}
		if able, judged := can[r.Action]; judged && !able {
			t.Errorf("%s: %s cannot %s", r.Operation, r.Collection, r.Action)
		}
	}
}

// sample is a collection that a way names, made for some row.
func sample(id string) *Collection {
	if id == anyRecords {
		return Records(apiObject("car"))
	}
	for _, c := range Families() {
		if c.ID == id {
			return c
		}
	}
	return Part(id)
}
