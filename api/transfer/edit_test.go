package transfer

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"pgregory.net/rapid"

	"zco/api"
)

// schema has a field of each type.
func schema() []api.Field {
	options := []api.FieldOption{{Name: "Deep red", Value: "red"}, {Name: "Blue", Value: "blue"}, {Name: "=SUM(A1)", Value: "formula"}, {Name: "a|b\\c", Value: "pipe"}}
	standard := func(key, title string) api.Field {
		return api.Field{Key: key, Title: title, Type: api.TypeText, Active: true, Required: key == api.FieldName}
	}
	fields := []api.Field{standard(api.FieldName, "Name"), standard(api.FieldExternalID, "External ID")}
	for n, f := range []api.Field{
		{Key: "note", Title: "Note", Type: api.TypeText}, {Key: "story", Title: "Story", Type: api.TypeTextarea},
		{Key: "plate", Title: "Plate", Type: api.TypeRegexp}, {Key: "leased", Title: "Leased", Type: api.TypeCheckbox},
		{Key: "year", Title: "Year", Type: api.TypeInteger}, {Key: "price", Title: "Price", Type: api.TypeDecimal},
		{Key: "value", Title: "Value", Type: api.TypeCurrency}, {Key: "sold", Title: "Sold", Type: api.TypeDate},
		{Key: "color", Title: "Color", Type: api.TypeDropdown, Options: options},
		{Key: "extras", Title: "Extras", Type: api.TypeMultiselect, Options: options},
		{Key: "owner", Title: "Owner", Type: api.TypeLookup}, {Key: "fleet", Title: "Fleet", Type: api.TypeParent},
		{Key: "name", Title: "Name", Type: api.TypeText}, {Key: "twin", Title: "Note", Type: api.TypeText},
	} {
		f.Active, f.Position = true, n
		fields = append(fields, f)
	}
	return fields
}

func TestChanges(t *testing.T) {
	for _, c := range []struct {
		change        Change
		before, after api.Value
		problem       string
	}{
		{Change{Field: "year", Kind: Add, Number: "1"}, "2000", "2001", ""},
		{Change{Field: "year", Kind: Add, Number: "1"}, "999999999999", "", "more than 12 digits"},
		{Change{Field: "year", Kind: Add, Number: "0.5"}, "1", "", "whole number"},
		{Change{Field: "year", Kind: Add, Number: "1,5"}, "1", "", "point"},
		{Change{Field: "year", Kind: Add, Number: "1"}, "null", "", "no number"},
		{Change{Field: "price", Kind: Add, Number: "0.2"}, "0.1", "0.3", ""},
		{Change{Field: "price", Kind: Add, Number: "-0.1"}, "12345678901234567890.05", "12345678901234567889.95", ""},
		{Change{Field: "price", Kind: Add, Number: "1"}, "1e3", "1001", ""},
		{Change{Field: "price", Kind: Add, Number: "1"}, "1e999999999", "", "not a number"},
		{Change{Field: "note", Kind: Replace, Find: "A", With: "x"}, `"banana"`, `"bxnxnx"`, ""},
		{Change{Field: "note", Kind: Replace, Find: "A", With: "x", MatchCase: true}, `"banAna"`, `"banxna"`, ""},
		{Change{Field: "note", Kind: Replace, Find: ".", With: "!"}, `"a.b"`, `"a!b"`, ""},
		{Change{Field: "note", Kind: Replace, Find: "ÄÖ", With: "-"}, `"xäöy"`, `"x-y"`, ""},
		{Change{Field: "note", Kind: Replace, Find: "a", With: ""}, `"a"`, "null", ""},
		{Change{Field: "note", Kind: Replace, Find: "zz", With: "y"}, `"a"`, `"a"`, ""},
		{Change{Field: "note", Kind: Clear}, `"a"`, "null", ""},
		{Change{Field: api.FieldName, Kind: Clear}, `"a"`, "", "must have a value"},
		{Change{Field: "sold", Kind: Set, Value: `"5 Mar 2024"`}, "null", `"2024-03-05"`, ""},
		{Change{Field: "color", Kind: Set, Value: `"deep RED"`}, "null", `"red"`, ""},
		{Change{Field: "color", Kind: Set, Value: `"mauve"`}, "null", "", "not an option"},
		{Change{Field: "extras", Kind: AddOptions, Options: []string{"blue", "red"}}, `["red"]`, `["red","blue"]`, ""},
		{Change{Field: "extras", Kind: RemoveOptions, Options: []string{"red"}}, `["red"]`, "null", ""},
		{Change{Field: "color", Kind: AddOptions, Options: []string{"red"}}, "null", "", "does not fit"},
		{Change{Field: "gone", Kind: Set, Value: `"x"`}, "null", "", "no field"},
	} {
		r := api.Record{ID: "1", Name: api.String("n"), Fields: map[string]api.Value{}}
		setRecord(&r, c.change.Field, c.before)
		e := preview(r, []Change{c.change}, fieldsByKey(schema()))
		got := e.Fields[0]
		if c.problem != "" {
			if !strings.Contains(got.Problem, c.problem) || e.Changes() || e.Item().Problem == "" {
				t.Errorf("%v of %s: %q, want %q", c.change, c.before, got.Problem, c.problem)
			}
			continue
		}
		if got.Problem != "" || got.After != c.after || e.Changes() != (c.before != c.after) {
			t.Errorf("%v of %s: %s %q, want %s", c.change, c.before, got.After, got.Problem, c.after)
		}
	}
}

// A date that the service writes as a timestamp is the same day.
func TestSettingTheSameDateChangesNothing(t *testing.T) {
	r := api.Record{ID: "1", Fields: map[string]api.Value{"sold": `"2024-03-05T00:00:00+00:00"`}}
	e := preview(r, []Change{{Field: "sold", Kind: Set, Value: `"2024-03-05"`}}, fieldsByKey(schema()))
	if e.Changes() {
		t.Errorf("%+v", e.Fields)
	}
}

func TestAdditionIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.StringMatching(`-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,20})?`)
		a, b := number.Draw(t, "a"), number.Draw(t, "b")
		sum, problem := addNumber(api.TypeDecimal, api.Value(a), b)
		if problem != "" {
			t.Fatal(problem)
		}
		x, _ := new(big.Rat).SetString(a)
		y, _ := new(big.Rat).SetString(b)
		got, ok := new(big.Rat).SetString(string(sum))
		if _, isJSON := api.Number(string(sum)); !ok || !isJSON || got.Cmp(x.Add(x, y)) != 0 {
			t.Fatalf("%s + %s = %s", a, b, sum)
		}
	})
}

func TestEditAndUndo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		d.add("a", "", map[string]any{"year": 2000, "note": "x"})
		same := d.add("b", "", map[string]any{"year": 2001, "note": "y"})
		d.add("c", "", map[string]any{"year": 2002})
		c := d.client(t)
		was := exportText(t, c, ExportOptions{Format: CSV, Fields: schema(), Columns: []string{"id", "name", "year", "note"}})
		changes := []Change{{Field: "year", Kind: Set, Value: "2001"}, {Field: "note", Kind: Set, Value: `"y"`}}
		all := Records(t.Context(), c, Query{Object: "car"})
		clear(d.changes)
		r, p := runPlan(t, c, EditPlan("car", all, changes, schema()), Options{})
		if p.Done != 2 || d.changes[same] != 0 {
			t.Fatalf("edit: %+v", p)
		}
		sent := fmt.Sprint(d.jobs[0].body["items"])
		if !strings.Contains(sent, "map[custom_object_fields:map[note:y year:2001] id:") || strings.Contains(sent, "name") {
			t.Errorf("sent more than what changes: %s", sent)
		}
		if _, p := runPlan(t, c, UndoPlan("car", r.Results(), schema()), Options{CheckBefore: true}); p.Done != 2 || p.Failed != 0 {
			t.Fatalf("undo: %+v", p)
		}
		if now := exportText(t, c, ExportOptions{Format: CSV, Fields: schema(), Columns: []string{"id", "name", "year", "note"}}); now != was {
			t.Errorf("after the undo:\n%s\nbefore:\n%s", now, was)
		}
	})
}

func TestDeleteAndUndo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newFakeDesk()
		d.add("a", "", map[string]any{"year": 2000, "note": nil})
		d.add("a", "", map[string]any{"year": 2000, "note": nil}) // its twin
		d.add("b", "e1", map[string]any{"sold": "2024-03-05T00:00:00+00:00"})
		c, columns := d.client(t), []string{"name", "external_id", "year", "note", "sold"}
		was := exportText(t, c, ExportOptions{Format: CSV, Fields: schema(), Columns: columns})
		r, p := runPlan(t, c, DeletePlan("car", Records(t.Context(), c, Query{Object: "car"})), Options{LogPath: t.TempDir() + "/log"})
		if p.Done != 3 || len(d.records) != 0 {
			t.Fatalf("delete: %+v", p)
		}
		if note, err := UndoNote(r.Results()); err != nil || !strings.Contains(note, "3 deleted records") {
			t.Errorf("note %q, %v", note, err)
		}
		if _, p := runPlan(t, c, UndoPlan("car", r.Results(), schema()), Options{}); p.Done != 3 {
			t.Fatalf("undo: %+v", p)
		}
		if now := exportText(t, c, ExportOptions{Format: CSV, Fields: schema(), Columns: columns}); !sameLines(now, was) {
			t.Errorf("after the undo:\n%s\nbefore:\n%s", now, was)
		}
	})
}

func sameLines(a, b string) bool {
	x, y := strings.Split(a, "\r\n"), strings.Split(b, "\r\n")
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}
