package entry

import (
	"testing"

	"zco/tui/domain/collection"
	"zco/tui/domain/field"
)

// Whatever editor a type names, there is one.
func TestEveryTypeHasItsEditor(t *testing.T) {
	for _, of := range append(field.Types(), field.DateTime, field.JSON) {
		if editors[of.Editor] == nil {
			t.Errorf("a %s field wants the editor %q, which nobody makes", of, of.Editor)
		}
	}
	if e := New(collection.Field{}, collection.String("x"), "", now); e.Text() != "x" {
		t.Errorf("a field of no known type opens with %q", e.Text())
	}
}
