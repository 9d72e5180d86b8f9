package panetest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
	"zco/tui/pane"
)

var update = flag.Bool("update", false, "write the golden screens anew")

// Golden compares a screen with testdata/name; -update writes it anew, to be
// looked at before it is kept.
func Golden(t testing.TB, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("the screen is another than %s (-update writes it anew):\n%s", path, diff)
	}
}

// Painted is what is drawn on w by h cells with all that a person meets there:
// the text, below it the styles of each row by their meaning in the theme,
// what a click stands for, and where the cursor stands.
func Painted(env *pane.Env, w, h int, draw func(screen.Area) screen.Cursor) string {
	c := screen.New(env.Theme.Sheet)
	cursor := draw(c.Begin(w, h))
	out := Canvas(env, c)
	if cursor.Shown {
		out += fmt.Sprintf("cursor %d,%d\n", cursor.X, cursor.Y)
	}
	return out
}

// Framed is a dialog at its own size where there is room for w by h cells: its
// title, Painted, and the keys in the foot of its frame. Those are asked for
// first, as the frame is drawn before what is in it.
func Framed(env *pane.Env, d pane.Dialog, w, h int) string {
	w, h = d.Size(w, h)
	var keys []string
	if f, ok := d.(interface{ Footer() []pane.Hint }); ok {
		for _, hint := range f.Footer() {
			keys = append(keys, hint.Key+" "+hint.Text)
		}
	}
	return fmt.Sprintf("%q, %dx%d\n%skeys: %s\n", d.Title(), w, h, Painted(env, w, h, d.Draw), strings.Join(keys, " · "))
}

// Canvas is Painted for a frame that is drawn, without the cursor.
func Canvas(env *pane.Env, c *screen.Canvas) string {
	var out strings.Builder
	w, h := c.Size()
	for y := range h {
		fmt.Fprintf(&out, "%s|\n", c.Line(y))
	}
	var s screen.Snapshot
	c.Snapshot(&s)
	names := styleNames(env.Theme)
	for y := range h {
		var runs []string
		for x := 0; x < w; {
			from, st := x, s.Cells[y*w+x].Style
			for x < w && s.Cells[y*w+x].Style == st {
				x++
			}
			if st != 0 && st != env.Theme.Text {
				runs = append(runs, fmt.Sprintf("%s %d-%d", names(st), from, x-1))
			}
		}
		if len(runs) > 0 {
			fmt.Fprintf(&out, "%d: %s\n", y, strings.Join(runs, ", "))
		}
	}
	for _, p := range c.Presses() {
		fmt.Fprintf(&out, "click %d,%d %dx%d: %s %s\n", p.X, p.Y, p.W, p.H, p.Key, p.Action)
	}
	return out.String()
}

// styleNames names the styles of a theme as its fields are named.
func styleNames(th *theme.Theme) func(screen.Style) string {
	names := map[screen.Style]string{}
	var all []screen.Style // in the order in which they are named: two may look alike on a row
	add := func(st screen.Style, name string) {
		if _, known := names[st]; !known {
			names[st] = name
			all = append(all, st)
		}
	}
	v := reflect.ValueOf(th).Elem()
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue
		}
		if st, ok := reflect.TypeAssert[screen.Style](v.Field(i)); ok {
			add(st, v.Type().Field(i).Name)
		}
	}
	for i, st := range th.Choices {
		add(st, fmt.Sprintf("Choice%d", i))
	}
	for _, st := range all {
		add(th.OnRow(st), names[st]+" on row")
	}
	return func(st screen.Style) string {
		if name, known := names[st]; known {
			return name
		}
		return fmt.Sprintf("style %d", st)
	}
}
