package disk

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestAPrivateWriteNarrowsTheModeAndOthersKeepIt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no modes on Windows")
	}
	for _, tt := range []struct{ before, mode, want os.FileMode }{
		{0o644, PrivateMode, 0o600},
		{0o640, SharedMode, 0o640},
		{0, PrivateMode, 0o600},
	} {
		path := filepath.Join(t.TempDir(), "deep", "x")
		if tt.before != 0 {
			os.Mkdir(filepath.Dir(path), 0o700)
			if err := os.WriteFile(path, []byte("long before"), tt.before); err != nil {
				t.Fatal(err)
			}
		}
		if err := Write(path, []byte("a"), tt.mode); err != nil {
			t.Fatal(err)
		}
		info, _ := os.Stat(path)
		if data, _ := os.ReadFile(path); info.Mode().Perm() != tt.want || string(data) != "a" {
			t.Errorf("%v: %v %q", tt, info.Mode(), data)
		}
	}
}

func TestAWriteThatFailsLeavesWhatWasThere(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("root may write everywhere")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "x")
	os.WriteFile(path, []byte("before"), 0o600)
	os.Chmod(dir, 0o500)
	defer os.Chmod(dir, 0o700)
	err := Write(path, []byte("after"), PrivateMode)
	if data, _ := os.ReadFile(path); err == nil || string(data) != "before" || !strings.Contains(err.Error(), "still there") {
		t.Errorf("%v %q", err, data)
	}
}

func TestALockHoldsOffGoroutinesToo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "l")
	n, top := 0, 0
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			err := WithLock(t.Context(), path, func() error {
				mu.Lock()
				n++
				top = max(top, n)
				mu.Unlock()
				runtime.Gosched()
				mu.Lock()
				n--
				mu.Unlock()
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if top != 1 {
		t.Errorf("%d held it at once", top)
	}
}

func TestALockIsGivenUpWhenTimeEnds(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l")
	err := WithLock(t.Context(), path, func() error {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		defer cancel()
		return WithLock(ctx, path, func() error { return errors.New("both held it") })
	})
	if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "another zco holds") {
		t.Error(err)
	}
}
