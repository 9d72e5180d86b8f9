package cli

import (
	"fmt"
	"path/filepath"
	"time"

	"zco/tui"
	"zco/tui/command"
	"zco/tui/journal"
)

// closeTime bounds how long the end of the program waits for the disk.
const closeTime = 2 * time.Second

// keepDrafts opens the journal of drafts and sent changes, and returns what
// closes it. A disk that does not take it is said in the interface; the program
// goes on. The sandbox begins anew each time, so its drafts are kept only where
// a state folder is named for it, and never beside those of true accounts.
func keepDrafts(s Streams, sess *session, layer *command.Layer, o *tui.Options) (end func(farewell string)) {
	dir := sess.paths.JournalDir()
	o.AccountKey, o.User = sess.account.BaseURL, sess.account.Email
	o.EditDir = filepath.Join(sess.paths.StateDir, "edit")
	if sess.demo {
		if s.Getenv("XDG_STATE_HOME") == "" {
			o.EditDir = ""
			return func(string) {}
		}
		dir, o.AccountKey = dir+"-demo", "demo"
	}
	opts := sess.journalOptions()
	opts.OnStatus = func(st journal.Status) { layer.Signal(command.OnDisk{Err: st.Err}) }
	j, _ := journal.Open(dir, opts) // the interface asks its status for the error
	o.Journal = j
	return func(farewell string) {
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
		if farewell != "" {
			fmt.Fprintln(s.Err, farewell)
		}
	}
}
