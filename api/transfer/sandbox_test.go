package transfer_test

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"zco/api"
	"zco/api/sandbox"
	"zco/api/transfer"
)

const object = "asset"

// signIn gives a client of a new sandbox and the fields of its largest object.
func signIn(t *testing.T, o sandbox.Options) (*api.Client, []api.Field) {
	t.Helper()
	c, err := api.New("https://sandbox.zendesk.com", api.WithTransport(sandbox.New(o).Transport()),
		api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	fields, _, err := c.ListFields(t.Context(), object, api.ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return c, fields.Items
}

func run(t *testing.T, c *api.Client, p transfer.Plan, o transfer.Options) (*transfer.Run, transfer.Progress) {
	t.Helper()
	r, err := transfer.Start(t.Context(), c, p, o)
	if err != nil {
		t.Fatal(err)
	}
	progress, err := r.Wait()
	if err != nil {
		t.Fatal(err)
	}
	return r, progress
}

func export(t *testing.T, c *api.Client, fields []api.Field, format transfer.Format, columns []string) string {
	t.Helper()
	var b bytes.Buffer
	o := transfer.ExportOptions{Format: format, Fields: fields, Columns: columns}
	if _, err := transfer.Export(t.Context(), c, transfer.Query{Object: object}, &b, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func importing(text string, fields []api.Field) transfer.Import {
	return transfer.Import{Object: object, Fields: fields, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(text)), nil
	}}
}

// What a whole object is exported as, imports as no change at all.
func TestSandboxExportIsNoChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, fields := signIn(t, sandbox.Options{Records: 500, RateLimit: -1})
		for _, format := range []transfer.Format{transfer.CSV, transfer.JSONLines, transfer.JSON} {
			m := importing(export(t, c, fields, format, nil), fields)
			dry, err := m.DryRun(t.Context(), c)
			if err != nil || dry.Err != "" || dry.Rows != 500 || dry.Same != 500 {
				t.Errorf("%s: %v %q: %d rows, %d the same, %d change, %d bad, such as %v", format, err, dry.Err,
					dry.Rows, dry.Same, dry.Change, dry.Bad, slices.Concat(dry.Problems)[:min(3, len(dry.Problems))])
				for _, e := range dry.Samples[:min(1, len(dry.Samples))] {
					t.Errorf("%+v", e.Fields)
				}
			}
		}
	})
}

func TestSandboxDeleteImportAndUndo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, fields := signIn(t, sandbox.Options{Records: 350, FailRate: 0.05})
		columns := slices.DeleteFunc(transfer.ColumnKeys(fields), func(key string) bool {
			computed := slices.ContainsFunc(fields, func(f api.Field) bool { return f.Key == key && f.ReadOnly })
			return computed || key == "id" || key == "created_at" || key == "updated_at" || strings.HasSuffix(key, "_user_id")
		})
		before := export(t, c, fields, transfer.CSV, columns)
		log := t.TempDir() + "/delete.jsonl"
		all := transfer.Records(t.Context(), c, transfer.Query{Object: object})
		_, p := run(t, c, transfer.DeletePlan(object, all), transfer.Options{LogPath: log, CheckBefore: true})
		if p.Done != 350 {
			t.Fatalf("deleted %+v", p)
		}
		if rest := export(t, c, fields, transfer.CSV, columns); strings.Count(rest, "\r\n") != 1 {
			t.Fatalf("left: %s", rest)
		}
		r, p := run(t, c, transfer.UndoPlan(object, transfer.ReadLog(log), fields), transfer.Options{})
		if p.Done != 350 {
			for f := range r.Failed() {
				t.Errorf("made again: %s", f.Why())
				break
			}
			t.Fatalf("made again %+v", p)
		}
		if after := export(t, c, fields, transfer.CSV, columns); !sameRows(before, after) {
			t.Errorf("not as it was:\n%.2000s\nwas\n%.2000s", after, before)
		}
	})
}

func sameRows(a, b string) bool {
	x, y := strings.Split(a, "\r\n"), strings.Split(b, "\r\n")
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}
