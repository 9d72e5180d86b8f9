package collection

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zco/api"
)

// A person takes a field off a card, puts another on, moves it, and resets.
func TestCardStory(t *testing.T) {
	d := newDesk(t, "")
	cards := EssentialsCards()
	user := d.named(d.list(cards, Query{}), "user")
	d.sent("GET /api/v2/object_layouts/essentials_cards")
	card := CardOf(user.ID)
	rows := d.list(card, Query{})
	d.requests()

	d.must(card.Delete(d.ctx, d.client, rows[0].ID))
	if got := d.list(card, Query{}); len(got) != len(rows)-1 || got[0].ID != rows[1].ID {
		t.Errorf("%v", names(got))
	}
	_, err := card.Create(d.ctx, d.client, Patch{"zrn": String(rows[1].ID)})
	d.refused(err, "already")
	again, err := card.Create(d.ctx, d.client, Patch{"zrn": String(rows[0].ID)})
	d.must(err)
	if again.Value("position").Text() != fmt.Sprint(len(rows)) {
		t.Errorf("added at %s", again.Value("position").Text())
	}
	d.do(card, "move-to", []Item{again}, Patch{"position": api.Int(1)})
	d.do(card, "move-down", []Item{again}, nil)
	if got := d.list(card, Query{}); got[1].ID != rows[0].ID {
		t.Errorf("%v", names(got))
	}
	_, err = d.tryPlan(card, "move-up", d.list(card, Query{})[:1], nil)
	d.refused(err, "first already")

	user, err = cards.Get(d.ctx, d.client, user.ID)
	d.must(err)
	d.do(cards, "reset", []Item{user}, nil)
	if diff := cmp.Diff(names(rows), names(d.list(card, Query{}))); diff != "" {
		t.Errorf("the default did not come back: %s", diff)
	}
}

// The fields of a card can be written as lines; too many, none or one twice
// are refused before the service is asked.
func TestCardLines(t *testing.T) {
	d := newDesk(t, "")
	cards := EssentialsCards()
	user := d.named(d.list(cards, Query{}), "user")
	lines := strings.Split(user.Value("fields").Text(), "\n")
	now, err := cards.Update(d.ctx, d.client, user.ID, Patch{"fields": String(lines[1] + "\n\n " + lines[0] + "\n")})
	d.must(err)
	if got := now.Value("fields").Text(); got != lines[1]+"\n"+lines[0] {
		t.Errorf("%q", got)
	}
	d.requests()
	var many []string
	for i := range 21 {
		many = append(many, fmt.Sprintf("zen:user:field:custom:f%d", i))
	}
	for text, words := range map[string]string{
		"": "at least one", lines[0] + "\n" + lines[0]: "twice", strings.Join(many, "\n"): "at most 20",
	} {
		_, err := cards.Update(d.ctx, d.client, user.ID, Patch{"fields": String(text)})
		d.refused(err, words)
	}
	for _, r := range d.requests() {
		if !strings.HasPrefix(r, "GET ") {
			t.Errorf("sent %s", r)
		}
	}
}

// Whatever names the service uses for custom fields, those on the card tell
// the form of the others.
func TestCardFieldNames(t *testing.T) {
	fields := []api.Field{{Key: "standard::name", Active: true}, {ID: "7", Key: "year", Active: true}, {ID: "8", Key: "make", Title: "Maker", Active: true}, {ID: "9", Key: "old"}}
	kind := "zen:custom_object:car"
	for onCard, want := range map[string]string{
		"zen:custom_object:car:custom_field:year": "zen:custom_object:car:custom_field:make",
		"zen:user:other": "zen:custom_object:car:field:custom:make",
	} {
		card := api.EssentialsCard{Fields: []api.CardField{{ID: "7", ZRN: onCard}}}
		got := objectCardFields(card, kind, fields)
		if len(got) != 3 || got[2].Value != want || got[2].Title != "Maker" {
			t.Errorf("%s: %v, want the last to be %s", onCard, got, want)
		}
	}
}

// Fields of a card go by the titles that people gave them; two of one title are
// told apart.
func TestCardFieldTitles(t *testing.T) {
	card := api.EssentialsCard{Fields: []api.CardField{{ZRN: "k:a"}, {ZRN: "zen:user:field:standard:iana_time_zone"}}}
	got := cardOptions(card, []Option{{Value: "k:b", Title: "Same"}, {Value: "k:a", Title: "First"}, {Value: "k:c", Title: "Same"}})
	want := []Option{{Value: "k:a", Title: "First"}, {Value: "zen:user:field:standard:iana_time_zone", Title: "time zone"}, {Value: "k:b", Title: "Same (k:b)"}, {Value: "k:c", Title: "Same (k:c)"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMoved(t *testing.T) {
	order := []string{"a", "b", "c", "d"}
	for _, c := range []struct {
		id   string
		to   int
		want string
	}{{"a", 1, "bacd"}, {"d", 0, "dabc"}, {"b", 3, "acdb"}, {"a", 0, "already"}, {"a", 9, "4 positions"}, {"x", 1, "not there"}} {
		got, err := moved(order, c.id, func(int, int) int { return c.to })
		if err != nil {
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s to %d: %v", c.id, c.to, err)
			}
			continue
		}
		if strings.Join(got, "") != c.want {
			t.Errorf("%s to %d: %v", c.id, c.to, got)
		}
	}
}
