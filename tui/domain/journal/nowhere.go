package journal

import "io/fs"

// InMemory returns a journal that keeps nothing beyond its Close: for a
// throw-away account and for tests.
func InMemory(o Options) *Journal {
	j, _ := open(nowhere{}, o) // there is no disk to fail
	return j
}

// nowhere is a folder that takes everything and has nothing.
type nowhere struct{}

func (nowhere) Prepare() error                    { return nil }
func (nowhere) List() ([]string, error)           { return nil, nil }
func (nowhere) Read(string) ([]byte, error)       { return nil, fs.ErrNotExist }
func (nowhere) Append(string) (file, error)       { return nowhere{}, nil }
func (nowhere) Replace(string, []byte) error      { return nil }
func (nowhere) Remove(string) error               { return nil }
func (nowhere) Lock(string) (func(), bool, error) { return func() {}, false, nil }
func (nowhere) Write(p []byte) (int, error)       { return len(p), nil }
func (nowhere) Sync() error                       { return nil }
func (nowhere) Close() error                      { return nil }
func (nowhere) Current() bool                     { return true }

// noPlace is a folder that cannot be.
type noPlace struct {
	nowhere
	why error
}

func (n noPlace) Prepare() error { return n.why }
