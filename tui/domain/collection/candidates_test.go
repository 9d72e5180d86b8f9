package collection

import (
	"slices"
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
