package objectmap

import (
	"fmt"
	"html"
	"strconv"
	"strings"
)

// Formats are the forms in which a map can be written.
var Formats = []string{"text", "mermaid", "dot", "svg"}

// Write returns the map in a form of Formats.
func (m *Map) Write(format string) (string, error) {
	switch format {
	case "text":
		return m.text(), nil
	case "mermaid":
		return m.mermaid(), nil
	case "dot":
		return m.dot(), nil
	case "svg":
		return m.svg(), nil
	}
	return "", fmt.Errorf("there is no format %q; there are %s", format, strings.Join(Formats, ", "))
}

func (m *Map) text() string {
	var b strings.Builder
	for i, n := range m.Nodes {
		out, in := m.Of(n.ID)
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%s (%s)\n", n.Title, n.ID)
		for _, l := range out {
			fmt.Fprintf(&b, "  → %s by %s\n", m.Title(l.To), l.FieldTitle)
		}
		for _, l := range in {
			fmt.Fprintf(&b, "  ← %s by %s\n", m.Title(l.From), l.FieldTitle)
		}
	}
	return b.String()
}

// mermaid is a flowchart of https://mermaid.js.org/syntax/flowchart.html. Ids
// are numbered, as keys may be words of the language; quotes are written #quot;.
func (m *Map) mermaid() string {
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	id, quote := m.numbers(), strings.NewReplacer(`"`, "#quot;", "#", "#35;", "\n", " ")
	for _, n := range m.Nodes {
		fmt.Fprintf(&b, "  %s[\"%s\"]\n", id[n.ID], quote.Replace(n.Title))
	}
	for _, l := range m.Links {
		fmt.Fprintf(&b, "  %s -- \"%s\" --> %s\n", id[l.From], quote.Replace(l.FieldTitle), id[l.To])
	}
	return b.String()
}

// dot is a digraph of https://graphviz.org/doc/info/lang.html, in which a
// backslash escapes.
func (m *Map) dot() string {
	var b strings.Builder
	b.WriteString("digraph objects {\n  rankdir=LR;\n  node [shape=box];\n")
	quote := func(s string) string {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(s) + `"`
	}
	for _, n := range m.Nodes {
		fmt.Fprintf(&b, "  %s [label=%s];\n", quote(n.ID), quote(n.Title))
	}
	for _, l := range m.Links {
		fmt.Fprintf(&b, "  %s -> %s [label=%s];\n", quote(l.From), quote(l.To), quote(l.FieldTitle))
	}
	b.WriteString("}\n")
	return b.String()
}

func (m *Map) numbers() map[string]string {
	id := map[string]string{}
	for i, n := range m.Nodes {
		id[n.ID] = "n" + strconv.Itoa(i)
	}
	return id
}

// The sizes of the drawing, in pixels.
const (
	boxWidth, boxHeight = 180, 34
	columnStep, rowStep = 320, 70
	margin              = 20
)

// svg draws what is pointed at to the right of what points at it.
func (m *Map) svg() string {
	at, width, height := m.places()
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">`+"\n", width, height)
	b.WriteString(`<defs><marker id="end" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="#667"/></marker></defs>` + "\n")
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="#fff"/>`+"\n", width, height)
	for i, l := range m.Links {
		c := curveOf(at[l.From], at[l.To])
		fmt.Fprintf(&b, `<path d="M%d %dC%d %d %d %d %d %d" fill="none" stroke="#99a" marker-end="url(#end)"/>`+"\n",
			c[0].x, c[0].y, c[1].x, c[1].y, c[2].x, c[2].y, c[3].x, c[3].y)
		words := c.at(0.22 + 0.14*float64(i%4)) // beside those of its neighbours
		fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="middle" fill="#667" font-size="11" paint-order="stroke" stroke="#fff" stroke-width="3">%s</text>`+"\n",
			words.x, words.y-3, html.EscapeString(l.FieldTitle))
	}
	for _, n := range m.Nodes {
		p := at[n.ID]
		fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%d" height="%d" rx="5" fill="#eef" stroke="#557"/>`+"\n", p.x, p.y, boxWidth, boxHeight)
		fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="middle" fill="#113">%s</text>`+"\n", p.x+boxWidth/2, p.y+boxHeight/2+5, html.EscapeString(cut(n.Title, 26)))
	}
	b.WriteString("</svg>\n")
	return b.String()
}

type point struct{ x, y int }

// curve is a cubic Bézier curve: its ends, and what bends it between them.
type curve [4]point

func curveOf(from, to point) curve {
	if to.x <= from.x { // back, or to itself: over the top
		a, b := point{from.x + boxWidth/2, from.y}, point{to.x + boxWidth/2, to.y}
		return curve{a, {a.x + 40, a.y - 34}, {b.x - 40, b.y - 34}, b}
	}
	a, b := point{from.x + boxWidth, from.y + boxHeight/2}, point{to.x, to.y + boxHeight/2}
	return curve{a, {a.x + 60, a.y}, {b.x - 60, b.y}, b}
}

// at is the point at t, from 0 to 1.
func (c curve) at(t float64) point {
	mix := func(a, b, d, e int) int {
		u := 1 - t
		return int(u*u*u*float64(a) + 3*u*u*t*float64(b) + 3*u*t*t*float64(d) + t*t*t*float64(e))
	}
	return point{mix(c[0].x, c[1].x, c[2].x, c[3].x), mix(c[0].y, c[1].y, c[2].y, c[3].y)}
}

// places puts each node into a column to the right of all that point at it, but
// for circles, and below those of its column.
func (m *Map) places() (at map[string]point, width, height int) {
	column := map[string]int{}
	for range m.Nodes { // the longest way has a step for each node at most
		for _, l := range m.Links {
			if next := column[l.From] + 1; l.From != l.To && next > column[l.To] && next < len(m.Nodes) && !m.leads(l.To, l.From) {
				column[l.To] = next
			}
		}
	}
	at, rows := map[string]point{}, map[int]int{}
	for _, n := range m.Nodes {
		c := column[n.ID]
		at[n.ID] = point{margin + c*columnStep, margin + 20 + rows[c]*rowStep}
		rows[c]++
		width = max(width, at[n.ID].x+boxWidth+margin)
		height = max(height, at[n.ID].y+boxHeight+margin)
	}
	return at, width, height
}

// leads reports whether links lead from one node to another.
func (m *Map) leads(from, to string) bool {
	seen, open := map[string]bool{from: true}, []string{from}
	for len(open) > 0 {
		at := open[0]
		open = open[1:]
		for _, l := range m.Links {
			if l.From == at && l.To == to {
				return true
			}
			if l.From == at && !seen[l.To] {
				seen[l.To] = true
				open = append(open, l.To)
			}
		}
	}
	return false
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
