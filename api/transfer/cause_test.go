package transfer

import (
	"strings"
	"testing"

	"zco/api"
)

func TestCausesAreNamed(t *testing.T) {
	for _, c := range []struct {
		kind          api.FieldType
		before, after string
		want          Cause
	}{
		{api.TypeDecimal, "6.172", "6172", CausePoint},
		{api.TypeDecimal, "6.17", "6170", CausePoint},
		{api.TypeInteger, "123456789012", "1.23457E+11", CauseScientific},
		{api.TypeText, "12345678901234567890", "1.2345678901234567e19", CauseScientific},
		{api.TypeLookup, "20190", "20190.0", CauseID},
		{api.TypeText, "00123", "123", CauseNumber},
		{api.TypeText, "2024-05-17", "05/17/24", CauseDate},
		{api.TypeText, "1.2.3", "2003/01/02", CauseDate},
		{api.TypeText, "TRUE", "WAHR", CauseBoolean},
		{api.TypeText, "", "NA", CauseNothing},
		{api.TypeText, "=x", "#NAME?", CauseNothing},
		{api.TypeText, "Bergån", "BergÃ¥n", CauseMojibake},
		{api.TypeText, "Győr", "Gy?r", CauseLetters},
		{api.TypeText, "Gyoőr😀!", "Gyo?r??!", CauseLetters},
		{api.TypeText, "a\x01b", "ab", CauseControl},
		{api.TypeTextarea, "a\nb", `a\nb`, CauseEscapes},
		{api.TypeText, "-5", "'-5", CauseApostrophe},
		{api.TypeText, `say "hi"`, `say ""hi""`, CauseQuotes},
		{api.TypeTextarea, "one\rtwo", "one", CauseCut},
		{api.TypeText, " a ", "a", CauseTrimmed},
		{api.TypeText, "Bangkok กรุง", "Bangkok à¸\u0081à¸£à¸¸à¸‡", CauseMojibake},
		{api.TypeText, "กรุง", "à¸\ufffdà¸£à¸¸à¸‡", CauseMojibake},
		{api.TypeTextarea, "ő\x1b x\r\ny", "? x\ny", CauseLetters},
		{api.TypeText, "May 5", "2026/05/05", CauseDate},
		{api.TypeText, "1.234,50", "1234,5", CauseNumber},
		{api.TypeText, "00123", "83", CauseNumber},
		{api.TypeText, "0x1F", "0", CauseNumber},
		{api.TypeText, "cr\rhere", "cr_x000d_here", CauseControl},
		{api.TypeText, "a\u2028b", "a\nb", CauseControl},
		{api.TypeText, "tile_x1024_y", "tile_x005F_x1024_y", CauseControl},
		{api.TypeText, "2024-02-30", "3/1/24", CauseDate},
		{api.TypeText, "付録：x", "??:x", CauseLetters},
		{api.TypeText, "2024-02-30", "2024-03-01", CauseDate},
		{api.TypeText, "a\r\nb", "a\n\nb", CauseControl},
		{api.TypeText, "tab\there", "tabhere", CauseControl},
		{api.TypeText, "May 5", "46147", CauseDate},
		{api.TypeText, "12:30", "0.520833333333333", CauseDate},
		{api.TypeText, `back\slash`, "backslash", CauseEscapes},
		{api.TypeText, `end\`, "endnotes: x", CauseEscapes},
		// What a person does.
		{api.TypeText, `end\`, "ending", ""},
		{api.TypeText, "May 5", "46148", ""},
		{api.TypeText, "EDITME77", "EDITED77", ""},
		{api.TypeDecimal, "6.172", "7.172", ""},
		{api.TypeText, "Why?", "Who?", ""},
		{api.TypeText, "x", "NA", ""},
		{api.TypeText, "2024-05-17", "2024-05-18", ""},
		{api.TypeText, "", "fresh", ""},
		{api.TypeText, "yes", "no", ""},
	} {
		if got := causeOf(c.kind, c.before, c.after); got != c.want {
			t.Errorf("%s: %q → %q: %q, not %q", c.kind, c.before, c.after, got, c.want)
		}
	}
	for _, c := range Causes {
		if c.Words() == "" {
			t.Errorf("%s has no words", c)
		}
	}
}

// A dry run of rows about one record: what means the same is no change, what a
// program did is told apart and not sent, and what a person did is.
func TestProgramsChangesAreNotSent(t *testing.T) {
	d := newFakeDesk()
	id := d.add("one", "E1", map[string]any{
		"note": "a\r\nb", "year": 2000, "price": 6.172, "sold": "2024-06-05T00:00:00+00:00", "leased": true, "owner": "20190", "plate": nil,
	})
	for _, c := range []struct {
		header, cell           string
		change, same, suspects int
		bad                    int
		accept                 []Cause
	}{
		{header: "price", cell: "6172", suspects: 1},
		{header: "price", cell: "6172", change: 1, accept: []Cause{CausePoint}},
		{header: "price", cell: "6.1720000000000001", same: 1},
		{header: "price", cell: `"6,172"`, same: 1},
		{header: "price", cell: "6.173", change: 1},
		{header: "note", cell: "\"a\nb\"", same: 1},
		{header: "sold", cell: "6/5/2024", same: 1},
		{header: "sold", cell: "05.06.2024", same: 1},
		{header: "sold", cell: "6/7/2024", bad: 1},
		{header: "sold", cell: "05.06.2025", change: 1},
		{header: "sold", cell: "1924-06-05", suspects: 1},
		{header: "price", cell: "6.17200000000000049", same: 1},
		{header: "leased", cell: "WAHR", same: 1},
		{header: "leased", cell: "f", change: 1},
		{header: "owner", cell: "20190.0", suspects: 1},
		{header: "owner", cell: " 20190\u00a0", same: 1},
		{header: "year", cell: "NA", bad: 1},
		{header: "plate", cell: "NA", suspects: 1},
	} {
		m := importOf("id," + c.header + "\n\u00a0" + id + " ," + c.cell + "\n")
		m.Accept = c.accept
		dry, err := m.DryRun(t.Context(), d.client(t))
		if err != nil || dry.Err != "" || dry.Change != c.change || dry.Same != c.same || dry.Suspects() != c.suspects || dry.Bad != c.bad {
			t.Errorf("%s %s: %v %+v", c.header, c.cell, err, dry)
		}
		if dry.Notes == nil || !strings.Contains(dry.Notes[0], "spaces") {
			t.Errorf("the spaces around the id are not said: %q", dry.Notes)
		}
		for item, err := range m.Plan(t.Context(), d.client(t)).Items {
			if err != nil || c.change+c.bad == 0 {
				t.Errorf("%s %s would be sent: %+v, %v", c.header, c.cell, item, err)
			}
		}
	}
}

func TestDaysAreDecidedByTheColumn(t *testing.T) {
	m := importOf("name,sold\na,6/5/2024\nb,5/15/2026\n")
	check, err := m.Check()
	if err != nil || check.Bad != 0 {
		t.Errorf("the column tells that the month is first: %+v, %v", check, err)
	}
	m = importOf("name,sold\na,6/5/2024\nb,5/15/2026\nc,15/5/2026\n")
	if check, err := m.Check(); err != nil || check.Bad != 1 {
		t.Errorf("a column of both is not decided: %+v, %v", check, err)
	}
}

func TestReadsWhatPeopleHave(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		with Import
		year string
	}{
		"blank rows":      {text: "name,year\n,\n \u00a0,\x00\na,7\n,,\x1a\n", year: "7"},
		"keys below":      {text: "Name,Year\nname,year\na,7\n", year: "7"},
		"odd headers":     {text: "\ufeff\" name \",\u200bYEAR\u00a0\na,7\n", year: "7"},
		"space, quotes":   {text: "name, \"year\"\na, \"7\"\n", year: "7"},
		"pipes":           {text: "name|year\na|7\n", year: "7"},
		"sep quoted":      {text: "\"sep=;\"\r\nname;year\r\na;7\r\n", year: "7"},
		"SEP with commas": {text: "SEP=,,,\nname,year\na,7\n", year: "7"},
		"UTF-16":          {text: "\xff\xfen\x00a\x00m\x00e\x00\t\x00y\x00e\x00a\x00r\x00\n\x00a\x00\t\x007\x00\n\x00", year: "7"},
		"encoding":        {text: "name,year\na,7\n", with: Import{Encoding: "windows-1252"}, year: "7"},
		"decimal comma":   {text: "name;year\na;7,0\n", with: Import{Decimal: ','}, year: "7"},
		"unknown":         {text: "name,year,Unnamed: 0\na,7,1\n", with: Import{IgnoreUnknown: true}, year: "7"},
		"only":            {text: "name,year,price\na,7,much\n", with: Import{Only: []string{"name", "year"}}, year: "7"},
	} {
		m := importOf(c.text)
		m.Encoding, m.Decimal, m.IgnoreUnknown, m.Only = c.with.Encoding, c.with.Decimal, c.with.IgnoreUnknown, c.with.Only
		n := 0
		for item, err := range m.Plan(t.Context(), newFakeDesk().client(t)).Items {
			if n++; err != nil || item.Problem != "" || item.Patch.Name.Text() != "a" || item.Patch.Fields["year"].Text() != c.year {
				t.Errorf("%s: %+v, %v", name, item, err)
			}
		}
		if n != 1 {
			t.Errorf("%s: %d rows", name, n)
		}
	}
	check, err := importOf("name,year\na,1\nname,year\nb,2\n").Check()
	if err != nil || check.Bad != 1 || !strings.Contains(check.Problems[0].Reason, "header again") {
		t.Errorf("a header in the middle: %+v, %v", check, err)
	}
}

// Files that are no text are refused by their name, with the way out.
func TestOtherFilesAreRefusedByName(t *testing.T) {
	for start, want := range map[string]string{
		"\x1f\x8b\x08": "gzip", "\xd0\xcf\x11\xe0": ".xls", "\xff\xfe\x00\x00n\x00\x00\x00": "UTF-32", "<!DOCTYPE html>": "web page",
		"PK\x03\x04aaaamimetypeapplication/vnd.oasis.opendocument.spreadsheet": ".ods", "PK\x03\x04x": "zip file", "n\x00a\x00m\x00e\x00": "UTF-16",
	} {
		if _, err := importOf(start).Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", start, err)
		}
	}
}
