package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"
)

// FuzzDecode feeds an answer of any content to every way of reading one.
// Nothing may panic, every failure is an *Error, and what was read can be
// written and read again to the same.
func FuzzDecode(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.json")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`{"error":{"title":1},"errors":[[]],"details":{"a":[{"b":null}]}}`))
	f.Add([]byte("{\"custom_object_records\":[{\"name\":\"\xff\\ud800\"}],\"links\":[[]],\"meta\":7}"))
	f.Add([]byte(`{"$and":{"a":{"$eq":1}}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		readAsAnything(t, body)
		rewriteValue(t, body)
		if e := parseErrorBody(&answer{status: 422, header: http.Header{}, body: body}); !utf8.ValidString(e.Error()) {
			t.Errorf("the error is not UTF-8: %q", e.Error())
		}
		if filter, err := ParseFilter(body); err == nil {
			_ = filter.Validate(Schema(nil))
			if _, err := json.Marshal(filter); err != nil {
				t.Errorf("%+v cannot be written: %v", filter, err)
			}
		}
	})
}

func readAsAnything(t *testing.T, body []byte) {
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) { w.Write(body) })
	ctx := t.Context()
	var errs []error
	note := func(_ any, _ *Response, err error) { errs = append(errs, err) }
	records, res, err := c.ListRecords(ctx, "car", RecordFilter{}, ListOptions{})
	note(records, res, err)
	for _, r := range records.Items {
		out, err := json.Marshal(r)
		if err != nil {
			t.Errorf("%+v cannot be written: %v", r, err)
		}
		var back Record
		if err := json.Unmarshal(out, &back); err != nil || len(back.Fields) != len(r.Fields) {
			t.Errorf("%s reads back as %+v: %v", out, back, err)
		}
	}
	var v any
	v, res, err = c.ShowRecord(ctx, "car", "1")
	note(v, res, err)
	v, res, err = c.ShowObject(ctx, "car")
	note(v, res, err)
	v, res, err = c.ListFields(ctx, "car", ListOptions{})
	note(v, res, err)
	v, res, err = c.CountRecords(ctx, "car")
	note(v, res, err)
	v, res, err = c.ShowJob(ctx, "1")
	note(v, res, err)
	v, res, err = c.ShowContentItem(ctx, "1")
	note(v, res, err)
	v, res, err = c.ShowEssentialsCard(ctx, "zen:user")
	note(v, res, err)
	v, res, err = c.RecordEvents(ctx, "car", "1", ListOptions{})
	note(v, res, err)
	for _, err := range errs {
		var e *Error
		if err != nil && !errors.As(err, &e) {
			t.Errorf("an error of another kind: %v", err)
		}
	}
}

func rewriteValue(t *testing.T, body []byte) {
	v, err := ParseValue(body)
	if err != nil {
		return
	}
	_, _, _ = v.Text(), v.Strings(), v.Members()
	if v == Absent {
		return
	}
	if again, err := ParseValue([]byte(v)); err != nil || again != v {
		t.Errorf("%s reads again as %s: %v", v, again, err)
	}
}
