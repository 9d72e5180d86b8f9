// Command zco is a terminal browser and editor for Zendesk custom objects.
package main

import (
	"embed"
	"os"

	"zco/tui/cli"
)

// documents are what zco help TOPIC prints.
//
//go:embed README.md api/README.md api/transfer/roundtrip/README.md config/README.md findings/README.md tui/README.md tui/action/README.md tui/cli/README.md
var documents embed.FS

func main() {
	s := cli.System()
	s.Documents = documents
	os.Exit(cli.Main(os.Args[1:], s))
}
