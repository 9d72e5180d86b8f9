package transfer_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"zco/api"
	"zco/api/sandbox"
	"zco/api/transfer"
)

// anybody names whatever it is asked for.
func anybody(_ context.Context, _ string, ids []string) (map[string]string, bool, error) {
	out := map[string]string{}
	for _, id := range ids {
		out[id] = id
	}
	return out, true, nil
}

// A record that the filter of a lookup leaves out is refused by the dry run
// and by the import, unless it is asked for.
func TestLookupFilterLeavesOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, fields := signIn(t, sandbox.Options{Records: 100, RateLimit: -1, IndexLag: -1})
		vendors, _, err := c.ListRecords(t.Context(), "vendor", api.RecordFilter{}, api.ListOptions{Size: 100})
		if err != nil {
			t.Fatal(err)
		}
		var yes, no string
		for _, v := range vendors.Items {
			if preferred, _ := v.Fields["preferred"].Bool(); preferred {
				yes = v.ID
			} else {
				no = v.ID
			}
		}
		m := importing("name,serial_number,supplier\none,SN-90000001,"+yes+"\ntwo,SN-90000002,"+no+"\n", fields)
		m.Names = anybody
		dry, err := m.DryRun(t.Context(), c)
		if err != nil || dry.Create != 1 || dry.Bad != 1 || len(dry.Problems) != 1 {
			t.Fatalf("%v: %d new, %d refused: %v", err, dry.Create, dry.Bad, dry.Problems)
		}
		if p := dry.Problems[0]; p.Column != "supplier" || p.Line != 3 || p.Value != no || !strings.Contains(p.Reason, "the filter of the field leaves it out") {
			t.Errorf("%+v", p)
		}
		m.Accept = []transfer.Cause{transfer.CauseFiltered}
		if dry, err := m.DryRun(t.Context(), c); err != nil || dry.Create != 2 {
			t.Errorf("asked for: %v, %d new: %v", err, dry.Create, dry.Problems)
		}
	})
}

// The forms of the service's own import are read: external_id:ID and name:NAME,
// by that alone.
func TestLookupsInTheFormsOfTheService(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := signIn(t, sandbox.Options{Records: 100, RateLimit: -1, IndexLag: -1})
		fields, _, err := c.ListFields(t.Context(), "repair", api.ListOptions{})
		if err != nil {
			t.Fatal(err)
		}
		assets, _, err := c.ListRecords(t.Context(), object, api.RecordFilter{}, api.ListOptions{Size: 3})
		if err != nil {
			t.Fatal(err)
		}
		a, b := assets.Items[0], assets.Items[1]
		m := importing("external_id,steps,asset\nR-1,one,external_id:"+a.ExternalID.Text()+"\nR-2,two,\"name:"+b.Name.Text()+"\"\nR-3,three,\"external_id:"+b.Name.Text()+"\"\nR-4,four,name:\n", fields.Items)
		m.Object, m.Names = "repair", func(ctx context.Context, target string, ids []string) (map[string]string, bool, error) {
			names, asked, err := anybody(ctx, target, ids)
			for id := range names {
				if !strings.HasPrefix(id, "01") {
					delete(names, id)
				}
			}
			return names, asked, err
		}
		dry, err := m.DryRun(t.Context(), c)
		if err != nil || dry.Create != 2 || dry.Bad != 2 {
			t.Fatalf("%v: %d new, %d refused: %v", err, dry.Create, dry.Bad, dry.Problems)
		}
		run(t, c, m.Plan(t.Context(), c), transfer.Options{})
		made, _, err := c.ListRecords(t.Context(), "repair", api.RecordFilter{ExternalIDs: []string{"R-1", "R-2"}}, api.ListOptions{Size: 3})
		if err != nil || len(made.Items) != 2 || made.Items[0].Fields["asset"].Text() != a.ID || made.Items[1].Fields["asset"].Text() != b.ID {
			t.Errorf("%v: %v", err, made.Items)
		}
	})
}

// Names of what a record points at already are not searched for, and say which
// of several with the same name is meant.
func TestUnchangedNamesAreNotSearched(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := sandbox.New(sandbox.Options{Records: 100, RateLimit: -1, IndexLag: -1})
		searches := 0
		c, err := api.New("https://sandbox.zendesk.com", api.WithTransport(tripper(func(r *http.Request) (*http.Response, error) {
			if strings.HasSuffix(r.URL.Path, "/search") {
				searches++
			}
			return s.Transport().RoundTrip(r)
		})), api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
		if err != nil {
			t.Fatal(err)
		}
		fields, _, err := c.ListFields(t.Context(), "repair", api.ListOptions{})
		if err != nil {
			t.Fatal(err)
		}
		asset := func(serial string) api.Record {
			r, _, err := c.CreateRecord(t.Context(), object, api.RecordPatch{Name: api.String("Twin"), Fields: map[string]api.Value{"serial_number": api.String(serial)}})
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		_, second := asset("SN-80000001"), asset("SN-80000002")
		repair, _, err := c.CreateRecord(t.Context(), "repair", api.RecordPatch{Fields: map[string]api.Value{"asset": api.String(second.ID)}})
		if err != nil {
			t.Fatal(err)
		}
		m := importing("id,asset\n"+repair.ID+",Twin\n", fields.Items)
		m.Object, m.Names = "repair", anybody
		dry, err := m.DryRun(t.Context(), c)
		if err != nil || dry.Same != 1 || searches != 0 {
			t.Errorf("%v: %d the same after %d searches: %v", err, dry.Same, searches, dry.Problems)
		}
	})
}

type tripper func(*http.Request) (*http.Response, error)

func (f tripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// An amount may have the currency of its field beside it, and no other.
func TestCurrencyOfAmounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, fields := signIn(t, sandbox.Options{Records: 100, RateLimit: -1, IndexLag: -1})
		for _, one := range []struct{ text, reason string }{
			{"12.50 EUR", ""}, {"EUR 12.50", ""}, {"€12.50", ""}, {"12.50eur", ""}, {"12.5", ""},
			{"12.50 USD", "USD is not a currency of this field, which takes EUR"}, {"£12", "GBP is not a currency of this field"},
			{"12.50 pcs", "pcs is not a currency"}, {"EUR", "is not a number"}, {"EUR 1 EUR", "is not a number"}, {"1,50 EUR", "write a point"},
		} {
			dry, err := importing("name,serial_number,price\na,SN-90000001,\""+one.text+"\"\n", fields).DryRun(t.Context(), c)
			switch {
			case err != nil:
				t.Fatal(err)
			case one.reason == "" && dry.Create != 1:
				t.Errorf("%s: %v", one.text, dry.Problems)
			case one.reason == "" && !strings.HasPrefix(dry.New[0].Patch.Fields["price"].Text(), "12.5"):
				t.Errorf("%s is %s", one.text, dry.New[0].Patch.Fields["price"])
			case one.reason != "" && (dry.Bad != 1 || !strings.Contains(dry.Problems[0].Reason, one.reason)):
				t.Errorf("%s: %v", one.text, dry.Problems)
			}
		}
		m := importing(`[{"name":"a","serial_number":"SN-90000001","price":{"amount":1,"currency":"USD"}},{"name":"b","serial_number":"SN-90000002","price":{"amount":"x","currency":"EUR"}},{"name":"c","serial_number":"SN-90000003","price":{"amount":1,"currency":"EUR"}}]`, fields)
		dry, err := m.DryRun(t.Context(), c)
		if err != nil || dry.Create != 1 || dry.Bad != 2 || !strings.Contains(dry.Problems[0].Reason, "USD is not") || !strings.Contains(dry.Problems[1].Reason, "not a number") {
			t.Errorf("objects: %v, %+v", err, dry.Problems)
		}
	})
}
