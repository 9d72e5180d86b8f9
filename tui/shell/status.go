package shell

import (
	"fmt"
	"strings"
	"time"

	"zco/tui/action"
	"zco/tui/draw/screen"
	"zco/tui/draw/theme"
	"zco/tui/pane"
)

// message is what was last said to the person.
type message struct {
	kind pane.Kind
	text string
	at   time.Time
}

const keptMessages = 200

func (m *Model) say(kind pane.Kind, text string) {
	m.message = message{kind, text, m.env.Now()}
	m.earlier = append(m.earlier, m.message)
	if len(m.earlier) > keptMessages {
		m.earlier = m.earlier[1:]
	}
}

func (m *Model) earlierLines() []string {
	if len(m.earlier) == 0 {
		return []string{"nothing has been said yet"}
	}
	out := make([]string, 0, len(m.earlier))
	for i := len(m.earlier) - 1; i >= 0; i-- {
		e := m.earlier[i]
		out = append(out, e.at.In(m.env.Zone).Format("15:04:05 ")+e.text)
	}
	return out
}

// drawMessage shows the last message, or hints where there is none.
func (m *Model) drawMessage(a screen.Area) {
	th := m.env.Theme
	if m.rate.waiting(m.env.Now()) && m.message.text == "" {
		a.TextCut(0, 0, a.W, th.Warn, th.Glyphs.Warned+" "+m.rate.words(m.env.Now()))
		return
	}
	if m.message.text != "" {
		st, mark := kindStyle(th, m.message.kind)
		a.Fill(th.Text)
		a.TextCut(0, 0, a.W, st, mark+m.message.text)
		return
	}
	if m.env.Plain {
		a.TextCut(0, 0, a.W, th.Text, m.spoken())
		return
	}
	if a.Rect != m.layout.status {
		m.env.DrawHints(a, 0, m.hints())
	}
}

func kindStyle(th *theme.Theme, k pane.Kind) (screen.Style, string) {
	switch k {
	case pane.Success:
		return th.Good, th.Glyphs.Yes + " "
	case pane.Warning:
		return th.Warn, th.Glyphs.Warned + " "
	case pane.Failure:
		return th.Danger, th.Glyphs.Failed + " "
	}
	return th.Info, ""
}

// hints are the keys most wanted where the focus is.
func (m *Model) hints() []pane.Hint {
	if typing := m.editor.Hints(); typing != nil && m.focus == pane.Record {
		return typing
	}
	ids := map[pane.Name][]action.ID{
		pane.Objects: {action.OpenObject, action.FilterList, action.Jump},
		pane.Records: {action.Open, action.SearchRecords, action.Filter, action.Sort, action.EditCell, action.Select},
		pane.Record:  {action.EditField, action.Send, action.RevertField, action.Back},
		pane.Search:  {action.SearchRun, action.SearchSort, action.SearchLeave},
	}[m.focus]
	return m.env.Hints(append(ids, action.Help)...)
}

// drawStatus draws the bar: who, where, how many, what is pending.
func (m *Model) drawStatus(a screen.Area) {
	th := m.env.Theme
	a.Fill(th.Bar)
	left, right := m.statusParts()
	right = yield(right, left, a.W)
	rx := a.W
	for i := len(right) - 1; i >= 0; i-- {
		w := len([]rune(right[i].text)) + 2
		if rx-w < a.W/3 {
			break
		}
		rx -= w
		a.Text(rx, 0, right[i].style, " "+right[i].text+" ")
	}
	x := 0
	for i, p := range left {
		if x >= rx-1 {
			break
		}
		if i > 0 {
			x = a.Text(x, 0, th.Bar, th.Glyphs.Separator)
		}
		x = a.Text(x, 0, p.style, " ")
		x = a.TextCut(x, 0, rx-x-1, p.style, p.text)
		x = a.Text(x, 0, p.style, " ")
	}
}

// yield takes away what stands on the right, the last first, where it would
// cut the place, the position and the total.
func yield(right, left []part, width int) []part {
	need := 0
	for _, p := range left[:min(len(left), 3)] {
		need += len([]rune(p.text)) + 3
	}
	taken := func() (n int) {
		for _, p := range right {
			n += len([]rune(p.text)) + 2
		}
		return n
	}
	for len(right) > 1 && need+taken() > width {
		right = right[:len(right)-1]
	}
	return right
}

// roomForAccount is the width from which the account's name has room beside
// the position; below, the colour of the title says which it is.
const roomForAccount = 60

type part struct {
	text  string
	style screen.Style
}

func (m *Model) statusParts() (left, right []part) {
	th := m.env.Theme
	narrow := m.width < roomForAccount && m.records != nil
	if !narrow {
		left = append(left, part{m.opts.Account, th.Account})
	}
	if m.opts.Demo && !narrow {
		left = append(left, part{"demo", th.BarStrong})
	}
	if m.env.ReadOnly != "" {
		left = append(left, part{"read-only", th.BarStrong})
	}
	if m.access.out {
		left = append(left, part{"signed out", th.BarDanger})
	}
	if m.records != nil {
		title := th.BarStrong
		if narrow {
			title = th.Account
		}
		left = append(left, part{m.records.Collection().Title, title})
		for _, s := range m.records.Status() {
			left = append(left, part{s, th.Bar})
		}
	}
	right = append(right, m.draftParts()...)
	if mark := m.bulk.Mark(); mark != "" {
		right = append(right, part{mark, th.BarStrong})
	}
	if m.typed != "" {
		right = append(right, part{m.typed + th.Glyphs.Loading, th.BarStrong})
	}
	if n := m.layer.InFlight(); n > 0 {
		right = append(right, part{fmt.Sprintf("%d in flight", n), th.Bar})
	}
	if r := m.layer.Rate(); r.Limit > 0 {
		st := th.Bar
		if r.Remaining*10 < r.Limit {
			st = th.BarDanger
		}
		right = append(right, part{fmt.Sprintf("rate %d/%d", r.Remaining, r.Limit), st})
	}
	return left, right
}

// rateState is what the client last said about waiting.
type rateState struct {
	until  time.Time
	reason string
}

func (r rateState) waiting(now time.Time) bool { return r.until.After(now) }

func (r rateState) words(now time.Time) string {
	left := r.until.Sub(now).Round(time.Second)
	return strings.TrimSpace(fmt.Sprintf("%s: trying again in %d s", r.reason, max(int(left.Seconds()), 1)))
}
