package record

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"zco/tui/action"
	"zco/tui/domain/collection"
	"zco/tui/pane"
)

const notes = "custom_object_fields.notes"

// noted puts the cursor on notes of so many lines.
func noted(t *testing.T, lines int) *stage {
	s := show(t)
	var text []string
	for i := range lines {
		text = append(text, fmt.Sprintf("line %d", i+1))
	}
	s.item.Values[notes] = collection.String(strings.Join(text, "\n"))
	s.GoTo(notes)
	return s
}

// A long text is whole where lines are free; else the last line says how many
// more there are, and with which key.
func TestLongTextUsesFreeLines(t *testing.T) {
	s := noted(t, 12)
	s.size(100, 50)
	if shown := s.screen(); !strings.Contains(shown, "line 12") || strings.Contains(shown, "more line") {
		t.Errorf("with lines free:\n%s", shown)
	}
	s.size(100, 12)
	shown := s.screen()
	if !strings.Contains(shown, "line 5") || strings.Contains(shown, "line 6") || !strings.Contains(shown, "7 more lines, m shows all") {
		t.Errorf("without:\n%s", shown)
	}
	s.run(action.ReadField)
	if d, ok := s.shell.Asked[len(s.shell.Asked)-1].(pane.Open); !ok || d.Dialog.Title() != "Notes" {
		t.Fatalf("asked for %v", s.shell.Asked)
	}
	s.item.Values[notes] = collection.Null
	if why := s.run(action.ReadField); why == "" {
		t.Error("an empty field is read")
	}
}

// A name that is a little too long for a narrow screen is read whole there.
func TestNarrowScreensHaveWholeNames(t *testing.T) {
	s := show(t)
	s.item.Values["name"] = collection.String("Samsung Galaxy Tab S9, Budapest 00000003")
	s.size(48, 8)
	if shown := s.screen(); !strings.Contains(shown, "Samsung") || !strings.Contains(shown, "00000003") || strings.Contains(shown, "more line") {
		t.Errorf("it shows\n%s", shown)
	}
}

// Whatever is in the fields and however large the pane, heights fill it before
// anything is cut, and never less is shown than a line for each field.
func TestHeightsUseTheRoomThereIs(t *testing.T) {
	s := show(t)
	rapid.Check(t, func(rt *rapid.T) {
		for _, key := range []string{notes, "name", location} {
			s.item.Values[key] = collection.String(strings.Repeat("word and\nline ", rapid.IntRange(0, 30).Draw(rt, key)))
		}
		w, h := rapid.IntRange(30, 200).Draw(rt, "w"), rapid.IntRange(3, 80).Draw(rt, "h")
		sum, cut := 0, 0
		for i, n := range s.heights(w, h) {
			f := s.fields[i]
			sum += n
			if s.heading(i) != "" {
				n--
			}
			if n < 1 {
				rt.Fatalf("%s has %d rows", f.Title, n)
			}
			cut += max(len(s.lines(f, w))-n, 0)
		}
		least := 0
		for _, n := range s.heights(w, 0) {
			least += n
		}
		if sum > max(h, least) {
			rt.Fatalf("%d rows are given of %d", sum, h)
		}
		if cut > 0 && sum < h {
			rt.Fatalf("%d lines are cut while %d of %d rows stand empty", cut, h-sum, h)
		}
	})
}
