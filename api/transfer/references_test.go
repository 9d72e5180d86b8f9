package transfer_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"

	"zco/api"
	"zco/api/sandbox"
	"zco/api/transfer"
)

// A lookup in a file may say an external id or a name; what means nothing or
// several records is refused before anything is sent.
func TestLookupsByExternalIDAndName(t *testing.T) {
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
		for _, serial := range []string{"SN-10000001", "SN-10000002"} {
			p := api.RecordPatch{Name: api.String("Twin"), Fields: map[string]api.Value{"serial_number": api.String(serial)}}
			if _, _, err := c.CreateRecord(t.Context(), object, p); err != nil {
				t.Fatal(err)
			}
		}
		m := importing("steps,asset\none,"+a.ExternalID.Text()+"\nzwölf,\""+b.Name.Text()+"\"\nthree,Twin\nfour,Nowhere\n", fields.Items)
		m.Object = "repair"
		m.Names = func(_ context.Context, target string, ids []string) (map[string]string, bool, error) {
			out := map[string]string{}
			for _, id := range ids {
				if id == a.ID || id == b.ID {
					out[id] = id
				}
			}
			return out, target == "zen:custom_object:asset", nil
		}
		dry, err := m.DryRun(t.Context(), c)
		if err != nil || dry.Err != "" || dry.Create != 2 || dry.Bad != 2 {
			t.Fatalf("%v %q: %d new, %d refused: %v", err, dry.Err, dry.Create, dry.Bad, dry.Problems)
		}
		for n, want := range []string{"2 records have the name \"Twin\"", "no record of asset has the id, the external id or the name \"Nowhere\""} {
			if got := dry.Problems[n]; !strings.Contains(got.Reason, want) || got.Column != "asset" || got.Line != n+4 {
				t.Errorf("%+v, want %q", got, want)
			}
		}
		_, progress := run(t, c, m.Plan(t.Context(), c), transfer.Options{})
		if progress.Done != 2 {
			t.Errorf("%+v", progress)
		}
		made, _, err := c.SearchRecords(t.Context(), "repair", "zwölf", api.ListOptions{})
		if err != nil || len(made.Items) != 1 || made.Items[0].Fields["asset"].Text() != b.ID {
			t.Errorf("%v: %v", err, made.Items)
		}
	})
}

// Where names are unique, one that is taken or comes twice is said by the dry
// run.
func TestUniqueNamesThatAreTaken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := signIn(t, sandbox.Options{Records: 100, RateLimit: -1, IndexLag: -1})
		_, _, err := c.CreateObject(t.Context(), api.ObjectPatch{Key: api.String("dock"), Title: api.String("Dock"), TitlePluralized: api.String("Docks")})
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = c.UpdateField(t.Context(), "dock", api.FieldName, api.FieldPatch{Properties: api.Value(`{"is_unique":true}`)})
		if err != nil {
			t.Fatal(err)
		}
		there, _, err := c.CreateRecord(t.Context(), "dock", api.RecordPatch{Name: api.String("North")})
		if err != nil {
			t.Fatal(err)
		}
		fields, _, err := c.ListFields(t.Context(), "dock", api.ListOptions{})
		if err != nil {
			t.Fatal(err)
		}
		m := importing("name\nNorth\nSouth\nSouth\n", fields.Items)
		m.Object = "dock"
		dry, err := m.DryRun(t.Context(), c)
		if err != nil || dry.Err != "" || dry.Create != 1 || dry.Bad != 2 {
			t.Fatalf("%v %q: %d new, %d refused: %v", err, dry.Err, dry.Create, dry.Bad, dry.Problems)
		}
		for n, want := range []string{"the record " + there.ID + " has the name \"North\"", "row 2 has the name \"South\""} {
			if got := dry.Problems[n].Reason; !strings.Contains(got, want) {
				t.Errorf("%q, want %q", got, want)
			}
		}
	})
}
