package record

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"zco/tui/domain/collection"
)

// Left is a text that the person's own editor had when the program ended.
type Left struct {
	Ref  collection.Ref
	Path string
	text string
}

// ofMark begins the line of a file that says which row it is.
const ofMark = "#:: "

// signed is a text with the row it is of at its end.
func signed(ref collection.Ref, text string) string {
	of, err := json.Marshal(ref)
	if err != nil {
		return text
	}
	text, _, _ = strings.Cut(text, "\n"+ofMark)
	return strings.TrimRight(text, "\n") + "\n\n" + ofMark + string(of) + "\n"
}

// LeftOutside returns the texts of rows that lie in a folder: their editor, or
// the program, ended before they were taken. Not for the event loop.
func LeftOutside(dir string) (left []Left) {
	if dir == "" {
		return nil
	}
	paths, err := filepath.Glob(filepath.Join(dir, "record-*.yaml"))
	if err != nil {
		return nil
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		_, of, _ := strings.Cut(string(data), "\n"+ofMark)
		l := Left{Path: path, text: string(data)}
		if json.Unmarshal([]byte(of), &l.Ref) == nil && l.Ref.ID != "" {
			left = append(left, l)
		}
	}
	return left
}

// Resume opens a text that was left in the person's own editor again, once its
// row is read. Show the row first.
func (m *Model) Resume(x External, l Left) tea.Cmd {
	m.external, m.left = x, &l
	return m.resume()
}

func (m *Model) resume() tea.Cmd {
	if m.left == nil || m.left.Ref != m.ref || m.schema == nil || !m.known {
		return nil
	}
	l := *m.left
	m.left = nil
	return m.exec(l.Ref, l.Path)
}
