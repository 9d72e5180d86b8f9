package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// switchSource is the package that turns one mutant on. With zcoReach it notes
// which mutants the tests come past.
const switchSource = `package ` + switchName + `

import (
	"fmt"
	"os"
	"strconv"
	"sync"
)

var (
	on, _ = strconv.Atoi(os.Getenv("ZCO_MUTANT"))
	reach = open()
	mu    sync.Mutex
	seen  = map[int]bool{}
)

func open() *os.File {
	name := os.Getenv("ZCO_REACH")
	if name == "" {
		return nil
	}
	f, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		panic(err)
	}
	return f
}

func Is(id int) bool {
	if reach != nil {
		mu.Lock()
		if !seen[id] {
			seen[id] = true
			fmt.Fprintln(reach, id)
		}
		mu.Unlock()
	}
	return on == id
}

func Higher(id, n int) int {
	if Is(id) {
		return n + 1
	}
	return n
}
`

// A binary is the test program of a package with all of its mutants in it.
type binary struct {
	path, dir, tmp string
	flags          []string         // of the property tests, where there are any
	reach          map[int][]string // mutant to the tests that come past it
	limit          time.Duration    // after which a run counts as one that does not end
}

// try says which of the mutants live.
func try(p *pkg, chosen []mutant, jobs int) ([]mutant, error) {
	tmp, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(tmp) }()
	b := &binary{path: filepath.Join(tmp, "test"), dir: p.dir, tmp: tmp, reach: map[int][]string{}}
	if err := b.compile(p); err != nil {
		return nil, err
	}
	if _, err := os.Stat(b.path); errors.Is(err, os.ErrNotExist) {
		return chosen, nil // no test files
	}
	if err := b.follow(); err != nil {
		return nil, err
	}
	lives := make([]bool, len(chosen))
	var wg sync.WaitGroup
	next := make(chan int)
	for range jobs {
		wg.Go(func() {
			for i := range next {
				lives[i] = b.passes(chosen[i].id)
			}
		})
	}
	for i := range chosen {
		next <- i
	}
	close(next)
	wg.Wait()
	var out []mutant
	for i, m := range chosen {
		if lives[i] {
			out = append(out, m)
		}
	}
	return out, nil
}

func (b *binary) compile(p *pkg) error {
	overlay := map[string]string{}
	root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return err
	}
	put := func(at string, text []byte) error {
		name := filepath.Join(b.tmp, fmt.Sprintf("%d.go", len(overlay)))
		overlay[at] = name
		return os.WriteFile(name, text, 0o600)
	}
	at := filepath.Join(strings.TrimSpace(string(root)), switchName, "switch.go")
	if err := put(at, []byte(switchSource)); err != nil {
		return err
	}
	for name, text := range p.sources {
		if err := put(name, text); err != nil {
			return err
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		return err
	}
	file := filepath.Join(b.tmp, "overlay.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		return err
	}
	out, err := exec.Command("go", "test", "-c", "-vet=off", "-overlay", file, "-o", b.path, p.path).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	if b.command(context.Background(), "-test.list", "^$", quick[0]).Run() == nil {
		b.flags = quick
	}
	return nil
}

// quick has a property test fail at once, and write nothing.
var quick = []string{"-rapid.nofailfile", "-rapid.shrinktime=0s"}

// follow runs each test by itself, as it is, and notes the mutants it passes.
func (b *binary) follow() error {
	out, err := b.command(context.Background(), "-test.list", "^(Test|Fuzz|Example)").Output()
	if err != nil {
		return err
	}
	for _, test := range strings.Fields(string(out)) {
		file := filepath.Join(b.tmp, "reach")
		cmd := b.command(context.Background(), "-test.run", "^"+test+"$")
		cmd.Env = append(os.Environ(), "ZCO_REACH="+file)
		started := time.Now()
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%s fails without a mutant: %w\n%s", test, err, out)
		}
		b.limit += time.Since(started)
		text, err := os.ReadFile(file)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		for _, line := range strings.Fields(string(text)) {
			if id, err := strconv.Atoi(line); err == nil {
				b.reach[id] = append(b.reach[id], test)
			}
		}
		if err := os.Remove(file); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	b.limit = 10*b.limit + 10*time.Second
	return nil
}

// passes says whether the tests that come past the mutant pass with it on.
func (b *binary) passes(id int) bool {
	tests := b.reach[id]
	if len(tests) == 0 {
		return true
	}
	ctx, cancel := context.WithTimeout(context.Background(), b.limit)
	defer cancel()
	cmd := b.command(ctx, "-test.failfast", "-test.run", "^("+strings.Join(tests, "|")+")$")
	cmd.Env = append(os.Environ(), "ZCO_MUTANT="+strconv.Itoa(id), "GOMAXPROCS=2")
	return cmd.Run() == nil
}

// command runs the test program where its files lie, within 4 GiB.
func (b *binary) command(ctx context.Context, args ...string) *exec.Cmd {
	args = append([]string{"-c", `ulimit -v 4194304; exec "$0" "$@"`, b.path}, args...)
	cmd := exec.CommandContext(ctx, "sh", append(args, b.flags...)...)
	cmd.Dir = b.dir
	cmd.WaitDelay = time.Second
	return cmd
}
