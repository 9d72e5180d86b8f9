package oauth

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"zco/config/secret"
)

// memory is a store in memory that can refuse to store.
type memory struct {
	mu   sync.Mutex
	kept map[string]secret.Secret
	fail error
}

func (m *memory) Get(_ context.Context, a string) (secret.Secret, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if s, ok := m.kept[a]; ok {
		return s, nil
	}
	return secret.Secret{}, secret.ErrNotFound
}

func (m *memory) Set(_ context.Context, a string, s secret.Secret) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fail == nil {
		m.kept[a] = s
	}
	return m.fail
}

func (m *memory) Delete(_ context.Context, a string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.kept, a)
	return nil
}

// clock is a time that tests move.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// signedIn returns an account with one sign-in kept, and how to make sessions.
func signedIn(t *testing.T) (a *account, m *memory, c *clock, session func() *Source) {
	a = newAccount(t)
	m = &memory{kept: map[string]secret.Secret{}}
	c = &clock{t: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)}
	lock := filepath.Join(t.TempDir(), "lock")
	session = func() *Source {
		return NewSource(SourceOptions{BaseURL: a.URL, ClientID: a.clientID, Account: "x", Store: m, LockPath: lock, Now: c.now,
			Notice: func(err error) {
				if !strings.Contains(err.Error(), "could not be stored") || strings.Contains(err.Error(), "hunter2") {
					t.Error(err)
				}
			}})
	}
	a.access["hunter2-access-0"], a.refresh["hunter2-refresh-0"] = true, true
	first := Token{secret.New("hunter2-access-0"), secret.New("hunter2-refresh-0"), c.t, c.t.Add(30 * time.Minute), "read"}
	if err := session().Keep(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	return a, m, c, session
}

// authorize asks n times at once from each session and returns the headers.
func authorize(t *testing.T, n int, sessions ...*Source) map[string]int {
	t.Helper()
	var mu sync.Mutex
	var wg sync.WaitGroup
	got := map[string]int{}
	for _, s := range sessions {
		for range n {
			wg.Go(func() {
				h, err := s.Authorization(t.Context())
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				got[h]++
			})
		}
	}
	wg.Wait()
	return got
}

func TestAKeptTokenIsUsedAsItIs(t *testing.T) {
	a, _, c, session := signedIn(t)
	c.forward(28 * time.Minute)
	if got := authorize(t, 20, session()); got["Bearer hunter2-access-0"] != 20 || a.refreshes != 0 {
		t.Error(got, a.refreshes)
	}
}

func TestOneRefreshServesAllWhoWait(t *testing.T) {
	a, m, c, session := signedIn(t)
	one, two := session(), session()
	authorize(t, 1, one, two)
	for i := 1; i <= 3; i++ {
		c.forward(29*time.Minute + time.Second)
		got := authorize(t, 25, one, two)
		if want := fmt.Sprintf("Bearer hunter2-access-%d", i); got[want] != 50 || a.refreshes != i {
			t.Fatalf("round %d: %v, %d refreshes", i, got, a.refreshes)
		}
		kept, _ := Unpack(m.kept["x"])
		if kept.Refresh.Reveal() != fmt.Sprintf("hunter2-refresh-%d", i) || kept.Scope == "" {
			t.Fatalf("round %d: the rotated token is not kept", i)
		}
	}
}

func TestARejectedTokenIsRefreshedOnce(t *testing.T) {
	a, _, _, session := signedIn(t)
	one, two := session(), session()
	authorize(t, 1, one, two)
	var wg sync.WaitGroup
	for _, s := range []*Source{one, two} {
		for range 20 {
			wg.Go(func() {
				if err := s.Refresh(t.Context(), "Bearer hunter2-access-0"); err != nil {
					t.Error(err)
				}
			})
		}
	}
	wg.Wait()
	if got := authorize(t, 1, one, two); got["Bearer hunter2-access-1"] != 2 || a.refreshes != 1 {
		t.Error(got, a.refreshes)
	}
}

func TestOneWhoLeavesDoesNotStopTheRefresh(t *testing.T) {
	a, m, c, session := signedIn(t)
	c.forward(time.Hour)
	s := session()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Authorization(ctx); !errors.Is(err, context.Canceled) {
		// The refresh may have been quicker than the look at ctx.
		if err != nil {
			t.Error(err)
		}
	}
	if got := authorize(t, 5, s); got["Bearer hunter2-access-1"] != 5 || a.refreshes != 1 {
		t.Error(got, a.refreshes)
	}
	if kept, _ := Unpack(m.kept["x"]); kept.Refresh.Reveal() != "hunter2-refresh-1" {
		t.Error("the rotated token is lost")
	}
}

func TestARefusedRefreshAsksToSignInAgainAndANewSignInIsSeen(t *testing.T) {
	a, _, c, session := signedIn(t)
	s := session()
	a.refresh = map[string]bool{}
	c.forward(time.Hour)
	for range 3 {
		_, err := s.Authorization(t.Context())
		if !errors.Is(err, ErrSignInAgain) || strings.Contains(err.Error(), "hunter2") {
			t.Fatal(err)
		}
	}
	if a.refreshes != 1 {
		t.Errorf("a refused token was tried %d times", a.refreshes)
	}
	again := Token{Access: secret.New("new"), Expires: c.now().Add(time.Hour)}
	if err := session().Keep(t.Context(), again); err != nil { // in another window
		t.Fatal(err)
	}
	if got := authorize(t, 3, s); got["Bearer new"] != 3 {
		t.Error(got)
	}
	if err := s.Refresh(t.Context(), "Bearer new"); !errors.Is(err, ErrSignInAgain) {
		t.Errorf("nothing to refresh with: %v", err)
	}
}

func TestAnOutageIsNotTheEndOfTheSignIn(t *testing.T) {
	a, _, c, session := signedIn(t)
	s := session()
	a.outage = 2
	c.forward(29*time.Minute + 30*time.Second)
	if got := authorize(t, 1, s); got["Bearer hunter2-access-0"] != 1 {
		t.Errorf("a token that lives is not used: %v", got)
	}
	c.forward(time.Minute)
	_, err := s.Authorization(t.Context())
	if err == nil || errors.Is(err, ErrSignInAgain) || errors.Is(err, ErrNotSignedIn) {
		t.Error(err)
	}
	if got := authorize(t, 1, s); got["Bearer hunter2-access-1"] != 1 {
		t.Error(got)
	}
}

func TestATokenThatCannotBeStoredServesThisSession(t *testing.T) {
	a, m, c, session := signedIn(t)
	s := session()
	m.fail = errors.New("disk full")
	for i := 1; i <= 2; i++ {
		c.forward(time.Hour)
		if got := authorize(t, 3, s); got[fmt.Sprintf("Bearer hunter2-access-%d", i)] != 3 {
			t.Fatal(got)
		}
	}
	if a.refreshes != 2 {
		t.Errorf("%d refreshes", a.refreshes)
	}
}

func TestAnAccountThatDoesNotRotateOrExpire(t *testing.T) {
	a, m, c, session := signedIn(t)
	a.norotate, a.lifetime = true, nil
	c.forward(time.Hour)
	s := session()
	authorize(t, 1, s)
	c.forward(1000 * time.Hour)
	if got := authorize(t, 1, s); got["Bearer hunter2-access-1"] != 1 {
		t.Error(got)
	}
	if kept, _ := Unpack(m.kept["x"]); kept.Refresh.Reveal() != "hunter2-refresh-0" {
		t.Error("the refresh token that still works was thrown away")
	}
}

func TestLogoutRevokesAndRemoves(t *testing.T) {
	for _, later := range []time.Duration{0, time.Hour} { // with a live token, and with one past its end
		a, m, c, session := signedIn(t)
		c.forward(later)
		s := session()
		if err := s.Logout(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(m.kept) != 0 || len(a.revoked) != 1 {
			t.Errorf("kept %d, revoked %v", len(m.kept), a.revoked)
		}
		if _, err := s.Authorization(t.Context()); !errors.Is(err, ErrNotSignedIn) {
			t.Error(err)
		}
		if err := s.Logout(t.Context()); !errors.Is(err, ErrNotSignedIn) {
			t.Error(err)
		}
	}
	a, m, _, session := signedIn(t)
	a.Close()
	err := session().Logout(t.Context())
	if err == nil || !strings.Contains(err.Error(), "signed out here") || strings.Contains(err.Error(), "hunter2") || len(m.kept) != 0 {
		t.Errorf("out of reach: %v, kept %d", err, len(m.kept))
	}
}

// TestMain lets the test binary be the other session of
// TestTwoProcessesRefreshOnce.
func TestMain(m *testing.M) {
	if base := os.Getenv("OAUTH_TEST_SESSION"); base != "" {
		s := processSession(base, os.Getenv("OAUTH_TEST_DIR"))
		for range 20 {
			if _, err := s.Authorization(context.Background()); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
		}
		h, _ := s.Authorization(context.Background())
		fmt.Print(h)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func processSession(base, dir string) *Source {
	return NewSource(SourceOptions{BaseURL: base, ClientID: "zco", Account: "x",
		Store: &secret.File{Dir: filepath.Join(dir, "secrets")}, LockPath: filepath.Join(dir, "lock")})
}

func TestTwoProcessesRefreshOnce(t *testing.T) {
	a := newAccount(t)
	dir := t.TempDir()
	a.refresh["hunter2-refresh-0"] = true
	past := Token{secret.New("hunter2-access-0"), secret.New("hunter2-refresh-0"), time.Now().Add(-time.Hour), time.Now().Add(-time.Minute), "read"}
	here := processSession(a.URL, dir)
	if err := here.Keep(t.Context(), past); err != nil {
		t.Fatal(err)
	}
	var outputs [3][]byte
	var wg sync.WaitGroup
	for i := range outputs {
		wg.Go(func() {
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), "OAUTH_TEST_SESSION="+a.URL, "OAUTH_TEST_DIR="+dir)
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Errorf("%v: %s", err, out)
			}
			outputs[i] = out
		})
	}
	got := authorize(t, 10, here)
	wg.Wait()
	if got["Bearer hunter2-access-1"] != 10 || a.refreshes != 1 {
		t.Errorf("%v, %d refreshes", got, a.refreshes)
	}
	for _, out := range outputs {
		if string(out) != "Bearer hunter2-access-1" {
			t.Errorf("another process has %s", out)
		}
	}
}

func TestSourcesAndTokensDoNotPrintSecrets(t *testing.T) {
	_, m, _, session := signedIn(t)
	s := session()
	token, err := s.Token(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if text := fmt.Sprintf("%v %+v %#v %v %+v", token, token, token, s.o, m.kept); strings.Contains(text, "hunter2") {
		t.Error(text)
	}
}
