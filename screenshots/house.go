package screenshots

import (
	"cmp"
	"errors"
	"fmt"
	"go/build"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// Package is one package of the program.
type Package struct {
	Path    string // below the module, "" for the program itself
	Name    string
	Doc     string
	Imports []string // packages of the program
	Level   int      // 0 imports nothing of the program; else one above the highest it imports
}

const module = "zco"

// Packages reads the packages of the module at root, in the order of their
// paths. Those that only tests import are left out.
func Packages(root string) ([]Package, error) {
	var ps []Package
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		if name := d.Name(); name == "testdata" || name == "drive" || name == "screenshots" || rel != "." && strings.HasPrefix(name, ".") {
			return filepath.SkipDir
		}
		p, err := build.ImportDir(path, 0)
		var none *build.NoGoError
		if errors.As(err, &none) {
			return nil
		}
		if err != nil {
			return err
		}
		ps = append(ps, packageOf(p, filepath.ToSlash(rel)))
		return nil
	})
	if err != nil {
		return nil, err
	}
	return ps, levels(ps)
}

func packageOf(p *build.Package, rel string) Package {
	out := Package{Path: strings.TrimPrefix(rel, "."), Name: p.Name, Doc: p.Doc}
	for _, imp := range p.Imports {
		if own, ok := strings.CutPrefix(imp, module+"/"); ok {
			out.Imports = append(out.Imports, own)
		}
	}
	return out
}

// levels sets the level of each package.
func levels(ps []Package) error {
	at := map[string]*Package{}
	for i := range ps {
		at[ps[i].Path] = &ps[i]
	}
	for range len(ps) {
		moved := false
		for _, p := range at {
			for _, imp := range p.Imports {
				below := at[imp]
				if below == nil {
					return fmt.Errorf("%s imports %s, which is not there", p.Path, imp)
				}
				if p.Level <= below.Level {
					p.Level, moved = below.Level+1, true
				}
			}
		}
		if !moved {
			return nil
		}
	}
	return errors.New("the packages import each other in a circle")
}

// House draws the packages as a house: each imports only from the floors
// below its own.
func House(ps []Package) string {
	const width, high, gap, boxHigh = 1010.0, 46.0, 8.0, 30.0
	floors := map[int][]Package{}
	top := 0
	for _, p := range ps {
		floors[p.Level] = append(floors[p.Level], p)
		top = max(top, p.Level)
	}
	p := DarkTerminal
	h := float64(top+1)*high + 2*margin
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" role="img">`, num(width), num(h), num(width), num(h))
	b.WriteString("\n<title>The packages of zco: each imports only from the floors below</title>\n<style>text{font-family:" + fonts + ";font-size:13px;text-anchor:middle}</style>\n")
	fmt.Fprintf(&b, "<rect width=\"%s\" height=\"%s\" rx=\"7\" fill=\"%s\"/>\n", num(width), num(h), p.Background)
	for level := range top + 1 {
		floor := floors[level]
		slices.SortFunc(floor, func(a, b Package) int { return cmp.Compare(a.Path, b.Path) })
		y := margin + float64(top-level)*high + (high-boxHigh)/2
		box := (width - 2*margin - gap*float64(len(floor)-1)) / float64(len(floor))
		for i, pkg := range floor {
			x := margin + float64(i)*(box+gap)
			fmt.Fprintf(&b, `<rect x="%s" y="%s" width="%s" height="%s" rx="4" fill="%s" stroke="%s"/>`, num(x), num(y), num(box), num(boxHigh), p.Bar, hue(pkg))
			fmt.Fprintf(&b, "<text x=\"%s\" y=\"%s\" fill=\"%s\">%s</text>\n", num(x+box/2), num(y+boxHigh/2+4.5), p.Text, escape(label(pkg, box)))
		}
	}
	return b.String() + "</svg>\n"
}

// hue is the colour of a package's part of the house.
func hue(p Package) string {
	switch root, _, _ := strings.Cut(p.Path, "/"); root {
	case "api":
		return "#4fb38a"
	case "config":
		return "#d9a441"
	case "tui":
		return "#5aa2d6"
	}
	return "#b48ead"
}

// label is a package's path, or its end where the box is narrow.
func label(p Package, width float64) string {
	const letter = 7.9
	path := cmp.Or(p.Path, "main.go")
	if float64(len(path))*letter > width {
		_, path, _ = strings.Cut(path, "/")
	}
	return path
}
