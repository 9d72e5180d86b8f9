package collection

import (
	"slices"
	"strings"
	"testing"

	"zco/api"
)

// People and organizations are offered by the beginning of a name, from lists
// that count their pages and refuse page[size]; one letter of a person is not
// asked for, since the service refuses that as well.
func TestCandidatesOfTheDesk(t *testing.T) {
	d := newDesk(t, "")
	for _, c := range []struct{ target, text, sent string }{
		{api.TargetUser, "lind", "GET /api/v2/users/autocomplete?name=lind&per_page=10"},
		{api.TargetOrganization, "f", "GET /api/v2/organizations/autocomplete?name=f&per_page=10"},
		{api.TargetUser, "l", ""},
	} {
		list, err := Candidates(d.ctx, d.client, c.target, c.text)
		d.must(err)
		if (len(list) > 0) != (c.sent != "") {
			t.Errorf("%s %q offers %v", c.target, c.text, list)
		}
		if got := d.requests(); c.sent != "" && !slices.Equal(got, []string{c.sent}) || c.sent == "" && len(got) > 0 {
			t.Errorf("%s %q asks %q", c.target, c.text, got)
		}
	}
}

// People of one name are told apart by their email, records by their external
// id; a ticket by its number and status.
func TestCandidatesAreToldApart(t *testing.T) {
	d := newDesk(t, "")
	people, err := Candidates(d.ctx, d.client, api.TargetUser, "lind")
	d.must(err)
	for _, o := range people {
		if !strings.Contains(o.About, "@") {
			t.Errorf("nothing tells %+v apart", o)
		}
	}
	if len(people) == 0 {
		t.Error("nobody was found")
	}
	records := recordOptions([]api.Record{{ID: "01A", ExternalID: api.String("AST-1")}, {ID: "01B"}})
	if want := []Option{{Value: "01A", Title: "01A", About: "AST-1"}, {Value: "01B", Title: "01B"}}; !slices.Equal(records, want) {
		t.Errorf("records are %+v", records)
	}
}
