package cli_test

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dlclark/regexp2"

	"zco/api/sandbox"
	"zco/tui/cli"
)

// verbs are the verbs with the requests that they cannot do without, of those
// that read, and what is to be seen all the same.
var verbs = []struct{ line, needs, shows string }{
	{"objects", `/custom_objects$`, "asset"},
	{"records asset --limit 3", `/asset/(records|fields)$`, "SN-00000001"},
	{"records repair --limit 3", `/repair/(records|fields)$`, "REP-"},
	{"records asset --query LG --limit 3", `/asset/(records/search|fields)$`, "LG 27UQ850"},
	{"records objects", `/custom_objects$`, "Warranties"},
	{"records roles", `/custom_roles$`, "Staff"},
	{"records statuses", `/custom_statuses$`, "Werkstatt informiert"},
	{"records dynamic-content", `/items$`, "{{dc."},
	{"records essentials-cards", `/essentials_cards$`, "zen:custom_object:asset"},
	{"records memberships --limit 3", `/group_memberships$`, "6130199254117"},
	{"records deletion-schedules", `/deletion_schedules$`, "Deletes"},
	{"records fields:asset", `/asset/fields$`, "serial_number"},
	{"records triggers:asset", `/triggers$`, "Does"},
	{"records access-rules:asset", `/access_rules$`, "Used by"},
	{"records permissions:asset", `/permission_policies$`, "custom-role-"},
	{"records variants:60002", `/variants$`, "Voici mon contenu"},
	{"records card:zen:custom_object:asset", `/essentials_card$`, "serial_number"},
	{"get asset/external_id:AST-00000002", `/asset/(fields$|records)`, "AST-00000002"},
	{"get objects/asset", `/custom_objects/asset$`, "Assets"},
	{"get roles/50101", `/custom_roles`, "50101"},
	{"get dynamic-content/60002", `/items/60002$`, "{{dc."},
	{"get essentials-cards/zen:custom_object:asset", `/essentials_card$`, "asset"},
	{"get fields:asset/condition", `/fields/condition$`, "Condition"},
	{"get memberships/6130199254117", `/group_memberships/\d+$`, "Default  yes"},
	{"count asset --by condition", `/asset/(fields$|records)`, "Share"},
	{"count asset --by store", `/asset/(fields$|records)`, "Share"},
	{"changes asset --since 2024-01-01", `/asset/(fields|cursor)$`, "changed"},
	{"export repair -o -", `/repair/(fields|records)$`, "REP-"},
	{"import asset IN.csv --key external_id --dry-run", `/asset/(fields|records)$`, "change 1"},
	{"import asset IN.csv --key external_id", `/asset/(fields|records)$|/job_statuses`, "done 1, failed 0"},
	{"map", `/custom_objects$`, "asset"},
	{"whoami", `/users/me$`, "Ada Lindqvist"},
	{"attachments list asset/external_id:AST-00000002", `/asset/records`, ""},
	{"create asset name=X serial_number=SN-00000999", `/asset/fields$`, "asset/"},
	{"create fields:asset key=foo type=text title=Foo", `^$`, "created Foo"},
	{"create memberships user_id=10001 group_id=40007", `^$`, ""},
	{"set asset/external_id:AST-00000002 condition=cond_broken", `/asset/(fields$|records)`, ""},
	{"set objects/asset description=x", `/custom_objects/asset$`, "x"},
	{"set dynamic-content/60002 name=x", `/items/60002$`, "x"},
	{"delete asset/external_id:AST-00000002 --yes", `/asset/records`, ""},
	{"delete objects/warranty --yes", `/custom_objects/warranty$`, ""},
	{"delete memberships/6130199254117 --yes", `/group_memberships/\d+$`, ""},
	{"config check", `/(users/me|custom_objects)$`, ""},
}

// troubled meets the reads of one path with trouble, and keeps what was asked
// for.
type troubled struct {
	http.RoundTripper
	path, trouble string

	mu    sync.Mutex
	asked []string
}

func (w *troubled) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method != http.MethodGet {
		return w.RoundTripper.RoundTrip(r)
	}
	w.mu.Lock()
	if !slices.Contains(w.asked, r.URL.Path) {
		w.asked = append(w.asked, r.URL.Path)
	}
	w.mu.Unlock()
	if r.URL.Path != w.path {
		return w.RoundTripper.RoundTrip(r)
	}
	status, body := http.StatusOK, "{}"
	switch w.trouble {
	case "403":
		status, body = http.StatusForbidden, `{"error":{"title":"Forbidden","message":"You do not have access to this page."}}`
	case "404":
		status, body = http.StatusNotFound, `{"error":"InvalidEndpoint","description":"Not found"}`
	case "500":
		status, body = http.StatusInternalServerError, ""
	case "nothing":
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	return &http.Response{
		Status: http.StatusText(status), StatusCode: status, Request: r, ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
	}, nil
}

// outcome is what came of a line.
type outcome struct {
	code       int
	out, words string
	asked      []string
	took       time.Duration
}

// ran runs a line against a sandbox on which the reads of one path meet with
// trouble, in time that stands still while nobody waits.
func ran(t *testing.T, line, path, trouble string) (o outcome) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)))
		wire := &troubled{RoundTripper: sandbox.New(sandbox.Options{Records: 100, RateLimit: -1}).Transport(), path: path, trouble: trouble}
		env := map[string]string{"ZENDESK_BASE_URL": "http://127.0.0.1:1", "ZENDESK_EMAIL": "agent@sandbox.example", "ZENDESK_API_TOKEN": "sandbox-token"}
		for _, dir := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"} {
			t.Setenv(dir, t.TempDir()) // and not the folders of whoever runs the tests
		}
		in := filepath.Join(t.TempDir(), "in.csv")
		if err := os.WriteFile(in, []byte("external_id,store,owner\nAST-00000002,01GXP01ET05235C9VBN5AKZ04F,10003\n"), 0o600); err != nil {
			t.Error(err)
		}
		var out, words bytes.Buffer
		streams := cli.NewStreams(strings.NewReader(""), &out, &words, func(k string) string { return env[k] })
		streams.Transport = wire
		defer regexp2.StopTimeoutClock() // it would outlive the bubble
		began := time.Now()
		code := cli.Main(strings.Fields(strings.Replace(line, "IN.csv", in, 1)), streams)
		o = outcome{code, out.String(), words.String(), wire.asked, time.Since(began)}
	})
	return o
}

// Every verb does its work whatever becomes of a request that is only nice to
// have: refused, not there, broken, never answered, or answered with nothing.
func TestVerbsWithoutWhatIsNice(t *testing.T) {
	loop := make(chan os.Signal, 1) // what hands signals on lives as long as the process, and so in nobody's bubble
	signal.Notify(loop, os.Interrupt)
	defer signal.Stop(loop)
	for _, v := range verbs {
		calm := ran(t, v.line, "", "")
		if calm.code != cli.Done || !strings.Contains(calm.out+calm.words, v.shows) {
			t.Errorf("%s: exit code %d without trouble: %s%s", v.line, calm.code, calm.out, calm.words)
			continue
		}
		needs := regexp.MustCompile(v.needs)
		for _, path := range calm.asked {
			if needs.MatchString(path) {
				continue
			}
			for _, trouble := range []string{"403", "404", "500", "nothing", "{}"} {
				o := ran(t, v.line, path, trouble)
				if o.code != cli.Done || !strings.Contains(o.out+o.words, v.shows) || o.took > 20*time.Second {
					t.Errorf("%s: with %s of %s exit code %d after %v: %s%s", v.line, trouble, path, o.code, o.took, o.out, o.words)
				}
			}
		}
	}
}
