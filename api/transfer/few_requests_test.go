package transfer_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"zco/api"
	"zco/api/sandbox"
	"zco/api/transfer"
)

// counting signs in to an account and counts what is asked of it.
func counting(t *testing.T, records int) (c *api.Client, fields []api.Field, asked *int) {
	t.Helper()
	asked = new(int)
	s := sandbox.New(sandbox.Options{Records: records, RateLimit: -1, IndexLag: -1})
	c, err := api.New("https://sandbox.zendesk.com", api.WithTransport(tripper(func(r *http.Request) (*http.Response, error) {
		*asked++
		return s.Transport().RoundTrip(r)
	})), api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := c.ListFields(t.Context(), object, api.ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	*asked = 0
	return c, list.Items, asked
}

// uniqueNames are fields as they are where names are unique.
func uniqueNames(fields []api.Field) []api.Field {
	for i := range fields {
		if fields[i].Key == api.FieldName {
			fields[i].Properties = map[string]api.Value{"is_unique": "true"}
		}
	}
	return fields
}

// namedRows is a file of rows with names, the first of them of a record.
func namedRows(t *testing.T, c *api.Client, rows int) string {
	t.Helper()
	list, _, err := c.ListRecords(t.Context(), object, api.RecordFilter{}, api.ListOptions{Size: 1})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "name,serial_number\n%q,SN-90000000\n", list.Items[0].Name.Text())
	for n := 1; n < rows; n++ {
		fmt.Fprintf(&b, "New %d,SN-9%07d\n", n, n)
	}
	return b.String()
}

// Where the records are fewer than searches for all names would take, they are
// listed once.
func TestNamesAreListedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, fields, asked := counting(t, 600)
		text := namedRows(t, c, 5000)
		*asked = 0
		dry, err := importing(text, uniqueNames(fields)).DryRun(t.Context(), c)
		if err != nil || dry.Create != 4999 || dry.Bad != 1 || len(dry.Notes) != 0 {
			t.Fatalf("%v: %d new, %d refused, %v", err, dry.Create, dry.Bad, dry.Notes)
		}
		if *asked > 8 { // the count and the list
			t.Errorf("%d requests for names of 600 records", *asked)
		}
	})
}

// What lookups point at is asked for once, however many rows point there.
func TestLookupsAreAskedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, fields, asked := counting(t, 100)
		vendors, _, err := c.ListRecords(t.Context(), "vendor", api.RecordFilter{}, api.ListOptions{Size: 100})
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		b.WriteString("name,serial_number,supplier,owner\n")
		const rows = 3000
		refused := 0
		for n := range rows {
			v := vendors.Items[n%len(vendors.Items)]
			if preferred, _ := v.Fields["preferred"].Bool(); !preferred || n%50 == 0 {
				refused++
			}
			fmt.Fprintf(&b, "New %d,SN-9%07d,%s,%d\n", n, n, v.ID, 20000+n%50)
		}
		m := importing(b.String(), fields)
		named := 0
		m.Names = func(ctx context.Context, target string, ids []string) (map[string]string, bool, error) {
			named++
			names, ok, err := anybody(ctx, target, ids)
			delete(names, "20000")
			return names, ok, err
		}
		*asked = 0
		dry, err := m.DryRun(t.Context(), c)
		if err != nil || dry.Bad != refused || dry.Create != rows-refused {
			t.Fatalf("%v: %d new, %d refused of %d: %v", err, dry.Create, dry.Bad, refused, dry.Problems[:3])
		}
		if *asked > 1+len(vendors.Items)/api.MaxMany || named != 1 {
			t.Errorf("%d requests for %d vendors, %d for owners", *asked, len(vendors.Items), named)
		}
		m.Accept = []transfer.Cause{transfer.CauseFiltered}
		if dry, err = m.DryRun(t.Context(), c); err != nil || dry.Bad != rows/50 {
			t.Errorf("%v: %d refused: %v", err, dry.Bad, dry.Problems[:1])
		}
	})
}
