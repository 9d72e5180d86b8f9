//go:build !unix

package cli

import (
	"os"
	"time"
)

// drain does nothing where consoles do not mix replies with input.
func drain(*os.File, int, time.Duration) {}
