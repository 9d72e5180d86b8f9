package secret

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pelletier/go-toml/v2"
	"github.com/zalando/go-keyring"
)

func TestASecretDoesNotPrint(t *testing.T) {
	s := New("hunter2")
	type holder struct {
		Open   Secret
		hidden Secret // fmt calls no method here
		Ptr    *Secret
		Map    map[string]Secret
	}
	h := holder{s, s, &s, map[string]Secret{"a": s}}
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T", "%40v"} {
		fmt.Fprintf(&out, verb+"\n", s)
		fmt.Fprintf(&out, verb+"\n", &s)
		fmt.Fprintf(&out, verb+"\n", h)
		fmt.Fprintf(&out, verb+"\n", []any{s, h})
	}
	for _, v := range []any{s, h, []Secret{s}} {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(data)
	}
	data, _ := toml.Marshal(map[string]any{"s": s})
	out.Write(data)
	slog.New(slog.NewTextHandler(&out, nil)).Info("m", "s", s, "h", h, "p", &s)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("m", "s", s, "h", h, "p", &s)
	fmt.Fprintln(&out, errors.New("x"), s)
	for _, form := range []string{"hunter2", fmt.Sprintf("%x", "hunter2"), fmt.Sprintf("%X", "hunter2"), fmt.Sprint([]byte("hunter2"))} {
		if strings.Contains(out.String(), form) {
			t.Errorf("it shows as %q in:\n%s", form, out.String())
		}
	}
	if !strings.Contains(out.String(), Hidden) || s.Reveal() != "hunter2" {
		t.Error("nothing was tested")
	}
}

// backend is a keyring in memory, or one that never answers.
type backend struct {
	kept map[string]string
	hang chan struct{}
	err  error
	asks atomic.Int32
}

func (b *backend) wait() {
	b.asks.Add(1)
	if b.hang != nil {
		<-b.hang
	}
}

func (b *backend) Get(_, user string) (string, error) {
	b.wait()
	s, ok := b.kept[user]
	if !ok && b.err == nil {
		return "", keyring.ErrNotFound
	}
	return s, b.err
}

func (b *backend) Set(_, user, pw string) error {
	b.wait()
	if b.err == nil {
		b.kept[user] = pw
	}
	return b.err
}

func (b *backend) Delete(_, user string) error {
	b.wait()
	delete(b.kept, user)
	return b.err
}

func TestAKeyringThatHangsIsLeftAfterThreeSecondsAndNotAskedAgain(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		b := &backend{kept: map[string]string{}, hang: make(chan struct{})}
		var why error
		v := &Vault{Keyring: &Keyring{Backend: b}, File: &File{Dir: filepath.Join(dir, "s")},
			Consent: func(_ context.Context, err error, _ string) bool { why = err; return true }}
		start := time.Now()
		if err := v.Set(t.Context(), "a", New("hunter2")); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took != 3*time.Second || !errors.Is(why, ErrUnavailable) {
			t.Errorf("after %v: %v", took, why)
		}
		s, err := v.Get(t.Context(), "a")
		if s.Reveal() != "hunter2" || err != nil {
			t.Error(s, err)
		}
		if _, err := v.Get(t.Context(), "b"); !errors.Is(err, ErrNotFound) || !errors.Is(err, ErrUnavailable) {
			t.Error(err)
		}
		if b.asks.Load() != 1 || time.Since(start) != 3*time.Second {
			t.Errorf("it was asked %d times and %v were waited", b.asks.Load(), time.Since(start))
		}
		close(b.hang) // the goroutine that was left behind ends
		synctest.Wait()
	})
}

func TestTheKeyringIsPreferredAndFilesNeedConsent(t *testing.T) {
	ctx := t.Context()
	b := &backend{kept: map[string]string{}}
	v := &Vault{Keyring: &Keyring{Backend: b}, File: &File{Dir: filepath.Join(t.TempDir(), "s")}}
	if err := v.Set(ctx, "a", New("one")); err != nil || b.kept["a"] != "one" {
		t.Fatal(err, b.kept)
	}
	b.err = errors.New("no D-Bus")
	if err := v.Set(ctx, "a", New("two")); !errors.Is(err, ErrNoConsent) || strings.Contains(err.Error(), "two") {
		t.Errorf("without consent: %v", err)
	}
	if _, err := os.Stat(v.File.Dir); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a file was made without consent")
	}
	asked := 0
	v.Consent = func(_ context.Context, _ error, path string) bool {
		asked++
		return strings.HasPrefix(path, v.File.Dir)
	}
	for _, text := range []string{"two", "three"} {
		if err := v.Set(ctx, "a", New(text)); err != nil {
			t.Fatal(err)
		}
	}
	b.err = nil
	if s, err := v.Get(ctx, "a"); s.Reveal() != "three" || err != nil || asked != 1 {
		t.Errorf("%q %v, asked %d times: the newer one is in the file", s.Reveal(), err, asked)
	}
	if err := v.Delete(ctx, "a"); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Get(ctx, "a"); err != ErrNotFound {
		t.Errorf("after Delete: %v", err)
	}
}

func TestFilesAreForTheirOwnerAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no modes on Windows")
	}
	ctx := t.Context()
	f := &File{Dir: filepath.Join(t.TempDir(), "it's here")}
	account := "oauth:../../x@https://acme.zendesk.com"
	if err := f.Set(ctx, account, New("hunter2")); err != nil {
		t.Fatal(err)
	}
	path := f.Path(account)
	if filepath.Dir(path) != f.Dir {
		t.Fatalf("an account's name leads out of the folder: %s", path)
	}
	for p, want := range map[string]fs.FileMode{f.Dir: 0o700, path: 0o600} {
		if info, _ := os.Stat(p); info.Mode().Perm() != want {
			t.Errorf("%s has mode %v", p, info.Mode())
		}
	}
	quoted := strings.ReplaceAll(f.Dir, "'", `'\''`)
	for _, tt := range []struct {
		path string
		mode fs.FileMode
		want string
	}{
		{path, 0o640, "run: chmod 600 '" + quoted + "/"},
		{path, 0o604, "run: chmod 600 "},
		{f.Dir, 0o755, "run: chmod 700 '" + quoted + "'"},
	} {
		before, _ := os.Stat(tt.path)
		if err := os.Chmod(tt.path, tt.mode); err != nil {
			t.Fatal(err)
		}
		var wide *ModeError
		_, err := f.Get(ctx, account)
		if !errors.As(err, &wide) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("mode %v: %v", tt.mode, err)
		}
		if err := (&Vault{File: f}).Set(ctx, account, New("x")); !errors.As(err, &wide) {
			t.Errorf("mode %v: written all the same: %v", tt.mode, err)
		}
		os.Chmod(tt.path, before.Mode())
	}
	if s, err := f.Get(ctx, account); s.Reveal() != "hunter2" || err != nil {
		t.Error(err)
	}
}

func TestCommands(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("written for sh")
	}
	s, err := FromCommand(t.Context(), "printf '  hunter2\\n\\n'")
	if s.Reveal() != "hunter2" || err != nil {
		t.Errorf("%v", err)
	}
	for line, words := range map[string]string{
		"true":                                  "printed nothing",
		"echo hunter2 and more":                 "more than one word",
		"echo locked >&2; exit 3":               "exit status 3), saying: locked",
		"echo hunter2; echo hunter2 >&2; false": "saying: [secret]",
		"printf '\\033[31mred\\n' >&2; false":   "saying: [31mred",
		"hunter2hunter2hunter2":                 "saying: ",
		"no-such-command-hunter":                "failed",
	} {
		_, err := FromCommand(t.Context(), line)
		if err == nil || !strings.Contains(err.Error(), words) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v", line, err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	start := time.Now()
	if _, err := FromCommand(ctx, "exec sleep 20"); err == nil || time.Since(start) > 5*time.Second {
		t.Errorf("it was waited for: %v", err)
	}
}
