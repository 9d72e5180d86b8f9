package disk

import (
	"bytes"
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

func TestAWriteNarrowsTheMode(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no modes on Windows")
	}
	for _, before := range []os.FileMode{0o644, 0o640, 0} {
		path := filepath.Join(t.TempDir(), "deep", "x")
		if before != 0 {
			os.Mkdir(filepath.Dir(path), 0o700)
			if err := os.WriteFile(path, []byte("long before"), before); err != nil {
				t.Fatal(err)
			}
		}
		if err := Write(path, []byte("a")); err != nil {
			t.Fatal(err)
		}
		info, _ := os.Stat(path)
		if data, _ := os.ReadFile(path); info.Mode().Perm() != 0o600 || string(data) != "a" {
			t.Errorf("%v: %v %q", before, info.Mode(), data)
		}
	}
}

// What is written lies beside its target from the first byte on: a folder of
// all may not be had at all.
func TestAWriteUsesNoSharedFolder(t *testing.T) {
	shared := filepath.Join(t.TempDir(), "shared")
	if err := os.Mkdir(shared, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", shared)
	opened, stop := make(chan bool), make(chan bool)
	go func() { // whatever appears there, be it for a moment
		defer close(opened)
		for {
			select {
			case <-stop:
				return
			default:
			}
			if list, _ := os.ReadDir(shared); len(list) > 0 {
				opened <- true
				return
			}
		}
	}()
	path := filepath.Join(t.TempDir(), "x")
	for range 50 {
		if err := Write(path, bytes.Repeat([]byte("a"), 1<<16)); err != nil {
			t.Fatal(err)
		}
	}
	select {
	case <-opened:
		t.Error("something lay in the shared folder")
	default:
		close(stop)
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
	err := Write(path, []byte("after"))
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

// What is below a file is missing as what is not there.
func TestWhatIsMissing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	_, none := os.ReadFile(path)
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, below := os.ReadFile(filepath.Join(path, "y"))
	if !Missing(none) || !Missing(below) || Missing(nil) || Missing(os.ErrPermission) {
		t.Errorf("%v, %v", none, below)
	}
}
