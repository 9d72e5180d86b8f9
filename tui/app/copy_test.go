package app_test

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"zco/api/sandbox"
	"zco/tui/app"
)

// copies takes one line of the copy menu.
func (p *program) copies(what string) string {
	p.T.Helper()
	p.Copied = ""
	p.Press("y").Type(what).Press("enter")
	return p.Copied
}

func TestCopyMenu(t *testing.T) {
	w := with{options: func(o *app.Options) {
		o.Getenv = func(k string) string { return map[string]string{"SSH_TTY": "/dev/pts/1"}[k] }
	}}
	run(t, w, func(t *testing.T, p *program) {
		id := p.copies("id")
		if len(id) != 26 {
			t.Errorf("the ID is %q", id)
		}
		p.Expect("The terminal was asked to copy ID (OSC 52); not every terminal does")
		if row := p.copies("the row"); !strings.Contains(row, "\tSN-00000001\t") {
			t.Errorf("the row is %q", row)
		}
		var record struct {
			ID     string         `json:"id"`
			Fields map[string]any `json:"custom_object_fields"`
		}
		if err := json.Unmarshal([]byte(p.copies("JSON")), &record); err != nil || record.ID != id || len(record.Fields) < 5 {
			t.Errorf("as JSON: %v %+v", err, record)
		}
		if y := p.copies("YAML"); !strings.Contains(y, "id: "+id) || !strings.Contains(y, "custom_object_fields:\n") {
			t.Errorf("as YAML: %q", y)
		}
		if got, want := p.copies("the address"), "http://127.0.0.1:1/agent/custom-objects/asset/records/"+id; got != want {
			t.Errorf("the address is %q, want %q", got, want)
		}
		want := `curl -u "$ZENDESK_EMAIL/token:$ZENDESK_API_TOKEN" 'http://127.0.0.1:1/api/v2/custom_objects/asset/records/` + id + `'`
		if got := p.copies("curl"); got != want {
			t.Errorf("curl is\n%s\nwant\n%s", got, want)
		}
	})
}

// An account that is signed in to by OAuth has no API token to put there.
func TestCurlByOAuth(t *testing.T) {
	run(t, with{options: func(o *app.Options) { o.OAuth = true }}, func(t *testing.T, p *program) {
		if got := p.copies("curl"); !strings.HasPrefix(got, `curl -H "Authorization: Bearer $ZENDESK_OAUTH_TOKEN" 'http://127.0.0.1:1/api/v2/`) {
			t.Errorf("curl is %s", got)
		}
	})
}

// A name that would command a terminal is copied as it is only after a
// question.
func TestCopyAsksAboutHiddenCharacters(t *testing.T) {
	run(t, with{sandbox: sandbox.Options{Hostile: true}}, func(t *testing.T, p *program) {
		p.Press("/").Type("Title changer").Press("enter").Expect("␛]0;")
		p.copies("name")
		p.Expect("Hidden characters in ", "As it is shown", "It may do harm")
		if p.Copied != "" {
			t.Errorf("it copied %q without an answer", p.Copied)
		}
		p.Press("enter")
		if !strings.HasPrefix(p.Copied, "␛]0;") {
			t.Errorf("with its marks it is %q", p.Copied)
		}
		p.copies("name")
		p.Press("down", "enter")
		if !strings.HasPrefix(p.Copied, "\x1b]0;") {
			t.Errorf("the true text is %q", p.Copied)
		}
	})
}

// GNU screen passes the request on in pieces.
func TestCopyThroughScreen(t *testing.T) {
	w := with{options: func(o *app.Options) {
		o.Getenv = func(k string) string { return map[string]string{"STY": "1.pts-0.host", "SSH_TTY": "/dev/pts/1"}[k] }
	}}
	run(t, w, func(t *testing.T, p *program) {
		p.copies("JSON")
		p.Copied = p.Raw[len(p.Raw)-1]
		var inner strings.Builder
		parser := ansi.NewParser()
		parser.SetHandler(ansi.Handler{HandleDcs: func(_ ansi.Cmd, _ ansi.Params, data []byte) { inner.Write(data) }})
		for part := range strings.SplitSeq(p.Copied, "\x1b\\") {
			rest, ok := strings.CutPrefix(part, "\x1bP")
			if part != "" && !ok {
				t.Fatalf("not in an envelope: %q", part)
			}
			inner.WriteString(rest)
		}
		_, data, _ := strings.Cut(inner.String(), "\x1b]52;c;")
		data, _, _ = strings.Cut(data, "\a")
		if text, err := base64.StdEncoding.DecodeString(data); err != nil || !strings.Contains(string(text), "SN-00000001") {
			t.Errorf("it is %q: %v", inner.String(), err)
		}
	})
}
