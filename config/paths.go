package config

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/adrg/xdg"
)

// name of the folders of zco inside the folders of the system.
const name = "zco"

// Paths are the places where zco keeps its files. On Linux they follow the
// XDG rules (~/.config/zco, ~/.local/state/zco, ~/.cache/zco, or XDG_*_HOME);
// on macOS and Windows they are where programs keep them there.
type Paths struct {
	ConfigFile string // config.toml, or what --config or ZCO_CONFIG names
	Named      bool   // the file was named, and so must exist
	StateDir   string // last place, drafts, sent changes, kept tokens
	CacheDir   string // what can be fetched again
	NoState    error  // why nothing can be kept in StateDir; nil where that is for the disk to say
}

// xdgLock: Reload changes variables of the package xdg.
var xdgLock sync.Mutex

// Locate finds the places. The flag is the value of --config, "" if not given;
// getenv is asked for ZCO_CONFIG, and XDG_* are read from the environment at
// each call.
func Locate(flag string, getenv func(string) string) (Paths, error) {
	xdgLock.Lock()
	defer xdgLock.Unlock()
	xdg.Reload()
	p := Paths{
		ConfigFile: filepath.Join(xdg.ConfigHome, name, "config.toml"),
		StateDir:   filepath.Join(xdg.StateHome, name),
		CacheDir:   filepath.Join(xdg.CacheHome, name),
	}
	p.withoutHome()
	if flag = cmp.Or(flag, getenv("ZCO_CONFIG")); flag != "" {
		abs, err := filepath.Abs(flag)
		if err != nil {
			return Paths{}, fmt.Errorf("cannot find the folder of %s: %w", flag, err)
		}
		p.ConfigFile, p.Named = abs, true
	}
	for _, dir := range []string{p.ConfigFile, p.StateDir, p.CacheDir} {
		if !filepath.IsAbs(dir) {
			return Paths{}, errors.New("cannot tell where your files are: set HOME, or XDG_CONFIG_HOME, XDG_STATE_HOME and XDG_CACHE_HOME, to folders")
		}
	}
	return p, nil
}

// withoutHome takes the folders away that would be in the home folder where
// there is none. The package xdg puts them at the root of the file system then,
// where one who may write everywhere would find them for ever.
func (p *Paths) withoutHome() {
	if runtime.GOOS == "windows" || os.Getenv("HOME") != "" {
		return
	}
	set := func(variable string) bool { return filepath.IsAbs(os.Getenv(variable)) }
	if !set("XDG_CONFIG_HOME") {
		p.ConfigFile = filepath.Join(os.DevNull, name, "config.toml")
	}
	if !set("XDG_STATE_HOME") {
		p.StateDir, p.NoState = filepath.Join(os.DevNull, name), errors.New("HOME is not set: set it, or XDG_STATE_HOME, to a folder")
	}
	if !set("XDG_CACHE_HOME") {
		p.CacheDir = filepath.Join(os.DevNull, name)
	}
}

// Nowhere reports whether a path is of a folder that cannot be, as there is no
// home folder.
func Nowhere(path string) bool {
	return strings.HasPrefix(path, filepath.Join(os.DevNull, name))
}

// ConfigDir is the folder of config.toml and of what is beside it.
func (p Paths) ConfigDir() string { return filepath.Dir(p.ConfigFile) }

// ProfilesFile is where the program writes profiles.
func (p Paths) ProfilesFile() string { return profilesFile(p.ConfigFile) }

// ViewsFile is where the program writes saved views.
func (p Paths) ViewsFile() string { return viewsFile(p.ConfigFile) }

// ThemesDir holds theme files, NAME.toml.
func (p Paths) ThemesDir() string { return filepath.Join(p.ConfigDir(), "themes") }

// StateFile holds the last place, columns and recent things of each profile.
func (p Paths) StateFile() string { return filepath.Join(p.StateDir, "state.json") }

// SecretsDir holds tokens where no keyring answers; mode 0700.
func (p Paths) SecretsDir() string { return filepath.Join(p.StateDir, "secrets") }

// LocksDir holds the locks that sessions share.
func (p Paths) LocksDir() string { return filepath.Join(p.StateDir, "locks") }

// JournalDir holds unsaved drafts and sent changes.
func (p Paths) JournalDir() string { return filepath.Join(p.StateDir, "journal") }

func profilesFile(config string) string { return filepath.Join(filepath.Dir(config), "profiles.toml") }
func viewsFile(config string) string    { return filepath.Join(filepath.Dir(config), "views.toml") }
