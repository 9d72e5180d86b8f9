package collection

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"zco/tui/action"
)

// covered is how one operation of the service's reference is reached from the
// interface; see testdata/coverage.txt.
type covered struct{ operation, collection, action, verb string }

// The actions that lead to a collection, and what it must be able to do.
const (
	anyRecords = "KEY"
	menuAction = "verbs"
)

// coverage reads the table.
func coverage(t *testing.T) []covered {
	t.Helper()
	var out []covered
	for _, line := range dataLines(t, "testdata/coverage.txt") {
		col := strings.Split(line+" | | |", " |")
		for i := range col {
			col[i] = strings.TrimSpace(col[i])
		}
		out = append(out, covered{col[0], col[1], col[2], col[3]})
	}
	return out
}

// dataLines are the lines of a file that are no comments.
func dataLines(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	for s := bufio.NewScanner(f); s.Scan(); {
		if line := strings.TrimSpace(s.Text()); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

// Each way to an operation begins with an action of the table.
func TestCoverageNamesActions(t *testing.T) {
	for _, r := range coverage(t) {
		if action.Find(action.ID(r.action)).ID == "" {
			t.Errorf("%s is reached by %s, which is no action", r.operation, r.action)
		}
	}
}

// The list of operations is the reference's; one that nothing reaches, or a
// way to one that is not there, is a mistake.
func TestEveryOperationIsReached(t *testing.T) {
	missing := map[string]bool{}
	for _, line := range dataLines(t, "../../../api/testdata/operations.txt") {
		missing[line] = true
	}
	if len(missing) < 70 {
		t.Fatalf("only %d operations were read", len(missing))
	}
	seen := map[string]bool{}
	for _, r := range coverage(t) {
		if !missing[r.operation] && !seen[r.operation] {
			t.Errorf("%s is not in the reference", r.operation)
		}
		if seen[r.operation] {
			t.Errorf("%s stands twice", r.operation)
		}
		seen[r.operation] = true
		delete(missing, r.operation)
	}
	for op := range missing {
		t.Errorf("nothing reaches %s", op)
	}
}

// A way that names a collection and a verb must lead there.
func TestCoverageLeadsSomewhere(t *testing.T) {
	for _, r := range coverage(t) {
		if (r.verb != "") != (r.action == menuAction) {
			t.Errorf("%s: a verb is reached by the menu of verbs, and the menu names one", r.operation)
		}
		if r.collection == "" {
			continue
		}
		col := sample(r.collection)
		if col == nil {
			t.Errorf("%s: there is no collection %s", r.operation, r.collection)
			continue
		}
		if _, ok := col.FindVerb(r.verb); r.verb != "" && !ok {
			t.Errorf("%s: %s has no verb %s", r.operation, r.collection, r.verb)
		}
		can := map[string]bool{
			"new": col.Create != nil, "duplicate": col.Create != nil, "send": col.Update != nil, "delete": col.Delete != nil,
			"search": col.Searchable, "filter": col.Filterable, "upsert": col.Upsert != nil, "open-object": col.List != nil,
		}
		if able, judged := can[r.action]; judged && !able {
			t.Errorf("%s: %s cannot %s", r.operation, r.collection, r.action)
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
