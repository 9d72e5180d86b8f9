package workbook

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// What a zip file may be instead of a workbook with a sheet.
var (
	ErrNoWorkbook = errors.New("it is no workbook")
	ErrNoSheet    = errors.New("there is no sheet in it")
)

// Book is a workbook that is read. Close it.
type Book struct {
	parts  map[string]*zip.File // by their paths in small letters
	sheets []sheet
	texts  *texts
}

type sheet struct{ name, part string }

// Open reads what a workbook holds. What it unfolds to may have at most limit
// bytes. A zip file that is none is
// ErrNoWorkbook, one without a sheet ErrNoSheet.
func Open(r io.ReaderAt, size, limit int64) (*Book, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, err
	}
	b := &Book{parts: map[string]*zip.File{}}
	for _, f := range z.File {
		if limit -= int64(f.UncompressedSize64); limit < 0 || f.UncompressedSize64 > 1<<62 {
			return nil, errors.New("it unfolds to too much")
		}
		b.parts[partName(f.Name)] = f
	}
	main := "xl/workbook.xml"
	for _, l := range b.links("_rels/.rels") {
		if strings.HasSuffix(l.kind, "/officeDocument") {
			main = l.target
		}
	}
	if _, ok := b.parts[partName(main)]; !ok {
		return nil, ErrNoWorkbook
	}
	if err := b.readSheets(main); err != nil {
		return nil, err
	}
	if len(b.sheets) == 0 {
		return nil, ErrNoSheet
	}
	return b, nil
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// readSheets reads the names of the sheets, and the texts that they share.
func (b *Book) readSheets(main string) error {
	dir, file := path.Split(partName(main))
	links := b.links(dir + "_rels/" + file + ".rels")
	err := b.elements(main, func(e xml.StartElement) {
		if e.Name.Local != "sheet" {
			return
		}
		l := links[attribute(e, "id")]
		if _, ok := b.parts[partName(l.target)]; ok && strings.HasSuffix(l.kind, "/worksheet") {
			b.sheets = append(b.sheets, sheet{attribute(e, "name"), l.target})
		}
	})
	if err != nil {
		return err
	}
	b.texts = &texts{}
	for _, l := range links {
		if f, ok := b.parts[partName(l.target)]; ok && strings.HasSuffix(l.kind, "/sharedStrings") {
			b.texts, err = readTexts(f)
		}
	}
	return err
}

type link struct{ kind, target string }

// links are the parts that a part points to, by their names there; none where
// that is not told.
func (b *Book) links(part string) map[string]link {
	out := map[string]link{}
	if _, ok := b.parts[partName(part)]; !ok {
		return out
	}
	base := path.Dir(path.Dir(part))
	_ = b.elements(part, func(e xml.StartElement) { // what is missing will be missed
		if e.Name.Local != "Relationship" {
			return
		}
		target := attribute(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(base, target)
		}
		out[attribute(e, "Id")] = link{attribute(e, "Type"), target}
	})
	return out
}

// elements calls f for each element of a part.
func (b *Book) elements(part string, f func(xml.StartElement)) error {
	r, err := b.parts[partName(part)].Open()
	if err != nil {
		return err
	}
	defer r.Close()
	for d := xml.NewDecoder(r); ; {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", part, err)
		}
		if e, ok := t.(xml.StartElement); ok {
			f(e)
		}
	}
}

// attribute is an attribute by its name without a prefix; "" for none.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// Sheets are the names of the sheets, in their order.
func (b *Book) Sheets() []string {
	names := make([]string, len(b.sheets))
	for i, s := range b.sheets {
		names[i] = s.name
	}
	return names
}

// Close removes what lies in a temporary file.
func (b *Book) Close() error { return b.texts.close() }
