// Command mutants says how many small faults the tests of a package notice.
//
//	go run ./.ci/mutants [-n 30] [-seed 1] [-jobs 2] [-least 90] [package ...]
//
// It makes mutants of the named packages (all rooms of the interface when none
// is named): a condition turned round, a call or an assignment left out, a
// number one too high, a comparison that takes its bound in or leaves it out.
// Each package is compiled once with all of its mutants in it; a variable of
// the environment chooses the one that is on. A mutant is killed when a test
// of its own package fails, or does not end, with it. Those that live are
// printed; some of them are equal to the program, which only a reader can tell.
//
// With -n it draws so many from all of them by -seed; without it tries all.
// It ends with 1 when fewer than -least of a hundred were killed.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
)

func main() {
	draw := flag.Int("n", 0, "how many mutants to draw; 0 tries all")
	seed := flag.Uint64("seed", 1, "which ones -n draws")
	jobs := flag.Int("jobs", 2, "how many run at a time")
	least := flag.Int("least", 90, "of a hundred, how many must be killed")
	match := flag.String("match", "", "only mutants of files whose path holds this")
	flag.Parse()
	patterns := flag.Args()
	if len(patterns) == 0 {
		patterns = []string{"./tui/panes/...", "./tui/feature/...", "./tui/shell", "./tui/widget/..."}
	}
	killed, tried, err := measure(patterns, *draw, *seed, *jobs, *match)
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(2)
	}
	if tried == 0 {
		fmt.Fprintln(os.Stderr, "mutants: nothing to change in", strings.Join(patterns, " "))
		os.Exit(2)
	}
	share := 100 * float64(killed) / float64(tried)
	fmt.Printf("%d of %d killed (%.1f %%)\n", killed, tried, share)
	if share < float64(*least) {
		os.Exit(1)
	}
}

// measure tries the drawn mutants of the packages and prints those that live.
func measure(patterns []string, draw int, seed uint64, jobs int, match string) (killed, tried int, err error) {
	pkgs, err := load(patterns)
	if err != nil {
		return 0, 0, err
	}
	chosen := choose(pkgs, draw, seed, match)
	for _, p := range pkgs {
		if len(chosen[p]) == 0 {
			continue
		}
		lives, err := try(p, chosen[p], jobs)
		if err != nil {
			return 0, 0, fmt.Errorf("%s: %w", p.path, err)
		}
		for _, m := range lives {
			fmt.Printf("lives: %s:%d: %s\n", m.file, m.line, m.what)
		}
		all := len(chosen[p])
		fmt.Printf("%s: %d of %d killed\n", p.path, all-len(lives), all)
		killed, tried = killed+all-len(lives), tried+all
	}
	return killed, tried, nil
}

// choose draws n mutants over all packages, or takes all when n is 0.
func choose(pkgs []*pkg, n int, seed uint64, match string) map[*pkg][]mutant {
	type one struct {
		of *pkg
		m  mutant
	}
	var all []one
	for _, p := range pkgs {
		for _, m := range p.mutants {
			if strings.Contains(m.file, match) {
				all = append(all, one{p, m})
			}
		}
	}
	if n > 0 && n < len(all) {
		random := rand.New(rand.NewPCG(seed, seed))
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		all = all[:n]
	}
	chosen := map[*pkg][]mutant{}
	for _, o := range all {
		chosen[o.of] = append(chosen[o.of], o.m)
	}
	for _, ms := range chosen {
		slices.SortFunc(ms, func(a, b mutant) int { return a.id - b.id })
	}
	return chosen
}
