package cli

import (
	"path/filepath"
	"time"

	"zco/tui/app"
	"zco/tui/domain/change"
	"zco/tui/domain/journal"
	"zco/tui/work"
)

// closeTime bounds how long the end of the program waits for the disk.
const closeTime = 2 * time.Second

// keepDrafts gives an account its place in the journal of drafts and sent
// changes, and opens the journal for the first one. A disk that does not take
// it is said in the interface; the program goes on. The sandbox begins anew
// each time, so its drafts are kept only where a state folder is named for it,
// and never beside those of true accounts.
func (a *accounts) keepDrafts(sess *session, o *app.Options) {
	dir := sess.paths.JournalDir()
	o.AccountKey, o.User = sess.account.BaseURL, sess.account.Email
	o.EditDir = filepath.Join(sess.paths.StateDir, "edit")
	if sess.demo {
		if a.s.Getenv("XDG_STATE_HOME") == "" {
			o.EditDir = ""
			return
		}
		dir, o.AccountKey = dir+"-demo", "demo"
	}
	o.Left = len(change.LeftTexts(o.EditDir))
	a.mu.Lock()
	j := a.journal
	a.mu.Unlock()
	if j == nil {
		opts := sess.journalOptions()
		opts.OnStatus = func(st journal.Status) { a.signal(work.OnDisk{Err: st.Err}) }
		j, _ = journal.Open(dir, opts) // the interface asks its status for the error
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.journal, o.Journal = j, j
}

// close ends the journal, and says how that went, or else the farewell.
func (a *accounts) close(farewell string) {
	if j := a.journal; j != nil {
		done := make(chan error, 1)
		go func() { done <- j.Close() }()
		select {
		case err := <-done:
			if err != nil {
				farewell = "zco: what was typed is NOT on disk: " + err.Error()
			}
		case <-time.After(closeTime):
			farewell = "zco: the disk did not answer; what was typed last may not be on it"
		}
	}
	if farewell != "" {
		a.s.say("%s", farewell)
	}
}
