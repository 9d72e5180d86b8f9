package collection

import (
	"context"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/domain/field"
)

// collections are all there are, each made anew: some remember what they read.
var collections = map[string]func() *Collection{
	"asset":       func() *Collection { return Records(api.Object{Key: "asset"}) },
	"fields":      func() *Collection { return FieldsOf("asset") },
	"triggers":    func() *Collection { return TriggersOf("asset") },
	"rules":       func() *Collection { return AccessRulesOf("asset") },
	"permissions": func() *Collection { return PermissionsOf("asset") },
	"variants":    func() *Collection { return VariantsOf("60002") },
	"card":        func() *Collection { return CardOf("zen:custom_object:asset") },
}

func init() {
	for i, name := range familyNames {
		collections[name] = func() *Collection { return Families()[i] }
	}
}

// needed are the reads that something cannot do without, by collection and what
// is done; all others are only nice to have.
var needed = map[string]string{
	"asset": `/asset/(fields|records.*)$`, "fields": `/asset/fields`, "triggers": `/triggers`, "rules": `/access_rules`,
	"permissions": `/permission_policies`, "variants": `/variants`, "card": `/essentials_card$`,
	familyObjects: `/custom_objects(/store)?$`, familyRoles: `/custom_roles`, familyStatuses: `/custom_statuses`, familyContent: `/items`,
	familyCards: `/essentials_card`, familyMemberships: `/group_memberships`, familySchedules: `/deletion_schedules`,

	"statuses forms":                   `/(ticket_forms|ticket_form_statuses)$`, // which show it is what is asked
	"dynamic-content add-missing":      `/(items/\d+|locales)$`,                 // so are the languages
	"variants add-missing":             `/(items/\d+|locales)$`,
	"asset rights":                     `/permission_policies$`,
	"objects rights":                   `/permission_policies$`,
	"permissions rights":               `/permission_policies$`,
	"memberships filter group":         `/groups$`,
	"memberships agent":                `/users/\d+$`,
	"deletion-schedules filter object": `/custom_objects$`,
	"fields filter-conditions":         `/definitions/`,
	"triggers terms":                   `/definitions$`,
	"rules terms":                      `/definitions$`,
	"triggers list":                    `/triggers$`,
	"triggers active":                  `/active$`,
	"rules list":                       `/access_rules$`,
	"rules delete":                     `^$`,
	"fields delete":                    `^$`,
	"objects delete":                   `^$`,
	"memberships delete":               `^$`,
	"asset count":                      `/count$`,
}

// act is one thing that can be done with a collection, or with a row of it.
type act func(ctx context.Context, c *api.Client) error

// acts are all that read: the fields, the list, a row, the count, what deleting
// costs, the choices of filters, and each verb as far as it sends nothing.
func acts(col *Collection, rows []Item) map[string]act {
	out := map[string]act{
		"schema": func(ctx context.Context, c *api.Client) error { _, err := col.Schema(ctx, c); return err },
		"list": func(ctx context.Context, c *api.Client) error {
			p, err := col.List(ctx, c, Query{Size: 10})
			if err == nil && len(p.Items) == 0 {
				err = refuse("", "no rows")
			}
			return err
		},
		"get": func(ctx context.Context, c *api.Client) error { _, err := col.Get(ctx, c, rows[0].ID); return err },
	}
	if col.Count != nil {
		out["count"] = func(ctx context.Context, c *api.Client) error { _, err := col.Count(ctx, c); return err }
	}
	if col.DeleteImpact != nil {
		out["delete"] = func(ctx context.Context, c *api.Client) error {
			_, err := col.DeleteImpact(ctx, c, rows[:1])
			return err
		}
	}
	for _, choice := range col.Filters {
		if choice.Load != nil {
			out["filter "+choice.Key] = func(ctx context.Context, c *api.Client) error { _, err := choice.Load(ctx, c); return err }
		}
	}
	for _, v := range col.Verbs {
		items := rows
		if v.Allowed != nil {
			items = slices.DeleteFunc(slices.Clone(rows), func(it Item) bool { return v.Allowed(it) != "" })
		}
		if v.Visit == nil && (v.Table || len(items) > 0) {
			out[v.ID] = func(ctx context.Context, c *api.Client) error { return reads(ctx, c, v, items[:min(1, len(items))]) }
		}
	}
	return out
}

// reads does of a verb what sends nothing, with the first answers that will do.
func reads(ctx context.Context, c *api.Client, v Verb, items []Item) error {
	if v.Show != nil {
		_, err := v.Show(ctx, c, items)
		return err
	}
	answers := Patch{"people": api.String("10002"), "position": api.Int(3)}
	if v.Form != nil {
		form, err := v.Form(ctx, c, items)
		if err != nil {
			return err
		}
		maps.Copy(answers, form.Values)
		for _, f := range form.Fields {
			if n := len(f.Options); n > 0 && answers[f.Key].IsEmpty() {
				answers[f.Key] = api.String(f.Options[n-1].Value)
				if f.Type == field.Multiselect {
					answers[f.Key] = api.Strings([]string{f.Options[n-1].Value})
				}
			} else if answers[f.Key].IsEmpty() && strings.HasPrefix(f.Key, "group") {
				answers[f.Key] = api.String("40012") // typed, where there are no groups to choose from
			}
		}
	}
	_, err := v.Plan(ctx, c, items, answers)
	return err
}

// listening notes the paths that are read.
type listening struct {
	http.RoundTripper
	paths []string
}

func (l *listening) RoundTrip(r *http.Request) (*http.Response, error) {
	if !slices.Contains(l.paths, r.URL.Path) {
		l.paths = append(l.paths, r.URL.Path)
	}
	return l.RoundTripper.RoundTrip(r)
}

// doing does one thing with a collection; the reads of one path meet with
// trouble, none for "".
func doing(t *testing.T, name, what, path, trouble string) (names, asked []string, took time.Duration, err error) {
	synctest.Test(t, func(t *testing.T) {
		s := sandbox.New(sandbox.Options{Records: 50, RateLimit: -1})
		signedIn := func(wire http.RoundTripper) *api.Client {
			c, err := api.New("http://127.0.0.1:1", api.WithTransport(wire), api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
		rows, rowsErr := collections[name]().List(t.Context(), signedIn(s.Transport()), Query{Size: 20})
		if rowsErr != nil {
			t.Fatal(rowsErr)
		}
		all := acts(collections[name](), rows.Items)
		names = slices.Sorted(maps.Keys(all))
		if what == "" {
			return
		}
		wire := &listening{RoundTripper: s.Transport()}
		if trouble != "" {
			wire.RoundTripper = troubled{s.Transport(), trouble, regexp.MustCompile("^" + regexp.QuoteMeta(path) + "$")}
		}
		began := time.Now()
		err = all[what](t.Context(), signedIn(wire))
		took, asked = time.Since(began), wire.paths
	})
	return names, asked, took, err
}

// Whatever is done with a collection is done without each read that it can do
// without: refused, not there, broken, silent, or empty.
func TestEachReadIsApart(t *testing.T) {
	tried := 0
	for name := range collections {
		things, _, _, _ := doing(t, name, "", "", "")
		for _, what := range things {
			_, asked, _, err := doing(t, name, what, "", "")
			if err != nil {
				continue // what is refused beforehand, such as moving up what is the first
			}
			needs, own := needed[name+" "+what]
			if !own {
				needs = needed[name]
			}
			for _, path := range asked {
				if regexp.MustCompile(needs).MatchString(path) {
					continue
				}
				tried++
				for _, trouble := range troubles {
					if _, _, took, err := doing(t, name, what, path, trouble); err != nil || took > 4*Patience {
						t.Errorf("%s of %s with %s of %s after %v: %v", what, name, trouble, path, took, err)
					}
				}
			}
		}
	}
	if tried < 30 {
		t.Errorf("only %d reads were tried", tried)
	}
}
