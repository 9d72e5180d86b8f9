package screenshots

import "testing"

func TestHouse(t *testing.T) {
	ps, err := Packages("..")
	if err != nil {
		t.Fatal(err)
	}
	byPath := map[string]Package{}
	for _, p := range ps {
		byPath[p.Path] = p
		if p.Doc == "" {
			t.Errorf("%s has no comment that says what it is for", p.Path)
		}
	}
	if byPath[""].Level <= byPath["tui"].Level || byPath["api"].Level != 0 {
		t.Errorf("main stands on floor %d, tui on %d, api on %d", byPath[""].Level, byPath["tui"].Level, byPath["api"].Level)
	}
	compare(t, "house", House(ps))
}
