package objectmap

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"zco/api"
	"zco/tui/domain/collection"
)

func sample() *Map {
	m := &Map{}
	object := func(key, title string, fields ...collection.Field) {
		m.Add(collection.Records(api.Object{Key: key, TitlePluralized: title}), collection.NewSchema(fields))
	}
	lookup := func(key, title, target string) collection.Field {
		return collection.Field{Key: "custom_object_fields." + key, Title: title, Target: target}
	}
	object("repair", "Repairs", lookup("asset", "Asset", "zen:custom_object:asset"), lookup("who", `The "who" <&>`, "zen:user"))
	object("asset", "Assets", lookup("parent", "Part of", "zen:custom_object:asset"), lookup("lost", "Lost", "zen:custom_object:closed"))
	m.Sort()
	return m
}

func TestText(t *testing.T) {
	got, err := sample().Write("text")
	want := `Assets (asset)
  → Assets by Part of
  → closed by Lost
  ← Assets by Part of
  ← Repairs by Asset

closed (closed)
  ← Assets by Lost

Repairs (repair)
  → Assets by Asset
  → Users by The "who" <&>

Users (zen:user)
  ← Repairs by The "who" <&>
`
	if err != nil || got != want {
		t.Errorf("%v\n%s", err, got)
	}
}

func TestDrawings(t *testing.T) {
	for format, wants := range map[string][]string{
		"mermaid": {"flowchart LR\n", `n2["Repairs"]`, `n2 -- "Asset" --> n0`, `"The #quot;who#quot; <&>"`},
		"dot":     {"digraph objects {", `"repair" -> "asset" [label="Asset"];`, `[label="The \"who\" <&>"]`},
		"svg":     {"<svg ", ">Repairs</text>", "The &#34;who&#34; &lt;&amp;&gt;"},
	} {
		got, err := sample().Write(format)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(got, want) {
				t.Errorf("%s lacks %s:\n%s", format, want, got)
			}
		}
		if format == "svg" {
			d := xml.NewDecoder(strings.NewReader(got))
			for err == nil {
				_, err = d.Token()
			}
			if !errors.Is(err, io.EOF) {
				t.Errorf("the drawing is no XML: %v", err)
			}
		}
	}
	if _, err := sample().Write("png"); err == nil || !strings.Contains(err.Error(), "mermaid") {
		t.Errorf("of a format that is none it says %v", err)
	}
}

// What is pointed at stands to the right of what points at it, also where
// links go in a circle.
func TestPlaces(t *testing.T) {
	m := sample()
	m.Links = append(m.Links, Link{From: "closed", To: "repair", Field: "x", FieldTitle: "X"})
	at, width, height := m.places()
	if len(at) != 4 || at["zen:user"].x <= at["repair"].x {
		t.Errorf("%v", at)
	}
	for id, p := range at {
		if p.x+boxWidth > width || p.y+boxHeight > height {
			t.Errorf("%s at %v is outside of %d x %d", id, p, width, height)
		}
		for other, q := range at {
			if other != id && p == q {
				t.Errorf("%s lies on %s", id, other)
			}
		}
	}
}
