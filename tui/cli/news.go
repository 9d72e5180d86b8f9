package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zco/config"
	"zco/config/disk"
)

// release is a version and what whoever updates to it wants to know, a line
// each, the newest version first.
type release struct {
	version string
	date    string // YYYY-MM-DD
	news    []string
}

// releases are those since the first; a release adds one.
var releases = []release{
	{"2.0.0", "2026-11-28", []string{
		"the list of objects stays on the screen, columns fill it, and help shows all keys at once",
		"export to Excel workbooks and import them; cells that another program changed are named and not sent",
		"users, organizations and tickets that records point at; related records; counts by value",
		"attachments, what changed since a time, permissions, triggers, deletion schedules, a map of the objects",
		"each record is read again just before a change is sent; an undo checks what it undoes first",
	}},
	{"1.0.0", "2026-11-21", []string{"the first release"}},
}

// newsSince returns what is new in the releases up to a version, after the one
// that was seen; nothing if none was, or if either is no release.
func newsSince(all []release, seen, version string) (out []string) {
	seen, version = strings.TrimPrefix(seen, "v"), strings.TrimPrefix(version, "v")
	if at(all, seen) <= at(all, version) || at(all, version) == len(all) || at(all, seen) == len(all) {
		return nil
	}
	for _, r := range all[at(all, version):at(all, seen)] {
		out = append(out, r.news...)
	}
	return out
}

// at is where a version stands among releases, their number if it does not.
func at(all []release, version string) int {
	if i := slices.IndexFunc(all, func(r release) bool { return r.version == version }); i >= 0 {
		return i
	}
	return len(all)
}

// tellNews says once, after an update, what is new, and remembers the version.
func tellNews(s Streams, conf string, version string) {
	paths, err := config.Locate(conf, s.Getenv)
	if err != nil {
		return // nowhere to remember it: then nothing is said
	}
	file := filepath.Join(paths.StateDir, "version")
	seen, _ := os.ReadFile(file) // none at the first time
	if string(seen) == version {
		return
	}
	if err := disk.Write(file, []byte(version)); err != nil {
		return
	}
	for i, line := range newsSince(releases, string(seen), version) {
		if i == 0 {
			s.say("new since %s:", strings.TrimSpace(string(seen)))
		}
		s.say("- %s", line)
	}
}
