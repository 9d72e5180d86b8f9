package cli_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

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

// ran runs a line against a sandbox on which the reads of one path meet with
// trouble, and says what it asked for.
func ran(t *testing.T, line, path, trouble string) (code int, out, words string, asked []string) {
	server := sandbox.New(sandbox.Options{Records: 100, RateLimit: -1})
	var mu sync.Mutex
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		if r.Method == http.MethodGet && !slices.Contains(asked, r.URL.Path) {
			asked = append(asked, r.URL.Path)
		}
		mu.Unlock()
		if r.Method != http.MethodGet || r.URL.Path != path {
			server.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		body := "{}"
		switch trouble {
		case "403":
			w.WriteHeader(http.StatusForbidden)
			body = `{"error":{"title":"Forbidden","message":"You do not have access to this page."}}`
		case "404":
			w.WriteHeader(http.StatusNotFound)
			body = `{"error":"InvalidEndpoint","description":"Not found"}`
		case "500":
			w.WriteHeader(http.StatusInternalServerError)
			body = ""
		case "nothing":
			select {
			case <-time.After(30 * time.Second):
			case <-r.Context().Done():
			}
			return
		}
		_, _ = w.Write([]byte(body))
	}))
	defer web.Close()
	env := map[string]string{"ZENDESK_BASE_URL": web.URL, "ZENDESK_EMAIL": "agent@sandbox.example", "ZENDESK_API_TOKEN": "sandbox-token", "HOME": t.TempDir()}
	in := filepath.Join(t.TempDir(), "in.csv")
	if err := os.WriteFile(in, []byte("external_id,store,owner\nAST-00000002,01GXP01ET05235C9VBN5AKZ04F,10003\n"), 0o600); err != nil {
		t.Error(err)
	}
	var o, e bytes.Buffer
	code = cli.Main(strings.Fields(strings.Replace(line, "IN.csv", in, 1)), cli.NewStreams(strings.NewReader(""), &o, &e, func(k string) string { return env[k] }))
	return code, o.String(), e.String(), asked
}

// Every verb does its work whatever becomes of a request that is only nice to
// have: refused, not there, broken, never answered, or answered with nothing.
func TestVerbsWithoutWhatIsNice(t *testing.T) {
	var all sync.WaitGroup // most of it waits
	for _, v := range verbs {
		code, out, words, asked := ran(t, v.line, "", "")
		if code != cli.Done || !strings.Contains(out+words, v.shows) {
			t.Errorf("%s: exit code %d without trouble: %s%s", v.line, code, out, words)
			continue
		}
		needs := regexp.MustCompile(v.needs)
		for _, path := range asked {
			if needs.MatchString(path) {
				continue
			}
			for _, trouble := range []string{"403", "404", "500", "nothing", "{}"} {
				all.Go(func() {
					began := time.Now()
					code, out, words, _ := ran(t, v.line, path, trouble)
					if took := time.Since(began); code != cli.Done || !strings.Contains(out+words, v.shows) || took > 20*time.Second {
						t.Errorf("%s: with %s of %s exit code %d after %v: %s%s", v.line, trouble, path, code, took, out, words)
					}
				})
			}
		}
	}
	all.Wait()
}
