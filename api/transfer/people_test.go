package transfer

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

// A date has no time: what another desk or a spreadsheet puts behind it is
// left away, and a day otherwise written is the day that is there.
func TestDatesWithATime(t *testing.T) {
	d := newFakeDesk()
	id := d.add("a", "", map[string]any{"sold": "2024-06-24"})
	for _, text := range []string{
		"2024-06-24 14:05", "2024-06-24 14:05:59", "2024-06-24T14:05:59Z", "2024-06-24T14:05:59.123+02:00", "24/06/2024 9:30", "6/24/2024 9:30 PM",
		"24.06.2024 00:00", "20240624 14:05", "6/24/24", "24.06.24", "24/6/24", "2024-06-24 14:05 UTC",
	} {
		dry, err := importOf("id,sold\n"+id+",\""+text+"\"\n").DryRun(t.Context(), d.client(t))
		if err != nil || dry.Same != 1 || dry.Suspects() > 0 {
			t.Errorf("%s: %v, %+v %+v", text, err, dry.Problems, dry.Causes)
		}
	}
	for text, want := range map[string]string{"2024-05-17 14:05": "2024-05-17", "17/05/2024 14:05:01": "2024-05-17", "2024-05-17 25": "is not a date", "5/6/2024 10:00": "may be 5 June 2024 or 6 May 2024"} {
		dry, err := importOf("id,sold\n"+id+",\""+text+"\"\n").DryRun(t.Context(), d.client(t))
		got := ""
		if err == nil && len(dry.Samples) == 1 {
			got = dry.Samples[0].Fields[0].After.Text()
		} else if err == nil && len(dry.Problems) == 1 {
			got = dry.Problems[0].Reason
		}
		if !strings.Contains(got, want) {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}

// What only a program writes is named though the record tells nothing of it:
// escapes between tabs, and a database's words for nothing.
func TestWhatOnlyProgramsWrite(t *testing.T) {
	d := newFakeDesk()
	id := d.add("a", "", map[string]any{"note": "x"})
	for _, c := range []struct {
		text  string
		cause Cause
	}{
		{"id\tnote\n" + id + "\tone\\ntwo\n", CauseEscapes}, {"id,note\n" + id + ",one\\ntwo\n", ""},
		{"id,note\n" + id + ",NULL\n", CauseNothing}, {"id,note\n" + id + ",NA\n", ""}, {"id,note\n" + id + ",None\n", ""}, {"id,note\n" + id + ",null\n", ""},
	} {
		dry, err := importOf(c.text).DryRun(t.Context(), d.client(t))
		switch {
		case err != nil:
			t.Fatal(err)
		case c.cause == "" && (dry.Change != 1 || dry.Suspects() > 0):
			t.Errorf("%q: %+v", c.text, dry.Causes)
		case c.cause != "" && (dry.Change > 0 || dry.Suspects() != 1 || dry.Causes[0].Cause != c.cause):
			t.Errorf("%q: %d changes, %+v", c.text, dry.Change, dry.Causes)
		}
	}
}

// A cell that took the next one in moves all behind it: the row is refused.
func TestRowWithCellsElsewhere(t *testing.T) {
	d := newFakeDesk()
	id := d.add("a", "", map[string]any{"note": `end\`, "year": 5})
	dry, err := importOf("id,note,year,price\n"+id+",\"end,5\",7\n").DryRun(t.Context(), d.client(t))
	if err != nil || dry.Bad != 1 || dry.Change != 0 || !strings.Contains(dry.Problems[0].Reason, "not where they belong") {
		t.Errorf("%v, %+v", err, dry)
	}
}

// Where semicolons stand between cells, a comma that is no separator of
// thousands is a decimal comma.
func TestDecimalCommaBesideSemicolons(t *testing.T) {
	d := newFakeDesk()
	id := d.add("a", "", map[string]any{"price": 1})
	for text, want := range map[string]string{
		"12,5": "12.5", "1.234,50": "1234.50", "-0,1234": "-0.1234", "1,234": "write a point", "1,5,5": "write a point", "12.5": "12.5",
	} {
		dry, err := importOf("id;price\n"+id+";"+text+"\n").DryRun(t.Context(), d.client(t))
		got := ""
		if err == nil && len(dry.Samples) == 1 {
			got = dry.Samples[0].Fields[0].After.Text()
		} else if err == nil && len(dry.Problems) == 1 {
			got = dry.Problems[0].Reason
		}
		if !strings.Contains(got, want) {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
	if dry, err := importOf("id,price\n"+id+",\"12,5\"\n").DryRun(t.Context(), d.client(t)); err != nil || dry.Bad != 1 {
		t.Errorf("beside commas: %v, %+v", err, dry.Samples)
	}
}

// Files whose rows are elsewhere say where; what is taken off a header is said.
func TestFilesSayWhereTheirRowsAre(t *testing.T) {
	if _, err := importOf(`{"count":1,"data":[{"id":"1"}]}`).Check(); err == nil || !strings.Contains(err.Error(), `the list "data" inside: jq '.data' FILE`) || strings.Contains(err.Error(), "not JSON") {
		t.Error(err)
	}
	if c, err := importOf(`{"name":"a","parts":[{"x":1}]}`).Check(); err != nil || c.Err == "" {
		t.Errorf("a record with a list in it: %v, %+v", err, c)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	if _, err := w.Create("a.csv"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := importOf(b.String()).Check(); err == nil || !strings.Contains(err.Error(), "it is a zip file and no workbook: unpack it") {
		t.Error(err)
	}
	c, err := importOf("\u00a0name ,year\na,1\n").Check()
	if err != nil || len(c.Notes) != 1 || c.Notes[0] != `column "name": spaces or quotes around the header taken off` {
		t.Errorf("%v: %q", err, c.Notes)
	}
}

// A record has at most 32 KB with what stays in it.
func TestSizeWithWhatStays(t *testing.T) {
	d := newFakeDesk()
	id := d.add("a", "", map[string]any{"story": strings.Repeat("x", 30<<10), "note": "n"})
	for size, bad := range map[int]int{1 << 10: 0, 3 << 10: 1} {
		dry, err := importOf("id,note\n"+id+","+strings.Repeat("y", size)+"\n").DryRun(t.Context(), d.client(t))
		if err != nil || dry.Bad != bad {
			t.Errorf("%d bytes more: %v, %+v", size, err, dry.Problems)
		}
	}
}

func TestWordsForYesAndNo(t *testing.T) {
	for word, want := range map[string]bool{"WAHR": true, "ΑΛΗΘΗΣ": true, "Αληθής": true, "Sì": true, "ใช่": true, "نعم": true, "כן": true, "không": false, "ЛОЖЬ": false, "假": false, "HAYIR": false} {
		if got, ok := booleanWord(word); !ok || got != want {
			t.Errorf("%s: %v, %v", word, got, ok)
		}
	}
	for _, word := range []string{"", "maybe", "10", "kann"} {
		if _, ok := booleanWord(word); ok {
			t.Errorf("%q is one", word)
		}
	}
}
