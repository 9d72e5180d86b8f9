package form

import (
	"testing"

	"pgregory.net/rapid"

	"zco/tui/draw/screen"
	"zco/tui/draw/text"
)

// editors are one of each kind, fresh.
func editors(t *rapid.T) map[string]Editor {
	var opts []Option
	for range rapid.IntRange(0, 5).Draw(t, "options") {
		opts = append(opts, Option{value().Draw(t, "value"), value().Draw(t, "label"), value().Draw(t, "hint")})
	}
	choice, multi, pattern, pick := &Choice{}, &MultiChoice{}, &Pattern{}, &Pick{}
	choice.SetOptions(opts)
	multi.SetOptions(opts)
	pattern.SetPattern(`\A\h+\z`)
	pick.Suggest(0, opts)
	return map[string]Editor{
		"line": &Line{Limit: 10, Placeholder: "日本語 placeholder"}, "area": &Area{Limit: 10, MaxRows: 3}, "whole": &Number{MaxDigits: 3}, "decimal": &Number{Decimal: true},
		"pattern": pattern, "check": &Check{}, "date": &Date{Now: thursday}, "choice": choice, "multi": multi, "pick": pick,
	}
}

// Every editor keeps what it is given, acceptable or not, draws it in any
// area and loses nothing when it is left.
func TestEveryEditorKeepsItsText(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		for name, e := range editors(rt) {
			s := value().Draw(rt, "text")
			e.SetText(s)
			if e.Text() != s {
				rt.Fatalf("%s: %q became %q", name, s, e.Text())
			}
			m := text.Method(rapid.IntRange(0, 1).Draw(rt, "m"))
			w, h := rapid.IntRange(0, 40).Draw(rt, "w"), rapid.IntRange(0, 10).Draw(rt, "h")
			if w > 0 && h > 0 {
				draw(rt, e, w, h, m)
			}
			none := screen.New(mono.Sheet).Begin(10, 3)
			for _, a := range []screen.Area{{}, none.Sub(0, 0, 10, 0), none.Sub(0, 0, 0, 3)} {
				if cur := e.Draw(a, mono); cur.Shown {
					rt.Fatalf("%s: a cursor in no area", name)
				}
			}
			if got := e.Height(w); got < 1 {
				rt.Fatalf("%s: a height of %d", name, got)
			}
			e.Problem()
			if out := e.Key(key("esc")); out != Leave || e.Text() != s {
				rt.Fatalf("%s: left with %d and %q, want %q", name, out, e.Text(), s)
			}
			for _, k := range []string{"tab", "shift+tab"} {
				if out := e.Key(key(k)); !out.Ends() || e.Text() != s {
					rt.Fatalf("%s: %s is %d and leaves %q", name, k, out, e.Text())
				}
			}
		}
	})
}

// No key or paste breaks an editor, and none draws outside its area.
func TestEveryEditorTakesEveryKey(t *testing.T) {
	all := append([]string{"enter", "esc", "tab", "1", "-", "y", "n", "/", ".", " ", "ctrl+s", "ctrl+r", "ctrl+n"}, strokes...)
	rapid.Check(t, func(rt *rapid.T) {
		m := text.Method(rapid.IntRange(0, 1).Draw(rt, "m"))
		w, h := rapid.IntRange(1, 40).Draw(rt, "w"), rapid.IntRange(1, 10).Draw(rt, "h")
		keys := rapid.SliceOfN(rapid.SampledFrom(all), 0, 15).Draw(rt, "keys")
		pasted := value().Draw(rt, "pasted")
		for name, e := range editors(rt) {
			for i, k := range keys {
				out := e.Key(key(k))
				if i == len(keys)/2 {
					out = e.Paste(pasted)
				}
				draw(rt, e, w, h, m)
				if asker, ok := e.(Asker); ok {
					if _, asks := asker.Question(); asks != (out == Ask) {
						rt.Fatalf("%s: outcome %d, asks %v", name, out, asks)
					}
				} else if out == Ask {
					rt.Fatalf("%s asks and cannot be answered", name)
				}
				e.Problem()
			}
		}
	})
}

func TestWhatIsRequiredIsSaid(t *testing.T) {
	required := map[string]Editor{
		"line": &Line{Required: true}, "area": &Area{Required: true}, "number": &Number{Line: Line{Required: true}}, "pattern": &Pattern{Line: Line{Required: true}},
		"date": &Date{Line: Line{Required: true}}, "check": &Check{Required: true}, "choice": &Choice{Required: true}, "multi": &MultiChoice{Required: true}, "pick": &Pick{Required: true},
	}
	for name, e := range required {
		if e.Problem() == "" {
			t.Errorf("%s: nothing is said", name)
		}
		value := map[string]string{"number": "1", "date": "2026-03-05", "check": "false"}[name]
		if value == "" {
			value = "x"
		}
		if e.SetText(value); e.Problem() != "" {
			t.Errorf("%s: %q is refused: %s", name, value, e.Problem())
		}
	}
}
