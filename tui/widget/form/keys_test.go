package form

import "testing"

// What is pasted keeps what can be seen; line ends of all kinds become line
// feeds, and what turns the direction of text or is no text is left out.
func TestWhatIsPasted(t *testing.T) {
	for pasted, want := range map[string]string{
		"a\rb\r\nc\u0085d\u2028e\u2029f": "a\nb\nc\nd\ne\nf",
		"a\xffb":                         "a\ufffdb",
		"a\u202ab\u202ec":                "abc",
		"a\u2066b\u2069c":                "abc",
		"a\u2029b\u206ac":                "a\nb\u206ac",
		"\ufeffa\tb":                     "a\tb",
		"a\u2065b\u202fc":                "a\u2065b\u202fc",
	} {
		e := &Area{}
		if e.Paste(pasted); e.Text() != want {
			t.Errorf("%q pasted is %q, want %q", pasted, e.Text(), want)
		}
	}
	l := &Line{}
	l.Paste("a\rb")
	if _, asks := l.Question(); !asks {
		t.Error("two lines are not asked about")
	}
}
