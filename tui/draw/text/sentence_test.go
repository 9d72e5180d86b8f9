package text

import "testing"

func TestSentence(t *testing.T) {
	for s, want := range map[string]string{
		"":                         "",
		"nothing is selected":      "Nothing is selected",
		"saved.":                   "Saved.",
		"a field is required":      "A field is required",
		"auto-refresh is off":      "Auto-refresh is off",
		"there's none":             "There's none",
		"état: none":               "État: none",
		"z is for records":         "z is for records",
		"ctrl+s sends":             "ctrl+s sends",
		"assets.csv was written":   "assets.csv was written",
		"iPhone cannot be changed": "iPhone cannot be changed",
		"zco was not started":      "zco was not started",
		"asset/01G is not there":   "asset/01G is not there",
		"Already so":               "Already so",
		"東京 is not there":          "東京 is not there",
		"loading…":                 "Loading…",
		"external_id is not a key": "external_id is not a key",
		"12 rows":                  "12 rows",
	} {
		if got := Sentence(s); got != want {
			t.Errorf("%q becomes %q, not %q", s, got, want)
		}
	}
}
