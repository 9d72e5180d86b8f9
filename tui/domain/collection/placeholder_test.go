package collection

import (
	"encoding/json"
	"strings"
	"testing"

	"zco/api"
)

// A standard status as an account was recorded to send it is shown with the
// service's words, edited as it was written, and found by both.
func TestStandardStatus(t *testing.T) {
	var s api.TicketStatus
	if err := json.Unmarshal([]byte(`{"id":1,"status_category":"new","agent_label":"Neu","raw_agent_label":"{{zd.status_new}}",
		"end_user_label":"Offen","raw_end_user_label":"{{zd.status_end_user_open}}","description":"x","raw_description":"x"}`), &s); err != nil {
		t.Fatal(err)
	}
	it := statusItem(s)
	label, _ := NewSchema(statusFields).Field("agent_label")
	description, _ := NewSchema(statusFields).Field("description")
	if got := it.Shown(Format{}, label); got != "Neu {{}}" || it.Value("agent_label").Text() != "{{zd.status_new}}" {
		t.Errorf("it is shown as %q and edited as %s", got, it.Value("agent_label"))
	}
	if got := it.Shown(Format{}, description); got != "x" {
		t.Errorf("a text without placeholders is shown as %q", got)
	}
	for _, words := range []string{"neu", "status_new", "offen"} {
		if p := whole([]Item{it}, Query{Text: words}, "agent_label", "end_user_label"); len(p.Items) != 1 {
			t.Errorf("%q does not find it", words)
		}
	}
	for _, c := range []struct {
		key  string
		mine Value
		want string
	}{
		{"agent_label", api.String("New"), "{{zd.status_new}}: everybody reads the same text"},
		{"agent_label", api.String("New"), "own translations do not come back"},
		{"agent_label", api.Null, "{{zd.status_new}}"},
		{"agent_label", api.String("[{{zd.status_new}}]"), ""},
		{"agent_label", Absent, ""},
		{"description", api.String("y"), ""},
	} {
		loss := it.PlaceholderLoss(c.key, c.mine)
		if !strings.Contains(loss, c.want) || c.want == "" && loss != "" {
			t.Errorf("%s to %s loses %q, not %q", c.key, c.mine, loss, c.want)
		}
	}
}

// Dynamic content can be written into a text again, which the service's own
// words cannot.
func TestDynamicContentOfAnObject(t *testing.T) {
	it := objectItem(api.Object{Key: "car", Title: "Auto", RawTitle: "{{dc.car}}", TitlePluralized: "Autos", RawPluralized: "Autos"})
	loss := it.PlaceholderLoss("title", api.String("Car"))
	if !strings.Contains(loss, "{{dc.car}}") || strings.Contains(loss, "come back") {
		t.Errorf("it loses %q", loss)
	}
	if o := objectOf(it); o.Title != "Auto" {
		t.Errorf("its records are of %q", o.Title)
	}
}
