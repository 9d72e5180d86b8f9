//go:build unix && !darwin

package secret

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

var errNoBus = errors.New("there is no session bus, as on a host without a desktop")

// reachable reports why the keyring of the system need not be asked: without a
// session bus the library would start one, of which a daemon stays behind
// each time, and in which nothing keeps secrets.
func reachable() error {
	return busIn(os.Getenv("DBUS_SESSION_BUS_ADDRESS"), fmt.Sprintf("/run/user/%d", os.Getuid()))
}

// busIn looks for a bus where the library does.
func busIn(address, runtimeDir string) error {
	if address != "" && address != "autolaunch:" {
		return nil
	}
	for _, name := range []string{"bus", "dbus-session"} {
		if _, err := os.Stat(filepath.Join(runtimeDir, name)); err == nil {
			return nil
		}
	}
	return errNoBus
}
