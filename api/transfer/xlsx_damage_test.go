package transfer

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A workbook that is broken or cut off is refused as that: never read as far as
// it goes, nor as text. What is whole is read.
func TestDamagedWorkbooksAreRefused(t *testing.T) {
	d := newFakeDesk()
	for i := range 300 {
		d.add(fmt.Sprintf("car %d", i*7919%300), "", map[string]any{"note": strings.Repeat(fmt.Sprint(i*i), 20), "year": 2000 + i})
	}
	book := workbook(t, d)
	// Noise in the middle, which is of the sheet, may unfold to something.
	sheet := bytes.Clone(book)
	at := bytes.Index(sheet, []byte("xl/worksheets/sheet1.xml"))
	for i := range 20 {
		sheet[at+3000+i] ^= 0xff
	}
	for name, c := range map[string]struct {
		file   string
		data   []byte
		broken bool
	}{
		"whole":              {"a.xlsx", book, false},
		"the beginning":      {"a.xlsx", book[:3000], true},
		"another beginning":  {"a.csv", book[:3000], true},
		"three bytes":        {"a.csv", book[:3], true},
		"the end":            {"a.xlsx", book[at+100:], true},
		"noise in the sheet": {"a.xlsx", sheet, true},
		"no header":          {"a.xlsx", []byte("\x8e\xc1\x12\b\xbc\xff\xcf_\x1f~\xd9"), true},
		"with a password":    {"a.xlsx", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00"), false},
		"western text":       {"a.xlsx", []byte("name,year\r\nCaf\xe9,2\r\n\x1a"), false},
		"no entry":           {"a.csv", append([]byte("PK\x05\x06"), make([]byte, 18)...), true},
		"named so":           {"a.XLSX", []byte("PK,name\n1,2\n"), true},
		"text":               {"a.csv", []byte("PK,name\n1,2\n"), false},
		"text, named so":     {"a.xlsx", []byte("name,year\na,2\n"), false},
		"text of two bytes":  {"a.xlsx", []byte("\xff\xfen\x00a\x00m\x00e\x00\n\x00a\x00\n\x00"), false},
	} {
		path := filepath.Join(t.TempDir(), c.file)
		if err := os.WriteFile(path, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		m := importOf("")
		m.Open = FromFile(path)
		check, err := m.Check()
		said := check.Err
		if err != nil {
			said = err.Error()
		}
		if broken := strings.Contains(said, "damaged workbook"); broken != c.broken {
			t.Errorf("%s: damaged %v, said %q", name, broken, said)
		}
		if name == "with a password" && !strings.Contains(said, "one with a password") {
			t.Errorf("%s: said %q", name, said)
		}
		if name == "whole" && check.Rows != 300 {
			t.Errorf("%d rows of the whole", check.Rows)
		}
	}
}
