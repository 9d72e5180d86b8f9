//go:build unix && !darwin

package secret

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// Where there is no session bus none is started: its daemon would stay.
func TestNoBusIsStarted(t *testing.T) {
	if reachable() == nil && os.Getenv("DBUS_SESSION_BUS_ADDRESS") == "" {
		t.Skip("this host has a bus of its own")
	}
	bin := t.TempDir()
	started := filepath.Join(bin, "started")
	launch := "#!/bin/sh\ntouch " + started + "\nexit 1\n"
	if err := os.WriteFile(filepath.Join(bin, "dbus-launch"), []byte(launch), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	for _, address := range []string{"", "autolaunch:"} {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
		k := &Keyring{}
		_, err := k.Get(t.Context(), "a")
		if !errors.Is(err, ErrUnavailable) || !errors.Is(err, errNoBus) {
			t.Errorf("%q: %v", address, err)
		}
		if !errors.Is(k.Set(t.Context(), "a", New("b")), ErrUnavailable) || k.Delete(t.Context(), "a") == nil {
			t.Errorf("%q: something kept the secret", address)
		}
	}
	if _, err := os.Stat(started); err == nil {
		t.Error("a bus was started")
	}
}

func TestABusIsFoundWhereTheLibraryLooks(t *testing.T) {
	dir := t.TempDir()
	if busIn("", dir) == nil || busIn("autolaunch:", dir) == nil || busIn("unix:path=/x", dir) != nil {
		t.Error("the environment is not heard")
	}
	for _, name := range []string{"bus", "dbus-session"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := busIn("", dir); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}
