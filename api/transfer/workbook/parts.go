package workbook

import (
	"fmt"
	"strings"
)

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

	mainSpace     = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	packageSpace  = `xmlns="http://schemas.openxmlformats.org/package/2006/`
	documentSpace = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	contentType   = `application/vnd.openxmlformats-officedocument.spreadsheetml.`

	rootLinks = `<Relationships ` + packageSpace + `relationships"><Relationship Id="rId1" Type="` + documentSpace + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`

	// The styles in the order of Style; 49 is text.
	styleSheet = `<styleSheet ` + mainSpace + `><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts>` +
		`<fonts count="3"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>` +
		`<font><sz val="11"/><color rgb="FF808080"/><name val="Calibri"/><family val="2"/></font>` +
		`<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
		openStyle + `numFmtId="49" applyNumberFormat="1"` + openEnd + openStyle + `numFmtId="0"` + openEnd + openStyle + `numFmtId="164" applyNumberFormat="1"` + openEnd +
		`<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>` +
		`<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>` +
		`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
	openStyle = `<xf fontId="0" fillId="0" borderId="0" xfId="0" applyProtection="1" `
	openEnd   = `><protection locked="0"/></xf>`
)

func contentTypes(lists bool) string {
	text := `<Types ` + packageSpace + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="` + contentType + `sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="` + contentType + `styles+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + contentType + `worksheet+xml"/>`
	if lists {
		text += `<Override PartName="/xl/worksheets/sheet2.xml" ContentType="` + contentType + `worksheet+xml"/>`
	}
	return text + `</Types>`
}

func bookPart(name string, lists bool) string {
	text := `<workbook ` + mainSpace + ` xmlns:r="` + documentSpace + `"><bookViews><workbookView/></bookViews><sheets>` +
		`<sheet name="` + string(appendText(nil, name)) + `" sheetId="1" r:id="rId1"/>`
	if lists {
		text += `<sheet name="` + choices + `" sheetId="2" state="hidden" r:id="rId3"/>`
	}
	return text + `</sheets></workbook>`
}

func bookLinks(lists bool) string {
	text := `<Relationships ` + packageSpace + `relationships">` +
		`<Relationship Id="rId1" Type="` + documentSpace + `/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="` + documentSpace + `/styles" Target="styles.xml"/>`
	if lists {
		text += `<Relationship Id="rId3" Type="` + documentSpace + `/worksheet" Target="worksheets/sheet2.xml"/>`
	}
	return text + `</Relationships>`
}

// lists is the sheet of what may be chosen, a row for each list; "" for none.
func (b *Writer) lists() string {
	out := []byte(`<worksheet ` + mainSpace + `><sheetData>`)
	row := 0
	for _, c := range b.columns {
		if len(c.List) == 0 {
			continue
		}
		row++
		out = fmt.Appendf(out, `<row r="%d">`, row)
		for i, text := range c.List {
			out = fmt.Appendf(out, `<c r="%s%d" s="%d`, columnName(i), row, Text)
			out = appendCell(out, text)
		}
		out = append(out, "</row>"...)
	}
	if row == 0 {
		return ""
	}
	return string(out) + `</sheetData></worksheet>`
}

// top is the sheet up to its rows.
func (b *Writer) top() string {
	var out strings.Builder
	fmt.Fprintf(&out, `<worksheet %s><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`+
		`<sheetFormatPr defaultRowHeight="15"/>`, mainSpace, Heads, Heads+1)
	if len(b.columns) > 0 {
		out.WriteString("<cols>")
		for i, c := range b.columns {
			fmt.Fprintf(&out, `<col min="%d" max="%d" width="%d" style="%d" customWidth="1"/>`, i+1, i+1, c.Width, c.Style)
		}
		out.WriteString("</cols>")
	}
	out.WriteString("<sheetData>")
	return out.String()
}

// bottom is the sheet behind its rows: its protection, which allows whatever
// keeps the columns, and its lists.
func (b *Writer) bottom() string {
	var lists strings.Builder
	row := 0
	for i, c := range b.columns {
		if len(c.List) == 0 {
			continue
		}
		row++
		fmt.Fprintf(&lists, `<dataValidation type="list" errorStyle="stop" allowBlank="1" showErrorMessage="1" errorTitle="Not an option" error="Choose one from the list." sqref="%[1]s%[2]d:%[1]s%[3]d"><formula1>%[4]s!$A$%[5]d:$%[6]s$%[5]d</formula1></dataValidation>`,
			b.names[i], Heads+1, MaxRows, choices, row, columnName(len(c.List)-1))
	}
	out := `</sheetData><sheetProtection sheet="1" objects="1" scenarios="1" formatCells="0" formatColumns="0" formatRows="0" insertRows="0" deleteRows="0" sort="0" autoFilter="0"/>`
	if row > 0 {
		out += fmt.Sprintf(`<dataValidations count="%d">%s</dataValidations>`, row, &lists)
	}
	return out + `</worksheet>`
}
