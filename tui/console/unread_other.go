//go:build !unix

package console

import "os"

// unread reports whether bytes of a terminal wait to be read, where the system
// tells.
func unread(*os.File) bool { return false }
