package change

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"zco/tui/domain/collection"
)

// Left is a text of a row that the person's own editor had when the program
// ended.
type Left struct {
	Ref  collection.Ref
	Path string
}

// ofMark begins the line of a file that says which row it is.
const ofMark = "#:: "

// Signed returns a text with the row it is of at its end.
func Signed(ref collection.Ref, text string) string {
	of, err := json.Marshal(ref)
	if err != nil {
		return text
	}
	text, _, _ = strings.Cut(text, "\n"+ofMark)
	return strings.TrimRight(text, "\n") + "\n\n" + ofMark + string(of) + "\n"
}

// LeftTexts returns the texts of rows that lie in a folder: their editor, or
// the program, ended before they were taken. Not for the event loop.
func LeftTexts(dir string) (left []Left) {
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
		l := Left{Path: path}
		if json.Unmarshal([]byte(of), &l.Ref) == nil && l.Ref.ID != "" {
			left = append(left, l)
		}
	}
	return left
}
