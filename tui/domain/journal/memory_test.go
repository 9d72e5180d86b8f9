package journal

import (
	"bytes"
	"io/fs"
	"slices"
	"sync"
	"syscall"
)

// folder is a folder in memory that can be full, read-only or lose its power.
type folder struct {
	mu       sync.Mutex
	files    map[string]*memFile
	locks    map[string]bool
	readOnly bool
	noLocks  bool
	free     int // bytes that still can be written; negative: no end
	writes   int
	replaced int
}

type memFile struct {
	data   []byte
	synced int
}

func newFolder() *folder {
	return &folder{files: map[string]*memFile{}, locks: map[string]bool{}, free: -1}
}

func (d *folder) with(f func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	f()
}

// crash returns the folder as it is found after the power failed, keep bytes
// past what was synced being on disk by luck.
func (d *folder) crash(keep int) *folder {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := newFolder()
	for name, f := range d.files {
		data := bytes.Clone(f.data[:min(f.synced+keep, len(f.data))])
		c.files[name] = &memFile{data: data, synced: len(data)}
	}
	return c
}

func (d *folder) Prepare() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.readOnly {
		return &fs.PathError{Op: "mkdir", Path: "folder", Err: syscall.EROFS}
	}
	return nil
}

func (d *folder) List() (names []string, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for name := range d.files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names, nil
}

func (d *folder) Read(name string) ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if f := d.files[name]; f != nil {
		return bytes.Clone(f.data), nil
	}
	return nil, fs.ErrNotExist
}

func (d *folder) Append(name string) (file, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.readOnly {
		return nil, &fs.PathError{Op: "open", Path: name, Err: syscall.EROFS}
	}
	if d.files[name] == nil {
		d.files[name] = &memFile{}
	}
	return &memHandle{d, name, d.files[name]}, nil
}

func (d *folder) Replace(name string, data []byte) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.readOnly {
		return syscall.EROFS
	}
	if d.free >= 0 && len(data) > d.free {
		return syscall.ENOSPC
	}
	d.replaced++
	d.files[name] = &memFile{bytes.Clone(data), len(data)}
	return nil
}

func (d *folder) Remove(name string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.readOnly {
		return syscall.EROFS
	}
	delete(d.files, name)
	return nil
}

func (d *folder) Lock(name string) (func(), bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.noLocks {
		return nil, false, syscall.ENOLCK
	}
	if d.locks[name] {
		return nil, true, nil
	}
	d.locks[name] = true
	return func() { d.with(func() { delete(d.locks, name) }) }, false, nil
}

type memHandle struct {
	d    *folder
	name string
	f    *memFile
}

func (h *memHandle) Write(p []byte) (int, error) {
	h.d.mu.Lock()
	defer h.d.mu.Unlock()
	h.d.writes++
	n := len(p)
	if h.d.free >= 0 {
		n = min(n, h.d.free)
		h.d.free -= n
	}
	h.f.data = append(h.f.data, p[:n]...)
	if n < len(p) {
		return n, syscall.ENOSPC
	}
	return n, nil
}

func (h *memHandle) Sync() error {
	h.d.with(func() { h.f.synced = len(h.f.data) })
	return nil
}

func (h *memHandle) Close() error { return nil }

func (h *memHandle) Current() bool {
	h.d.mu.Lock()
	defer h.d.mu.Unlock()
	return h.d.files[h.name] == h.f
}
