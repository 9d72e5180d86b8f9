package transfer

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zco/api"
)

func workbook(t *testing.T, d *fakeDesk) []byte {
	t.Helper()
	var b bytes.Buffer
	o := ExportOptions{Format: XLSX, Fields: schema()}
	if _, err := Export(t.Context(), d.client(t), Query{Object: "car"}, &b, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func importBook(data []byte) Import {
	m := importOf("")
	m.Open = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	return m
}

func TestWorkbookComesBackAsNoChange(t *testing.T) {
	d := newFakeDesk()
	for i, note := range []string{"00123", "=1+1", "1E5", "TRUE", "12345678901234567890", " a\nb\t ", "tile_x1024_y", "#N/A", "a\r\nb", "'=x", "\x1b[31m", "NA"} {
		d.add(note+"!", strings.Repeat("0", i+1), map[string]any{
			"note": note, "year": 2000 + i, "price": 6.172, "sold": "2024-06-05T00:00:00+00:00", "leased": i%2 == 0, "owner": "12345678901234567", "color": "blue",
		})
	}
	data := workbook(t, d)
	dry, err := importBook(data).DryRun(t.Context(), d.client(t))
	if err != nil || dry.Err != "" || dry.Same != 12 || dry.Rows != 12 || dry.Blank != 0 {
		t.Fatalf("%v, %q: %+v", err, dry.Err, dry)
	}

	// As a person sees it: titles, the keys hidden below, a list of choices.
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	title, _ := book.GetCellValue("car", "A1")
	key, _ := book.GetCellValue("car", "A2")
	visible, _ := book.GetRowVisible("car", 2)
	lists, _ := book.GetDataValidations("car")
	if title != "ID" || key != "id" || visible || len(lists) == 0 {
		t.Errorf("title %q, key %q, visible %v, %d lists", title, key, visible, len(lists))
	}
	if err := book.SetCellValue("car", "B3", "changed by hand"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	dry, err = importBook(b.Bytes()).DryRun(t.Context(), d.client(t))
	if err != nil || dry.Change != 1 || dry.Same != 11 || len(dry.Samples) != 1 || dry.Samples[0].Fields[0].After.Text() != "changed by hand" {
		t.Errorf("%v, %+v", err, dry)
	}
}

// What a cell of a sheet cannot hold is said, not cut.
func TestWorkbookCutsNothing(t *testing.T) {
	d := newFakeDesk()
	d.add("long", "L", map[string]any{"story": strings.Repeat("x", maxSheetCell+1)})
	o := ExportOptions{Format: XLSX, Fields: schema()}
	_, err := Export(context.Background(), d.client(t), Query{Object: "car"}, io.Discard, o)
	if err == nil || !strings.Contains(err.Error(), "story") {
		t.Errorf("%v", err)
	}
}

func TestNumbersThatLoseDigitsAreTextInASheet(t *testing.T) {
	column := outColumn{key: "price", field: api.Field{Type: api.TypeDecimal}}
	for _, c := range []struct {
		v    api.Value
		want any
	}{
		{"6.172", 6.172}, {"12345678901234567.5", "12345678901234567.5"}, {"true", true}, {api.Null, nil},
	} {
		if got, err := sheetCell(column, c.v); err != nil || got != c.want {
			t.Errorf("%s: %v, %v", c.v, got, err)
		}
	}
}

func TestExcelCSVHasAMarkAndQuotes(t *testing.T) {
	d := newFakeDesk()
	d.add("a", "00123", map[string]any{"year": 7})
	got := exportText(t, d.client(t), ExportOptions{Format: CSV, Excel: true, Fields: schema(), Columns: []string{"name", "external_id", "year"}})
	if got != "\ufeffname,external_id,year\r\n\"a\",\"00123\",7\r\n" {
		t.Errorf("%q", got)
	}
}

func TestTabSeparatedEscapes(t *testing.T) {
	m := importOf("name\tnote\na\tone\\ntwo \"x\n")
	m.Format = TSV
	for item, err := range m.Plan(t.Context(), newFakeDesk().client(t)).Items {
		if err != nil || item.Patch.Fields["note"].Text() != "one\ntwo \"x" {
			t.Errorf("%+v, %v", item, err)
		}
	}
}
