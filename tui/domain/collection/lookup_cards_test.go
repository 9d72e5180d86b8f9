package collection

import (
	"context"
	"testing"

	"zco/api"
	"zco/api/sandbox"
)

// Each card reads what its target's ids stand for, alone and many at once, and
// nothing of it can be changed.
func TestCardsOfTargets(t *testing.T) {
	c, err := api.New("http://127.0.0.1:1", api.WithTransport(sandbox.New(sandbox.Options{Records: 10}).Transport()),
		api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	for target, want := range map[string]struct{ id, name, key, value string }{
		api.TargetUser:         {"10013", "Zoë O’Brien", "email", "agent13@sandbox.example"},
		api.TargetOrganization: {"30001", "Nordlicht AG", "domain_names", "org1.example"},
		api.TargetTicket:       {"1", "Laptop does not start after the update", "priority", "Low"},
	} {
		col := Part(target)
		if col == nil || TargetCollection(target) != col.ID || col.Source != target {
			t.Fatalf("%s has no card", target)
		}
		it, err := col.Get(context.Background(), c, want.id)
		if err != nil {
			t.Fatal(err)
		}
		s, _ := col.Schema(context.Background(), c)
		f, ok := s.Field(want.key)
		if got := it.Shown(Format{}, f); !ok || it.Name != want.name || got != want.value {
			t.Errorf("%s %s is %s with %s", target, want.id, it.Name, got)
		}
		many, err := Cards(context.Background(), c, target, []string{want.id, "999999999"})
		if err != nil || len(many) != 1 || many[0].Name != it.Name {
			t.Errorf("many at once are %v, %v", many, err)
		}
		for _, f := range s.Fields {
			if col.WhyNotEdit(it, f) == "" {
				t.Errorf("%s of %s can be changed", f.Title, target)
			}
		}
		if col.WhyNotDelete(it) == "" || col.List != nil || col.Create != nil {
			t.Errorf("%s can be deleted, listed or made", target)
		}
		if _, err = col.Get(context.Background(), c, "999999999"); !Gone(err) {
			t.Errorf("one that is not there: %v", err)
		}
	}
	if Part("zen:brand") != nil || TargetCollection("zen:brand") != "" {
		t.Error("a brand has a card")
	}
}
