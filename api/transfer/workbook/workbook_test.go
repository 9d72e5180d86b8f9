package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

var odd = []string{
	"00123", "=1+1", "TRUE", " a\nb\t ", "tile_x1024_y", "_x000D_x000A_", "_x005F_x000D_", "_xD83D_", "a\r\nb", "<&>\"'", "😀 日本", "#N/A", "_", "_x", "x_x41_",
}

func written(t *testing.T, rows ...[]any) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := NewWriter(&b, "cars & co", []Column{{Style: Text, Width: 32}, {Style: Number, Width: 16, List: []string{"one, two", "\"3\""}}, {Style: Day, Width: 16}})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		if err := w.Row(r, []Style{Head, 0}[min(i, 1)], i == 1); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t *testing.T, data []byte) *Book {
	t.Helper()
	b, err := Open(bytes.NewReader(data), int64(len(data)), 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

func all(t *testing.T, b *Book, sheet string) (out [][]string) {
	t.Helper()
	rows, err := b.Rows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for {
		r, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
}

// What is written is read again, here and by another reader of workbooks.
func TestWhatIsWrittenIsRead(t *testing.T) {
	rows, want := [][]any{{"title", "number", "day"}, {"key", nil, nil}}, [][]string{{"title", "number", "day"}, {"key"}}
	for i, text := range odd {
		rows = append(rows, []any{text, 0.1 * float64(i), i})
		want = append(want, []string{text, fmt.Sprint(0.1 * float64(i)), fmt.Sprint(i)})
	}
	rows, want = append(rows, []any{"a\x00\xffb", true, nil}), append(want, []string{"a\ufffd\ufffdb", "1"})
	data := written(t, rows...)
	b := opened(t, data)
	if diff := cmp.Diff([]string{"cars & co", "choices"}, b.Sheets()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want, all(t, b, "cars & co")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([][]string{{"one, two", "\"3\""}}, all(t, b, "choices")); diff != "" {
		t.Error(diff)
	}
	other, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := other.GetRows("cars & co")
	if err != nil {
		t.Fatal(err)
	}
	for i := range theirs {
		if i < len(want) && !strings.Contains(want[i][0], "_xD83D_") { // it drops halves of pairs
			if diff := cmp.Diff(want[i], theirs[i]); diff != "" {
				t.Error(diff)
			}
		}
	}
	lists, err := other.GetDataValidations("cars & co")
	if err != nil || len(lists) != 1 || lists[0].Sqref != "B3:B1048576" || lists[0].Formula1 != "choices!$A$1:$B$1" {
		t.Errorf("%v %+v", err, lists)
	}
}

// What another program writes is read: shared texts, rich texts, rows left
// out, also where the texts are too many for memory.
func TestSharedTexts(t *testing.T) {
	f := excelize.NewFile()
	want := [][]string{}
	big := strings.Repeat("x", 30_000)
	for i := range inMemory/len(big) + len(odd) {
		text := fmt.Sprint(i, big)
		if i < len(odd) && !strings.Contains(odd[i], "_x") { // it writes these wrong, as measured
			text = odd[i]
		}
		if err := f.SetCellStr("Sheet1", fmt.Sprintf("B%d", i+2), text); err != nil {
			t.Fatal(err)
		}
		want = append(want, []string{"", text})
	}
	if err := f.SetCellRichText("Sheet1", "A1", []excelize.RichTextRun{{Text: "one "}, {Text: "text", Font: &excelize.Font{Bold: true}}}); err != nil {
		t.Fatal(err)
	}
	want = append([][]string{{"one text"}}, want...)
	last := len(want) + 5
	if err := f.SetCellInt("Sheet1", fmt.Sprintf("AB%d", last), 7); err != nil {
		t.Fatal(err)
	}
	var data bytes.Buffer
	if err := f.Write(&data); err != nil {
		t.Fatal(err)
	}
	b := opened(t, data.Bytes())
	if b.texts.file == nil {
		t.Error("16 MiB of texts are held in memory")
	}
	got := all(t, b, "Sheet1")
	if diff := cmp.Diff(want, got[:len(want)]); diff != "" {
		t.Error(diff)
	}
	if len(got) != last || got[last-2] != nil || len(got[last-1]) != 28 || got[last-1][27] != "7" {
		t.Errorf("%d rows, want %d", len(got), last)
	}
}

// bareBook is a workbook whose sheet "a" holds rows.
func bareBook(t *testing.T, rows string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"xl/workbook.xml": bookPart("a", false), "xl/_rels/workbook.xml.rels": bookLinks(false),
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`,
	} {
		part, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What is broken is an error and nothing else.
func TestBrokenBooks(t *testing.T) {
	good := written(t, []any{"a", "b", "c"}, []any{"d"})
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		data := bytes.Clone(good)
		for range 1 + random.IntN(4) {
			data[random.IntN(len(data))] = byte(random.Uint32())
		}
		b, err := Open(bytes.NewReader(data), int64(len(data)), 1<<20)
		if err != nil {
			continue
		}
		for _, name := range b.Sheets() {
			rows, err := b.Rows(name)
			if err != nil {
				continue
			}
			for err == nil {
				_, err = rows.Next()
			}
			_ = rows.Close()
		}
	}
	if got := len(all(t, opened(t, bareBook(t, `<rox r="1"></row><row r="3"><c><v>1</v></c></row>`)), "a")); got != 3 {
		t.Errorf("%d rows around one without a start", got)
	}
	for name, want := range map[string]error{"notes.txt": ErrNoWorkbook, "xl/workbook.xml": ErrNoSheet} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		if part, err := z.Create(name); err != nil {
			t.Fatal(err)
		} else if _, err := part.Write([]byte("<workbook/>")); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(bytes.NewReader(b.Bytes()), int64(b.Len()), 1<<20); !errors.Is(err, want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Open(bytes.NewReader(good), int64(len(good)), 100); err == nil {
		t.Error("a book may unfold to more than the limit")
	}
}
