package action

import (
	"regexp"
	"strings"
	"testing"
)

func TestTableIsWhole(t *testing.T) {
	seen := map[ID]bool{}
	name := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	for _, a := range Table {
		if seen[a.ID] {
			t.Errorf("%s stands twice in the table", a.ID)
		}
		seen[a.ID] = true
		if !name.MatchString(string(a.ID)) || a.Title == "" || Titles[a.Scope] == "" {
			t.Errorf("%+v: an action has a name of plain words, a title and a scope with a title", a)
		}
		if a.Danger && !a.Writes && a.ID != DropDraft && a.ID != DropRow {
			t.Errorf("%s: dangerous, and yet it would run in read-only mode", a.ID)
		}
	}
}

func TestDefaultKeysDoNotClash(t *testing.T) {
	m, err := NewKeymap(nil)
	if err != nil {
		t.Fatal(err)
	}
	// A key of every pane's chain must reach the pane, not be hidden by a wider scope.
	for _, a := range Table {
		for _, k := range m.Keys(a.ID) {
			if id, _ := m.Resolve([]Scope{a.Scope, List, Global, Always}, k); id != a.ID {
				t.Errorf("%q in %s runs %s, want %s", k, a.Scope, id, a.ID)
			}
		}
	}
}

// AltGr is needed for these on German, French or Scandinavian keyboards.
func TestNoDefaultKeyNeedsAltGr(t *testing.T) {
	for _, a := range Table {
		for _, k := range a.Keys {
			if strings.ContainsAny(k, `[]{}\|@#~^`) {
				t.Errorf("%s: %q needs AltGr on some keyboards", a.ID, k)
			}
		}
	}
}

func TestOverrides(t *testing.T) {
	m, err := NewKeymap(map[ID][]string{First: {"g g"}, Quit: {"ctrl+q", "Q"}})
	if err != nil {
		t.Fatal(err)
	}
	chain := []Scope{Records, List, Global, Always}
	if _, pending := m.Resolve(chain, "g"); !pending {
		t.Error("g does not wait for the rest of its sequence")
	}
	if id, _ := m.Resolve(chain, "g g"); id != First {
		t.Errorf("g g runs %q", id)
	}
	if id, _ := m.Resolve(chain, "q"); id != "" {
		t.Errorf("q still runs %q", id)
	}
	for want, overrides := range map[string]map[ID][]string{
		"no action":             {"fly": {"f"}},
		"bound to both":         {Down: {"k"}},
		"begins a longer":       {First: {"G G"}},
		"must keep a key":       {QuitNow: {}},
		"an empty key for help": {Help: {" "}},
	} {
		if _, err := NewKeymap(overrides); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: error %v, want one with %q", overrides, err, want)
		}
	}
}
