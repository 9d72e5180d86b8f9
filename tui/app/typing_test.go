package app_test

import (
	"strings"
	"testing"
)

// Typing in a field of the program: a paste is one change, cleaned, and asked
// about where it has many lines; words, wide characters and undo.
func TestTypingInAField(t *testing.T) {
	run(t, with{}, func(t *testing.T, p *program) {
		p.Press("enter", "j", "e") // the serial number
		p.Press("ctrl+u")
		p.Paste("AB\x1b[31mC\x07\x00D")
		p.ExpectNot("\x1b[31mC").Expect("1 change not sent")
		p.Press("ctrl+z").Expect("A value is required") // the paste was one change
		p.Press("ctrl+z").Expect("SN-00000001")
		p.Press("ctrl+u").Type("one two three")
		p.Press("alt+b", "ctrl+w").Expect("one three")
		p.Press("ctrl+z").Expect("one two three")
		p.Press("ctrl+u")
		p.Type("日本x")
		v := p.View()
		if v.Cursor == nil {
			t.Fatal("no cursor while typing")
		}
		x, y := p.at("日本x")
		if v.Cursor.X != x+5 || v.Cursor.Y != y {
			t.Errorf("the cursor is at %d,%d behind wide characters that begin at %d,%d", v.Cursor.X, v.Cursor.Y, x, y)
		}
		p.Press("ctrl+u")
		p.Paste("first\nsecond\nthird")
		question := p.Screen()
		if strings.Contains(question, "first second third") || !strings.Contains(question, "3 lines") {
			t.Errorf("many lines were not asked about:\n%s", question)
		}
	})
}
