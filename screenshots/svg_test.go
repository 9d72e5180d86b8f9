package screenshots

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"
)

func draw(content string, w, h int) string { return SVG(NewFrame(content, w, h), DarkTerminal) }

// The second letter stands where its cell is, whatever was before it.
func TestCellsStandOnTheGrid(t *testing.T) {
	for content, x := range map[string]string{"  b": "16.86", "東b": "16.86", "ö\u0301b": "8.43", "👩‍🔧b": "16.86", "\x1b[1mx\x1b[m b": "16.86", "──b": "16.86"} {
		if svg := draw(content, 10, 1); !strings.Contains(svg, ` x="`+x+`" y="12.9">b</text>`) {
			t.Errorf("%q: no b at %s in\n%s", content, x, svg)
		}
	}
}

func TestLooks(t *testing.T) {
	for content, want := range map[string]string{
		"\x1b[31mx":      "fill:#800000",
		"\x1b[1mx":       "font-weight:bold",
		"\x1b[7mx":       "fill:" + DarkTerminal.Background,
		"\x1b[4m  ":      `y="14.5" width="16.86" height="1"`,
		"\x1b[9mx":       `y="8.5" width="8.43" height="1"`,
		"\x1b[48;5;16mx": "fill:#000000",
		"│":              "M4.22 8.5V0",
		"█░":             "opacity:.25",
	} {
		if svg := draw(content, 4, 1); !strings.Contains(svg, want) {
			t.Errorf("%q: no %s in\n%s", content, want, svg)
		}
	}
}

// Text is text: what looks like markup or a control sequence stays inside.
func TestHostileTextMakesWellFormedPictures(t *testing.T) {
	f := NewFrame("</text><script>&amp;\"'\x07\x1b]0;x\x07", 40, 2)
	f.Title = "<a&b>"
	d := xml.NewDecoder(strings.NewReader(SVG(f, LightTerminal)))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "script" {
			t.Fatal("text became an element")
		}
	}
}

// What stands still is drawn once; what comes and goes has its times.
func TestAnimation(t *testing.T) {
	step := func(s string, d time.Duration) Step { return Step{NewFrame(s, 8, 2), d} }
	svg := Animation([]Step{step("same\none", time.Second), step("same\ntwo", 3*time.Second)}, DarkTerminal)
	if n := strings.Count(svg, ">same<"); n != 1 {
		t.Errorf("what stands still is drawn %d times", n)
	}
	for _, want := range []string{"animation:t0 4s", "0%{visibility:visible}25%{visibility:hidden}", "0%{visibility:hidden}25%{visibility:visible}"} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s in\n%s", want, svg)
		}
	}
}

func TestCommandsAreFoundInHelp(t *testing.T) {
	got := commandsIn("Words.\n\nUsage:\n  zco [command]\n\nExamples:\n  zco a  b\n\nRecords:\n  get   Show one\n  upset Change\n\nAdditional Commands:\n  help  Help\n\nFlags:\n  -h, --help   help\n")
	if strings.Join(got, " ") != "get upset" {
		t.Errorf("found %q", got)
	}
}

func TestBlocks(t *testing.T) {
	doc := "a\n<!-- begin x -->\nold\n<!-- end x -->\nb\n"
	fresh, err := WithBlock(doc, "x", "new\n")
	if err != nil || fresh != "a\n<!-- begin x -->\nnew\n<!-- end x -->\nb\n" {
		t.Errorf("%q, %v", fresh, err)
	}
	if _, err := Block(doc, "y"); err == nil {
		t.Error("a block that is not there is found")
	}
}
