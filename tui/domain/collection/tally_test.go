package collection

import (
	"context"
	"testing"
	"time"

	"zco/api"
	"zco/api/sandbox"
	"zco/tui/domain/field"
)

func rowsOfValues(key string, values ...Value) []Item {
	out := make([]Item, len(values))
	for i, v := range values {
		out[i] = Item{Values: map[string]Value{key: v}}
	}
	return out
}

// The most come first; a row with several options counts for each, one with
// none for no value.
func TestTallyOfOptions(t *testing.T) {
	f := Field{Key: "custom_object_fields.f", Title: "F", Type: field.Multiselect, Options: []Option{{Value: "a", Title: "A"}, {Value: "b", Title: "B"}}}
	tally := Tally{Field: f}
	tally.Add(rowsOfValues(f.Key, `["a","b"]`, `["b"]`, Null, `["b"]`))
	got := map[string]int{}
	for _, v := range tally.Values() {
		got[v.Text(Format{}, f)] = v.Count
	}
	if most := tally.Values()[0].Value; tally.Rows != 4 || most != `"b"` || got["A"] != 1 || got["B"] != 3 || got["(no value)"] != 1 {
		t.Errorf("of %d rows: %v, most %s", tally.Rows, got, most)
	}
}

// Many numbers are told in classes whose limits one would choose, whose filters
// are those limits, and which lose no row.
func TestTallyOfNumbers(t *testing.T) {
	f := Field{Key: "custom_object_fields.n", Title: "N", Type: field.Integer}
	tally := Tally{Field: f}
	for i := range 100 {
		tally.Add(rowsOfValues(f.Key, api.String(string(rune('0'+i%10))+string(rune('0'+i/10))), Null))
	}
	sum, seen := 0, map[string]string{}
	for _, v := range tally.Values() {
		sum += v.Count
		seen[v.Text(Format{}, f)] = WriteFilter(v.Filter)
	}
	if sum != 200 || len(seen) != 6 {
		t.Errorf("%d rows in %v", sum, seen)
	}
	if got := seen["from 20 to under 40"]; got != `{"$and":[{"custom_object_fields.n":{"$gte":20}},{"custom_object_fields.n":{"$lt":40}}]}` {
		t.Errorf("the class is filtered by %s", got)
	}
}

// Days are told by months and years, moments in the zone of whoever looks.
func TestTallyOfDays(t *testing.T) {
	zone := time.FixedZone("", 2*3600)
	f := Field{Key: "created_at", Title: "Created", Type: field.DateTime, System: true}
	tally := Tally{Field: f, Zone: zone}
	tally.Add(rowsOfValues(f.Key, `"2026-02-28T23:00:00Z"`, `"2026-03-01T01:00:00Z"`, `"2026-03-02T01:00:00Z"`))
	got := tally.Values()
	if len(got) != 2 || got[0].Title != "2026-03-01" || got[0].Count != 2 {
		t.Fatalf("by days: %+v", got)
	}
	if want := `{"$and":[{"created_at":{"$gte":"2026-02-28T22:00:00Z"}},{"created_at":{"$lt":"2026-03-01T22:00:00Z"}}]}`; WriteFilter(got[0].Filter) != want {
		t.Errorf("the day is filtered by %s", WriteFilter(got[0].Filter))
	}
	day := time.Date(2024, 1, 31, 12, 0, 0, 0, time.UTC)
	for i := range 30 {
		tally.Add(rowsOfValues(f.Key, api.String(day.AddDate(0, 0, i).Format(time.RFC3339))))
	}
	if got = tally.Values(); got[0].Title != "2024-02" || got[0].Count != 29 {
		t.Errorf("by months: %+v", got)
	}
	for i := range 40 {
		tally.Add(rowsOfValues(f.Key, api.String(day.AddDate(0, 0, 31*i).Format(time.RFC3339))))
	}
	if got = tally.Values(); got[0].Title != "2024" {
		t.Errorf("by years: %+v", got)
	}
}

// What is counted by searches is what is counted row by row, and what the filter
// of each value lets through; the place's own filter holds.
func TestCountedValuesAreTheRows(t *testing.T) {
	c, err := api.New("http://127.0.0.1:1", api.WithTransport(sandbox.New(sandbox.Options{Records: 300, RateLimit: -1}).Transport()),
		api.WithCredentials(api.TokenCredentials("agent@sandbox.example", "sandbox-token")))
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	col := Records(api.Object{Key: "asset", Title: "Asset"})
	s, err := col.Schema(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	condition, _ := s.Field("custom_object_fields.condition")
	place := Place{Collection: "asset", Filter: WriteFilter(Where(condition, api.NotEqual, api.String("cond_broken")))}
	for _, key := range []string{"custom_object_fields.condition", "custom_object_fields.insured", "custom_object_fields.features", "custom_object_fields.price", "custom_object_fields.purchased_on", "created_at"} {
		f, ok := s.Field(key)
		if !ok {
			t.Fatalf("there is no %s", key)
		}
		tally := Tally{Field: f, Zone: time.UTC}
		q := place.Query()
		q.Sort = "created_at"
		for more := true; more; {
			p, err := col.List(ctx, c, q)
			if err != nil {
				t.Fatal(err)
			}
			tally.Add(p.Items)
			q.After, more = p.After, p.HasMore
		}
		for _, v := range tally.Values() {
			if v.Filter.IsZero() {
				continue
			}
			n, _, err := CountPlace(ctx, c, col, v.CountedIn(place))
			if err != nil || n != v.Count {
				t.Errorf("%s %s: %d rows, %d pass %s (%v)", f.Title, v.Text(Format{}, f), v.Count, n, WriteFilter(v.Filter), err)
			}
		}
	}
	if got := CountedValues(condition, nil); len(got) != len(condition.Options)+1 {
		t.Errorf("the values of a choice are %v", got)
	}
}
