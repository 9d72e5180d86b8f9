package transfer

import (
	"archive/zip"
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// bareBook is a workbook with one sheet, as some program writes it.
func bareBook(t *testing.T, rows string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/other.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="car" sheetId="1" r:id="rId7"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/xl/worksheets/other.xml"/></Relationships>`,
		"xl/worksheets/other.xml":    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`,
	} {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func inline(at, text string) string {
	return `<c r="` + at + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
}

// A formula that nobody computed is no empty cell, and an error is no text:
// the cell is named. Formulas with their value, which may be empty, are values.
func TestCellsWithoutAValueAreNamed(t *testing.T) {
	d := newFakeDesk()
	id := d.add("there", "", map[string]any{"note": "=1+1", "year": 2000})
	sum := d.add("sum", "", map[string]any{"note": "x"})
	data := bareBook(t, `<row r="1">`+inline("A1", "id")+inline("B1", "name")+inline("C1", "note")+inline("D1", "year")+`</row>
<row r="2">`+inline("A2", id)+inline("B2", "there")+`<c r="C2"><f>1+1</f><v></v></c><c r="D2"><v>2000</v></c></row>
<row r="3">`+inline("A3", sum)+inline("B3", "sum")+`<c r="C3"><f>A1&amp;"!"</f></c></row>
<row r="5"><c r="D5"><f t="shared" si="0"/><v></v></c></row>
<row r="6">`+inline("B6", "new")+`<c r="C6" t="e"><v>#REF!</v></c></row>
<row r="7">`+inline("B7", "computed")+`<c r="C7" t="str"><f>""</f><v></v></c><c r="D7"><f>1999+1</f><v>2000</v></c></row>
<row r="8"><c r="A8"><f>Other!A8</f></c>`+inline("B8", "who")+`</row>`)
	dry, err := importBook(data).DryRun(t.Context(), d.client(t))
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, p := range dry.Problems {
		said = append(said, p.String())
	}
	const way = ` without its value: open the workbook in a spreadsheet and save it, or write the value itself`
	want := []string{
		`row 2 (line 3), note: C3 holds the formula "=A1&\"!\""` + way,
		`row 4 (line 5), year: D5 holds the formula "="` + way,
		`row 5 (line 6), note: C6 holds the error #REF!`,
		`row 7 (line 8), id: A8 holds the formula "=Other!A8"` + way,
	}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Error(diff)
	}
	if dry.Same != 1 || dry.Bad != 4 || dry.Create != 1 || dry.Blank != 1 || dry.New[0].Patch.Fields["year"].Text() != "2000" {
		t.Errorf("%d the same, %d refused, %d blank, new %+v", dry.Same, dry.Bad, dry.Blank, dry.New)
	}
}
