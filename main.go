// Command zco is a terminal browser and editor for Zendesk custom objects.
package main

import (
	"os"

	"zco/tui/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], cli.System())) }
