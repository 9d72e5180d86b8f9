package config

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSessionsDoNotUndoEachOther(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "state.json")
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() {
			err := UpdateState(t.Context(), path, func(s *State) {
				p := s.Profile(fmt.Sprint("p", i%2))
				p.Visit(RecentRecord{Object: "car", ID: fmt.Sprint(i)}, 50)
				p.Stay(Place{Object: fmt.Sprint("o", i)})
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	s, notice := LoadState(path)
	if notice != "" {
		t.Fatal(notice)
	}
	for _, name := range []string{"p0", "p1"} {
		if p := s.Profile(name); len(p.Records) != 5 || len(p.Places) != 5 {
			t.Errorf("%s: %d records and %d places of 5", name, len(p.Records), len(p.Places))
		}
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v: recent searches are nobody's business", info.Mode())
	}
}

func TestADamagedStateIsSetAsideWithAWord(t *testing.T) {
	for _, text := range []string{"{\"profiles\":{\"a\":", "[]", "", "\x00\x01"} {
		path := filepath.Join(t.TempDir(), "state.json")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s, notice := LoadState(path)
		if len(s.Profiles) != 0 || !strings.Contains(notice, "state.json.damaged") {
			t.Errorf("%q: %v %q", text, s, notice)
		}
		if kept, _ := os.ReadFile(path + ".damaged"); string(kept) != text {
			t.Errorf("%q was not kept", text)
		}
		if err := UpdateState(t.Context(), path, func(s *State) { s.Profile("a").Stay(Place{Object: "car"}) }); err != nil {
			t.Fatal(err)
		}
		if s, notice := LoadState(path); notice != "" || s.Profile("a").Last.Object != "car" {
			t.Errorf("it does not go on: %q", notice)
		}
	}
}

func TestRecentThingsAreNewestFirstOnceAndBounded(t *testing.T) {
	var p ProfileState
	for _, id := range []string{"1", "2", "3", "1", "4"} {
		p.Visit(RecentRecord{Object: "car", ID: id}, 3)
		p.Searched(RecentSearch{Object: "car", Query: id}, 3)
	}
	ids, queries := "", ""
	for i := range p.Records {
		ids += p.Records[i].ID
		queries += p.Searches[i].Query
	}
	if d := cmp.Diff("413/413", ids+"/"+queries); d != "" {
		t.Error(d)
	}
}

func TestPathsFollowTheEnvironmentAtEachCall(t *testing.T) {
	none := func(string) string { return "" }
	for range 2 {
		dir := t.TempDir()
		t.Setenv("XDG_CONFIG_HOME", filepath.Join(dir, "c"))
		t.Setenv("XDG_STATE_HOME", filepath.Join(dir, "s"))
		t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "k"))
		p, err := Locate("", none)
		if err != nil {
			t.Fatal(err)
		}
		want := []string{filepath.Join(dir, "c/zco/config.toml"), filepath.Join(dir, "s/zco/state.json"), filepath.Join(dir, "k/zco"), filepath.Join(dir, "c/zco/views.toml")}
		if d := cmp.Diff(want, []string{p.ConfigFile, p.StateFile(), p.CacheDir, p.ViewsFile()}); d != "" {
			t.Error(d)
		}
	}
	p, err := Locate("", func(string) string { return "/else/where.toml" })
	if err != nil || p.ConfigFile != "/else/where.toml" || p.ViewsFile() != "/else/views.toml" {
		t.Error(p, err)
	}
	if _, err := LoadPaths(p); err == nil || !strings.Contains(err.Error(), "ZCO_CONFIG") {
		t.Errorf("a named file that is not there: %v", err)
	}
}

// Where there is no home folder, nothing is kept at the root of the file system:
// what is named by XDG_* is where it is, the rest nowhere.
func TestWithoutHomeNothingIsKeptAtTheRoot(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the system knows the folders there")
	}
	none := func(string) string { return "" }
	for _, v := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"} {
		t.Setenv(v, "")
	}
	p, err := Locate("", none)
	if err != nil || !Nowhere(p.ConfigFile) || !Nowhere(p.StateFile()) || !Nowhere(p.CacheDir) || p.NoState == nil {
		t.Fatalf("%+v, %v", p, err) // before something is written there
	}
	if _, err := LoadPaths(p); err != nil {
		t.Errorf("the configuration, which is nowhere: %v", err)
	}
	if _, notice := LoadState(p.StateFile()); notice != "" {
		t.Errorf("the state, which is nowhere: %s", notice)
	}
	err = UpdateState(t.Context(), p.StateFile(), func(*State) {})
	if err == nil {
		t.Error("the state is kept somewhere")
	}
	dir := t.TempDir()
	t.Setenv("XDG_STATE_HOME", dir)
	if p, err = Locate("", none); err != nil || p.StateDir != filepath.Join(dir, "zco") || p.NoState != nil || !Nowhere(p.ConfigFile) {
		t.Errorf("%+v, %v", p, err)
	}
}
