package config

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const mine = "# my own words\ntheme = \"dark\" # here too\n\n[profiles.hand]\nsubdomain = \"h\"\n[[views]]\nobject='car'\nname='Hand'\n"

func TestProfilesAreWrittenWithoutTouchingThePersonsFile(t *testing.T) {
	path := write(t, map[string]string{"config.toml": mine})
	for _, err := range []error{
		AddProfile(path, "work", Profile{Subdomain: "acme", ClientID: "zco", Color: "red"}),
		AddProfile(path, "test", Profile{Subdomain: "acme1", ReadOnly: true}),
		SetDefaultProfile(path, "work"),
		AddProfile(path, "work", Profile{Subdomain: "acme", ClientID: "other"}),
		RemoveProfile(path, "test"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	c, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"hand", "work"}, c.ProfileNames()); d != "" || c.DefaultProfile != "work" || c.Profiles["work"].ClientID != "other" {
		t.Error(d, c.DefaultProfile, c.Profiles)
	}
	if data, _ := os.ReadFile(path); string(data) != mine {
		t.Errorf("config.toml was changed:\n%s", data)
	}
}

func TestWhatThePersonWroteIsRefusedToTheProgram(t *testing.T) {
	path := write(t, map[string]string{"config.toml": mine})
	for _, err := range []error{
		AddProfile(path, "hand", Profile{Subdomain: "x"}),
		RemoveProfile(path, "hand"),
		SaveView(path, "car", View{Name: "Hand"}),
		DeleteView(path, "car", "Hand"),
	} {
		if !errors.Is(err, ErrOwned) || !strings.Contains(err.Error(), "config.toml:") {
			t.Errorf("want the line it is on, got %v", err)
		}
	}
	if err := RemoveProfile(path, "nobody"); !errors.Is(err, ErrNoProfile) {
		t.Error(err)
	}
	if err := AddProfile(path, "bad name", Profile{Subdomain: "x"}); err == nil {
		t.Error("a name that no command line takes was taken")
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(path), "profiles.toml")); err == nil {
		t.Error("a refused change left a file")
	}
}

func TestViewsComeBackAsTheyWereSaved(t *testing.T) {
	path := write(t, map[string]string{"config.toml": mine})
	v := View{Name: "Ülte \"q\"\n#", Query: "a'''b", Filter: `{ "x": {"$gt": 9007199254740993} }`, Sort: "-name", Columns: []string{"name", "year"}, Widths: []int{40, 0}}
	if err := SaveView(path, "car", v); err != nil {
		t.Fatal(err)
	}
	c, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	v.Object, v.Filter = "car", `{"x":{"$gt":9007199254740993}}`
	at := slices.IndexFunc(c.Views, v.same)
	if d := cmp.Diff(v, c.Views[max(at, 0)]); at < 0 || d != "" {
		t.Error(d)
	}
	if err := DeleteView(path, "car", v.Name); err != nil {
		t.Fatal(err)
	}
	if err := DeleteView(path, "car", v.Name); !errors.Is(err, ErrNoView) {
		t.Error(err)
	}
}

// Views hold what was searched for, and profiles where one works: nobody else
// on the host reads them, also where an earlier version wrote them for all.
func TestWhatTheProgramWritesIsForItsOwnerAlone(t *testing.T) {
	path := write(t, map[string]string{"views.toml": "", "profiles.toml": ""}) // for all
	if err := errors.Join(SaveView(path, "car", View{Name: "v", Query: "a customer's name"}), AddProfile(path, "work", Profile{Subdomain: "acme"})); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"views.toml", "profiles.toml"} {
		info, err := os.Stat(filepath.Join(filepath.Dir(path), name))
		if err != nil || info.Size() == 0 || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
}

func TestViewsSavedAtOnceAreAllKept(t *testing.T) {
	path := write(t, nil)
	var wg sync.WaitGroup
	for i := range 12 {
		wg.Go(func() {
			if err := SaveView(path, "car", View{Name: string(rune('a' + i))}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	c, err := Load(path)
	if err != nil || len(c.Views) != 12 {
		t.Errorf("%d of 12 are left (%v)", len(c.Views), err)
	}
}

func TestASharedFileStaysALink(t *testing.T) {
	path := write(t, map[string]string{"dotfiles/views.toml": ""})
	link := filepath.Join(filepath.Dir(path), "views.toml")
	if err := os.Symlink(filepath.Join("dotfiles", "views.toml"), link); err != nil {
		t.Skip(err)
	}
	if err := SaveView(path, "car", View{Name: "x"}); err != nil {
		t.Fatal(err)
	}
	info, _ := os.Lstat(link)
	data, _ := os.ReadFile(filepath.Join(filepath.Dir(path), "dotfiles", "views.toml"))
	if info.Mode()&os.ModeSymlink == 0 || !strings.Contains(string(data), "car") {
		t.Errorf("%v %q", info.Mode(), data)
	}
}

// The default that the person wrote down stays, and its profile with it; the
// program's own default goes with its profile.
func TestTheDefaultProfileIsWhoseItIs(t *testing.T) {
	path := write(t, map[string]string{
		"config.toml":   "default_profile = 'prod'\n",
		"profiles.toml": "[profiles.prod]\nsubdomain = 'a'\n[profiles.test]\nsubdomain = 'b'\n",
	})
	for name, err := range map[string]error{
		"removing it": RemoveProfile(path, "prod"), "another": SetDefaultProfile(path, "test"),
	} {
		if !errors.Is(err, ErrOwned) || !strings.Contains(err.Error(), "config.toml:1") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := SetDefaultProfile(path, "prod"); err != nil {
		t.Errorf("what it is already: %v", err)
	}
	if err := RemoveProfile(path, "test"); err != nil {
		t.Errorf("removing another: %v", err)
	}

	path = write(t, map[string]string{
		"profiles.toml": "default_profile = 'test'\n[profiles.prod]\nsubdomain = 'a'\n[profiles.test]\nsubdomain = 'b'\n",
	})
	if err := SetDefaultProfile(path, "nobody"); !errors.Is(err, ErrNoProfile) {
		t.Errorf("one that is not there: %v", err)
	}
	if err := RemoveProfile(path, "prod"); err != nil {
		t.Fatal(err)
	}
	if c, err := Load(path); err != nil || c.DefaultProfile != "test" {
		t.Errorf("removing another profile changes the default: %v", err)
	}
	if err := RemoveProfile(path, "test"); err != nil {
		t.Fatal(err)
	}
	if c, err := Load(path); err != nil || c.DefaultProfile != "" {
		t.Errorf("the default names a profile that is gone: %v", err)
	}
}
