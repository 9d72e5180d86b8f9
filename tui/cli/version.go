package cli

import (
	"cmp"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// Version is the program's version; a release stamps it.
var Version = "dev"

// built is what is known of the program file.
type built struct {
	Version  string `json:"version"`
	Commit   string `json:"commit,omitempty"`
	Date     string `json:"date,omitempty"` // of the commit
	Modified bool   `json:"modified,omitempty"`
	Go       string `json:"go"`
	System   string `json:"system"`
}

func build() built {
	b := built{Version: Version, Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	if b.Version == "dev" && info.Main.Version != "(devel)" {
		b.Version = cmp.Or(info.Main.Version, b.Version)
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value
		case "vcs.time":
			b.Date = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}

func newVersion(s Streams, f *flags) *cobra.Command {
	var asJSON bool
	return withJSON(&cobra.Command{
		Use:   "version",
		Short: "Tell which version this is",
		Args:  none,
		RunE: func(*cobra.Command, []string) error {
			b := build()
			if asJSON {
				return printJSON(s, b)
			}
			line := "zco " + b.Version
			if b.Commit != "" {
				line += " (" + b.Commit[:min(len(b.Commit), 12)] + ")"
			}
			tellNews(s, f.config, b.Version)
			return s.print("%s %s %s", line, b.Go, b.System)
		},
	}, &asJSON)
}
