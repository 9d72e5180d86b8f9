package transfer

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"zco/api"
)

func importOf(text string) Import {
	return Import{Object: "car", Fields: schema(), Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(text)), nil
	}}
}

func TestCheckTellsRowsAndColumns(t *testing.T) {
	c, err := importOf("Name,YEAR,price,Sold,color,extras,leased\n" +
		"a,2000,1.5,2024-03-05,Deep Red,\"red, Blue\",yes\n" +
		"\"b\n2\",many,\"1,5\",03/04/2024,mauve,red|mauve,perhaps\n" +
		",1234567890123,.5,25/12/2023,,,\n").Check()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range c.Problems {
		got = append(got, p.String())
	}
	want := []string{
		`row 2 (line 3), YEAR: "many" is not a number`,
		`row 2 (line 3), price: "1,5" is not a number: write a point before the decimals, and nothing between thousands`,
		`row 2 (line 3), color: "mauve" is not an option of color`,
		`row 2 (line 3), extras: "mauve" is not an option of extras`,
		`row 2 (line 3), leased: "perhaps" is neither true nor false`,
		`row 3 (line 5), YEAR: "1234567890123" has more than 12 digits`,
	}
	if diff := cmp.Diff(want, got); diff != "" || c.Rows != 3 || c.Bad != 2 || c.Key != KeyNone || c.Err != "" {
		t.Errorf("rows %d, bad %d, key %s, err %q\n%s", c.Rows, c.Bad, c.Key, c.Err, diff)
	}
}

func TestColumnsAreFound(t *testing.T) {
	for _, c := range []struct{ header, field, err, ignored string }{
		{header: "year", field: "year"}, {header: " Year ", field: "year"}, {header: "External ID", field: api.FieldExternalID},
		{header: "standard::external_id", field: api.FieldExternalID}, {header: "custom_object_fields.name", field: "name"},
		{header: "Note (twin)", field: "twin"}, {header: "created_at", ignored: "sets"}, {header: "wheels", err: "no field"},
		{header: "zco_reason", ignored: "failed before"},
	} {
		got, err := importOf("name," + c.header + "\na,\n").Check()
		if err != nil || len(got.Columns) != 2 {
			t.Fatal(err)
		}
		column := got.Columns[1]
		if column.Field != c.field || !strings.Contains(got.Err, c.err) || (got.Err == "") != (c.err == "") || !strings.Contains(column.Ignored, c.ignored) {
			t.Errorf("%q: %+v, %q", c.header, column, got.Err)
		}
	}
	fields := append(schema(), api.Field{Key: "a1", Title: "Size", Type: api.TypeText}, api.Field{Key: "a2", Title: "size", Type: api.TypeText})
	m := importOf("name,SIZE\na,b\n")
	m.Fields = fields
	if c, err := m.Check(); err != nil || !strings.Contains(c.Err, "a1, a2") {
		t.Errorf("ambiguous: %q, %v", c.Err, err)
	}
	m.Mapping = map[string]string{"SIZE": "a2"}
	if c, err := m.Check(); err != nil || c.Err != "" || c.Columns[1].Field != "a2" {
		t.Errorf("mapped: %+v, %v", c, err)
	}
	if c, err := importOf("name,year,Year\na,1,2\n").Check(); err != nil || !strings.Contains(c.Err, "already") {
		t.Errorf("twice: %q, %v", c.Err, err)
	}
}

func TestForms(t *testing.T) {
	for name, text := range map[string]string{
		"comma": "name,year\na,1\n\"b,;\"\"\nx\",2\n", "semicolon": "name;year\r\na;1\r\n\"b,;\"\"\nx\";2\r\n",
		"tab and mark": "\ufeffname\tyear\ra\t1\r\"b,;\"\"\nx\"\t2\r", "Excel": "sep=;\r\nname;year\na;1\n\n\"b,;\"\"\nx\";2",
		"array":  `[{"name":"a","year":1},{"name":"b,;\"\nx","custom_object_fields":{"year":2}}]`,
		"lines":  `{"name":"a","custom_object_fields":{"year":1}}` + "\n\n" + `{"custom_object_record":{"name":"b,;\"\nx","year":2}}`,
		"answer": `{"count":2,"custom_object_records":[{"name":"a","year":1},{"name":"b,;\"\nx","year":2}],"meta":{}}`,
	} {
		var got []api.RecordPatch
		for item, err := range importOf(text).Plan(t.Context(), newFakeDesk().client(t)).Items {
			if err != nil || item.Problem != "" {
				t.Fatalf("%s: %v %s", name, err, item.Problem)
			}
			got = append(got, item.Patch)
		}
		want := []api.RecordPatch{
			{Name: `"a"`, Fields: map[string]api.Value{"year": "1"}}, {Name: `"b,;\"\nx"`, Fields: map[string]api.Value{"year": "2"}},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for name, text := range map[string]string{
		"empty": "", "quotes that do not end": "name\n\"a\n", "cut off": `[{"name":"a"}`, "UTF-32": "\xff\xfe\x00\x00n\x00\x00\x00", "gzip": "\x1f\x8b\x08", "text behind quotes": "name,year\n\"27\" monitor\",1\n", "a word": `[1] x`,
	} {
		if c, err := importOf(text).Check(); err == nil {
			t.Errorf("%s: taken, %+v", name, c)
		}
	}
	if c, err := importOf("name\n\xe4\n").Check(); err != nil || c.Bad != 1 {
		t.Errorf("Latin-1: %+v, %v", c, err)
	}
}

func TestDryRunAndImport(t *testing.T) {
	for _, by := range []Key{KeyExternalID, KeyName} {
		synctest.Test(t, func(t *testing.T) {
			d := newFakeDesk()
			d.add("a", "e1", map[string]any{"year": 1, "note": "kept"})
			d.add("b", "e2", map[string]any{"year": 2})
			before := maps.Clone(d.changes)
			m := importOf("external_id,name,year,note\ne1,a,9,\ne2,b,2,\ne3,c,3,x\ne1,a,4,\n")
			m.Key = by
			for i := range m.Fields {
				if m.Fields[i].Key == api.FieldName {
					m.Fields[i].Properties = map[string]api.Value{"is_unique": "true"}
				}
			}
			c := d.client(t)
			dry, err := m.DryRun(t.Context(), c)
			if err != nil || dry.Create != 1 || dry.Change != 1 || dry.Same != 1 || dry.Bad != 1 || dry.Rows != 4 {
				t.Fatalf("dry run %+v, %v", dry, err)
			}
			if d.posts != 0 || !maps.Equal(before, d.changes) {
				t.Error("the dry run changed something")
			}
			r, p := runPlan(t, c, m.Plan(t.Context(), c), Options{})
			if p.Done != 2 || p.Failed != 1 || len(d.records) != 3 {
				t.Errorf("import %+v", p)
			}
			var failed bytes.Buffer
			if n, err := m.WriteFailed(&failed, r.Failed()); err != nil || n != 1 ||
				!strings.HasPrefix(failed.String(), "external_id,name,year,note,zco_reason\r\ne1,a,4,,") || !strings.Contains(failed.String(), "row 1") {
				t.Errorf("failed rows: %q, %v", failed.String(), err)
			}
			again, err := m.DryRun(t.Context(), c)
			if err != nil || again.Create+again.Change != 0 || again.Same != 3 {
				t.Errorf("a second time: %+v, %v", again, err)
			}
			if _, p := runPlan(t, c, UndoPlan("car", r.Results(), m.Fields), Options{CheckBefore: true}); p.Done != 2 || len(d.records) != 2 {
				t.Errorf("undo %+v", p)
			}
		})
	}
}

func TestImportByIDAndBreak(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		id := d.add("a", "", map[string]any{"year": 1})
		text := "id,name,external_id,year\n" + id + ",a,,2\nnowhere,b,,1\n"
		for i := range 1500 {
			text += fmt.Sprintf(",new %d,x%d,%d\n", i, i, i)
		}
		m, c, log := importOf(text), d.client(t), t.TempDir()+"/log"
		d.faults = func(post int) fault { return []fault{noFault, lostAfter, noFault, lostBefore}[post%4] }
		ctx, stop := context.WithCancel(t.Context())
		r, err := Start(ctx, c, m.Plan(ctx, c), Options{LogPath: log, OnProgress: func(p Progress) {
			if p.Done > 500 {
				stop()
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Wait(); err == nil {
			t.Fatal("no break")
		}
		_, p := runPlan(t, c, m.Plan(t.Context(), c), Options{LogPath: log})
		if len(d.records) != 1501 || p.Failed != 1 || p.Unknown != 0 {
			t.Errorf("%d records, %+v", len(d.records), p)
		}
		for id, n := range d.changes {
			if n > 2 || n > 1 && d.records[id]["name"] != "a" {
				t.Fatalf("%v was written %d times", d.records[id]["name"], n)
			}
		}
	})
}

func TestNewRecordsNeedWhatIsRequired(t *testing.T) {
	m := importOf("year\n1\n")
	if c, err := m.Check(); err != nil || c.Bad != 1 || !strings.Contains(c.Problems[0].String(), "Name: a new record must have") {
		t.Errorf("%+v, %v", c, err)
	}
	m.Fields[0].Properties = map[string]api.Value{"autoincrement_enabled": "true"}
	if c, err := m.Check(); err != nil || !c.OK() {
		t.Errorf("autonumbered: %+v, %v", c, err)
	}
}

// hostile is text as customers write it, and worse.
func hostile() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"=1+1", "'", "''=x", "@SUM", "+1", "-1", "\t", "\r", "\r\n", "a\r\nb", `"`, `""`, ",", ";", " lead", "trail ",
			"\x00", "\x1b[31m", "\ufeff", "\u202e", "null", "true", "👩‍👩‍👧", "{}", "[", "＝x", `\e`, "|", "é", "<b>&amp;</b>", "\u2028"}),
		rapid.String(),
	)
}

func randomFields(t *rapid.T) map[string]any {
	digits := rapid.StringMatching(`-?[1-9][0-9]{0,11}`)
	tags := rapid.SampledFrom([]string{"red", "blue", "formula", "pipe"})
	all := map[string]any{
		"note": hostile().Draw(t, "note"), "story": hostile().Draw(t, "story"), "plate": hostile().Draw(t, "plate"),
		"leased": rapid.Bool().Draw(t, "leased"), "year": json.Number(digits.Draw(t, "year")),
		"price": json.Number(digits.Draw(t, "price") + ".050"), "value": map[string]any{"amount": json.Number("-1.10"), "currency": "EUR"},
		"sold": "2024-02-29T00:00:00+00:00", "color": tags.Draw(t, "color"), "extras": rapid.SliceOfNDistinct(tags, 1, 4, rapid.ID).Draw(t, "extras"),
		"owner": "12345678901234567", "fleet": "01GCSJW391QVSC80GYDH7E93Q6", "name": hostile().Draw(t, "name field"), "twin": nil,
	}
	for key := range all {
		if rapid.IntRange(0, 3).Draw(t, "no "+key) == 0 {
			all[key] = nil
		}
	}
	return all
}

func TestRoundTripIsByteForByte(t *testing.T) {
	for _, o := range []ExportOptions{
		{Format: CSV}, {Format: CSV, TitleHeader: true, OptionTitles: true}, {Format: JSONLines}, {Format: JSON},
	} {
		o.Fields = schema()
		o.Columns = append([]string{"name", "external_id"}, ColumnKeys(schema())[3:17]...)
		t.Run(fmt.Sprint(o.Format, o.TitleHeader), func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				synctest.Test(t, func(t *testing.T) {
					one, two := newFakeDesk(), newFakeDesk()
					two.dateForm = "T00:00:00+00:00"
					for i := range rapid.IntRange(1, 3).Draw(rt, "records") {
						one.add(hostile().Draw(rt, "name")+"!", trimAll(fmt.Sprint(hostile().Draw(rt, "external id"), i)), randomFields(rt))
					}
					first := exportText(t, one.client(t), o)
					m := importOf(first)
					m.Key = KeyNone
					r, p := runPlan(t, two.client(t), m.Plan(t.Context(), two.client(t)), Options{})
					for _, f := range collect(t, r.Failed()) {
						rt.Fatalf("failed: %s", f.Why())
					}
					if p.Done != len(one.records) {
						rt.Fatalf("%+v", p)
					}
					second := exportText(t, two.client(t), o)
					if first != second {
						rt.Fatalf("first\n%q\nsecond\n%q", first, second)
					}
				})
			})
		})
	}
}

func TestCellsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := hostile().Draw(t, "text")
		if got := unguardCell(guardCell(text)); got != text {
			t.Fatalf("%q came back as %q", text, got)
		}
		if first := guardCell(text); first != "" && strings.ContainsRune("=+-@\t\r", rune(first[0])) {
			t.Fatalf("%q is not guarded", first)
		}
		elements := rapid.SliceOf(hostile()).Draw(t, "elements")
		if got := splitElements(joinElements(elements)); len(elements) > 0 && !cmp.Equal(got, elements) {
			t.Fatalf("%q came back as %q", elements, got)
		}
	})
}
