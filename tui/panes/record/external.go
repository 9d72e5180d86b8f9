package record

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"zco/tui/action"
	"zco/tui/domain/change"
	"zco/tui/domain/collection"
	"zco/tui/pane"
)

// External is where and how a whole row is edited with a program of the
// person's own.
type External struct {
	Dir    string              // for the files; "" for the system's folder
	Getenv func(string) string // for VISUAL and EDITOR
	// Exec hands the terminal to a program; tea.ExecProcess if nil.
	Exec func(*exec.Cmd, tea.ExecCallback) tea.Cmd
}

// outside is a text of a row in a file, as it was when it was last read there.
type outside struct {
	ref  collection.Ref
	path string
	text string

	taken  bool   // what it holds is in the draft
	faulty string // the text whose faults were said
}

// Messages of a row's way through an editor.
type (
	externalReady struct {
		outside
		err error
	}
	externalLeft struct {
		outside
		err  error
		took time.Duration
	}
	externalRead struct {
		externalLeft
		now  string // the text
		fail error  // it cannot be read
	}
)

// docFor is the row shown, with its draft, as text.
func (m *row) docFor() *document {
	return &document{
		fields: m.fields, locked: m.locked, now: m.env.Now,
		value: func(f collection.Field) collection.Value {
			if d, ok := m.drafts.Field(m.ref, f.Key); ok && !d.Mine.IsAbsent() {
				return d.Mine
			}
			return m.item.Value(f.Key)
		},
		name: func(f collection.Field, v collection.Value) string {
			s, _ := m.env.Names.Name(f.Target, v.Text())
			return s
		},
	}
}

// editOutside opens the row shown in the person's own editor.
func (m *Model) editOutside() tea.Cmd {
	m.finish()
	if m.schema == nil || !m.known {
		return m.say(pane.Note, "the record is not read yet")
	}
	if m.gone {
		return m.say(pane.Warning, "it was deleted")
	}
	return m.openOutside(m.docFor().write(m.title(), nil))
}

// openOutside writes a text into a file of its own and opens that.
func (m *Model) openOutside(text string) tea.Cmd {
	ref, dir := m.ref, m.external.Dir
	text = change.Signed(ref, text)
	return m.env.Shell.Async(func() tea.Msg {
		path, err := writeOutside(dir, text)
		return externalReady{outside{ref: ref, path: path, text: text}, err}
	})
}

func writeOutside(dir, text string) (string, error) {
	if dir != "" {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return "", err
		}
	}
	f, err := os.CreateTemp(dir, "record-*.yaml") // 0600
	if err != nil {
		return "", err
	}
	_, err = f.WriteString(text)
	return f.Name(), errors.Join(err, f.Sync(), f.Close())
}

// externalReady opens the editor on the file that was written.
func (m *Model) externalReady(r externalReady) tea.Cmd {
	if r.err != nil {
		return m.say(pane.Failure, "the file for the editor cannot be used: "+pane.Explain(r.err))
	}
	return m.exec(r.outside)
}

// externalLeft reads the file that the editor was on.
func (m *Model) externalLeft(l externalLeft) tea.Cmd {
	return tea.Batch(tea.RequestWindowSize, m.env.Shell.Async(func() tea.Msg {
		data, err := os.ReadFile(l.path)
		return externalRead{l, string(data), err}
	}))
}

// exec hands the terminal to the editor.
func (m *Model) exec(o outside) tea.Cmd {
	run := m.external.Exec
	if run == nil {
		run = tea.ExecProcess
	}
	begun := m.env.Now()
	return run(editorCommand(m.external.Getenv, o.path), func(err error) tea.Msg {
		took := m.env.Now().Sub(begun)
		return m.env.Shell.Async(func() tea.Msg { return externalLeft{o, err, took} })()
	})
}

// externalRead takes what the editor left: sound values into the draft, and the
// text with its faults back into the editor. A text that cannot be taken stays
// in its file, whose name is said.
func (m *Model) externalRead(msg externalRead) tea.Cmd {
	defer m.scroll()
	switch {
	case msg.fail != nil:
		return m.say(pane.Failure, "the file cannot be read again: "+pane.Explain(msg.fail))
	case msg.err != nil:
		return m.say(pane.Failure, fmt.Sprintf("the editor did not end well (%s); nothing was taken; the text is in %s", editorFailed(msg.err), msg.path))
	case msg.ref != m.ref || m.schema == nil:
		return m.say(pane.Warning, "another record is shown now; the text is in "+msg.path)
	}
	doc := m.docFor()
	values, faults := doc.read(msg.now)
	n := m.takeValues(values)
	var later tea.Cmd
	if msg.now == msg.text && msg.took < atOnce && len(faults) == 0 {
		msg.taken = n > 0
		if later = m.awaited.add(m, msg.outside); n == 0 {
			return later
		}
	}
	if len(faults) == 0 {
		m.lastFaults = ""
		if n > 0 {
			m.say(pane.Success, taken(m.env, n))
		} else {
			m.say(pane.Note, "nothing was changed")
		}
		return tea.Batch(m.removeFile(msg.path), later)
	}
	text := markFaults(msg.now, doc, faults)
	_, faults = doc.read(text) // the marks have moved the lines that are told of
	text = markFaults(text, doc, faults)
	if text == m.lastFaults { // left as it was: the person gives up
		m.lastFaults = ""
		return m.say(pane.Warning, "the faults are still there; what was sound is in the draft, and the text in "+msg.path)
	}
	m.lastFaults = text
	return tea.Batch(m.removeFile(msg.path), m.openOutside(text))
}

// taken says how many fields an editor changed, and what comes next.
func taken(env *pane.Env, n int) string {
	return pane.Plural(n, "field", "fields") + " changed; " + env.Keys.Key(action.Send) + " reviews and sends"
}

// takeValues puts values into the draft and returns how many differ from what
// was there.
func (m *row) takeValues(values map[string]collection.Value) int {
	n := 0
	for _, f := range m.fields {
		v, there := values[f.Key]
		if !there {
			continue
		}
		draft, drafted := m.drafts.Field(m.ref, f.Key)
		base := m.item.Value(f.Key)
		if drafted {
			base = draft.Base
		}
		switch {
		case f.Same(base, v) && drafted:
			m.drafts.Clear(m.ref, f.Key)
			n++
		case f.Same(base, v), draft.Mine == v:
		default:
			m.drafts.Put(m.ref, m.item, f.Key, v, "")
			n++
		}
		m.unrefuse(f.Key)
	}
	return n
}

func (m *Model) removeFile(path string) tea.Cmd {
	return m.env.Shell.Async(func() tea.Msg {
		_ = os.Remove(path) // it holds nothing that is not in the draft
		return nil
	})
}

// markFaults puts what is wrong above the lines it is about, in the place of
// what was said before.
func markFaults(text string, d *document, faults map[string]string) string {
	var out []string
	if faults[""] != "" {
		out = append(out, faultMark+oneLine(faults[""]))
	}
	at := map[string]string{}
	for _, f := range d.fields {
		if why := faults[f.Key]; why != "" {
			at[docKey(f)+":"] = why
		}
	}
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, faultMark) {
			continue
		}
		for key, why := range at {
			if strings.HasPrefix(line, key) {
				out = append(out, faultMark+oneLine(why))
			}
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// Resume opens a text that was left in the person's own editor again, once its
// row is read. Show the row first.
func (m *Model) Resume(l change.Left) tea.Cmd {
	m.left = &l
	return m.resume()
}

func (m *Model) resume() tea.Cmd {
	if m.left == nil || m.left.Ref != m.ref || m.schema == nil || !m.known {
		return nil
	}
	l := *m.left
	m.left = nil
	return m.env.Shell.Async(func() tea.Msg {
		data, err := os.ReadFile(l.Path)
		return externalReady{outside{ref: l.Ref, path: l.Path, text: string(data)}, err}
	})
}
