package collection

import (
	"context"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"zco/api"
	"zco/api/sandbox"
)

// auxiliary are the requests whose answers are only nice to have.
var auxiliary = regexp.MustCompile(`/(locales|groups|brands|users/show_many|users/me|organizations/show_many|tickets/show_many|records/count|limits/\w+)($|\?)|/(users|groups)/\d+$`)

// troubled answers what is only nice to have with a trouble, and all else from
// the sandbox.
type troubled struct {
	http.RoundTripper
	trouble   string
	auxiliary *regexp.Regexp
}

func (t troubled) RoundTrip(r *http.Request) (*http.Response, error) {
	if !t.auxiliary.MatchString(r.URL.Path) {
		return t.RoundTripper.RoundTrip(r)
	}
	status, body := 200, "{}"
	switch t.trouble {
	case "403":
		status, body = 403, `{"error":{"title":"Forbidden","message":"You do not have access to this page."}}`
	case "404":
		status, body = 404, `{"error":"InvalidEndpoint","description":"Not found"}`
	case "500":
		status, body = 500, ""
	case "nothing":
		select {
		case <-time.After(30 * time.Second):
		case <-r.Context().Done():
		}
		return nil, context.DeadlineExceeded
	}
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}

var troubles = []string{"403", "404", "500", "nothing", "{}"}

// withTrouble runs a test for each trouble against a sandbox of its own.
func withTrouble(t *testing.T, only *regexp.Regexp, f func(t *testing.T, c *api.Client, trouble string)) {
	for _, trouble := range troubles {
		t.Run(trouble, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := sandbox.New(sandbox.Options{Records: 50})
				c, err := api.New("http://127.0.0.1:1", api.WithTransport(troubled{s.Transport(), trouble, only}),
					api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
				if err != nil {
					t.Fatal(err)
				}
				f(t, c, trouble)
			})
		})
	}
}

// Every family is listed with its fields whatever becomes of what is only nice
// to have, soon enough, and where choices are without names a sentence says so.
func TestListsWithoutWhatIsNice(t *testing.T) {
	item := VariantsOf("60002")
	all := append(Families(), item, FieldsOf("asset"), Records(api.Object{Key: "asset"}))
	withTrouble(t, auxiliary, func(t *testing.T, c *api.Client, trouble string) {
		for _, col := range all {
			fresh := col
			if col.Family == familyContent {
				// Languages are remembered by the collection: each trouble has its own.
				if fresh = VariantsOf("60002"); col.ID == familyContent {
					fresh = DynamicContent()
				}
			}
			began := time.Now()
			s, err := fresh.Schema(t.Context(), c)
			if err != nil || len(s.Fields) == 0 {
				t.Errorf("%s: no fields: %v", col.ID, err)
				continue
			}
			named := col.Family == familyContent || col.ID == familyMemberships
			if named != (s.Missing != "") || strings.ContainsAny(s.Missing, "\n") {
				t.Errorf("%s says %q", col.ID, s.Missing)
			}
			p, err := fresh.List(t.Context(), c, Query{Size: 10})
			if err != nil || len(p.Items) == 0 {
				t.Errorf("%s: no rows: %v", col.ID, err)
			}
			if took := time.Since(began); took > 2*Patience {
				t.Errorf("%s took %v", col.ID, took)
			}
			if fresh.DeleteImpact != nil && len(p.Items) > 0 {
				if _, err := fresh.DeleteImpact(t.Context(), c, p.Items[:1]); err != nil {
					t.Errorf("%s cannot be deleted from: %v", col.ID, err)
				}
			}
		}
	})
}

// The verbs that only tell or plan do so with ids, and say what is missing.
func TestVerbsWithoutWhatIsNice(t *testing.T) {
	withTrouble(t, auxiliary, func(t *testing.T, c *api.Client, trouble string) {
		lines, err := Limits(t.Context(), c, "asset")
		if err != nil || len(lines) != 4 || !strings.HasSuffix(lines[3], "the service does not tell") {
			t.Errorf("limits: %q, %v", lines, err)
		}
		p, err := Memberships().List(t.Context(), c, Query{Size: 2})
		if err != nil {
			t.Fatal(err)
		}
		if words := membershipWords(t.Context(), c, p.Items[:1]); words != "10001 in 40001" {
			t.Errorf("a membership is %q", words)
		}
		if _, missing := NamesApart(t.Context(), c, api.TargetUser, []string{"10001"}); missing == "" {
			t.Error("that names are missing is not said")
		}
		impact, err := objectImpact(t.Context(), c, []Item{{ID: "asset", Name: "Assets"}})
		if err != nil || impact.ConfirmText != "asset" || !strings.Contains(impact.Warning, "how many cannot be told") {
			t.Errorf("deleting an object: %+v, %v", impact, err)
		}
	})
}

// A rule of which nobody tells whether it is used can be deleted all the same;
// that is said, and the service refuses it where it is used.
func TestRulesWithoutPermissions(t *testing.T) {
	withTrouble(t, regexp.MustCompile(`/permission_policies$`), func(t *testing.T, c *api.Client, _ string) {
		rules := AccessRulesOf("asset")
		p, err := rules.List(t.Context(), c, Query{})
		if err != nil || p.Items[0].Value("used_by").Text() != usesUnknown || rules.UndeletableReason(p.Items[0]) != "" {
			t.Fatalf("%v: %+v", err, p.Items)
		}
		if impact, err := rules.DeleteImpact(t.Context(), c, p.Items[:1]); err != nil || impact.Warning == "" {
			t.Errorf("%+v, %v", impact, err)
		}
	})
}

// Fields are defined without the account's other objects.
func TestFieldsWithoutOtherObjects(t *testing.T) {
	withTrouble(t, regexp.MustCompile(`/custom_objects$`), func(t *testing.T, c *api.Client, trouble string) {
		s, err := FieldsOf("asset").Schema(t.Context(), c)
		if err != nil || s.Missing == "" {
			t.Fatalf("%v; it says %q", err, s.Missing)
		}
		if target, _ := s.Field("relationship_target_type"); len(target.Options) != 5 {
			t.Errorf("%d targets", len(target.Options))
		}
	})
}
