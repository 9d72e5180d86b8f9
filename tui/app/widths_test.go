package app_test

import (
	"net/http"
	"strings"
	"testing"
	"zco/tui/app"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// scripts are texts whose cells terminals count in different ways.
var scripts = []string{
	"日本語のテキスト", "ｱｲｳｴｵ半角", "한국어 텍스트", "\u1112\u1161\u11ab\u1100\u1173\u11af", "e\u0301te\u0301 a\u0308\u0304", "👩‍💻 dev", "👨‍👩‍👧‍👦 family", "👩🏽‍🚀🧑🏿", "🇫🇷🇩🇪🇯🇵", "🇦 alone",
	"1️⃣2️⃣#️⃣", "☁️ ☂ ⌚ ⌚︎", "क्षि हिन्दी", "ক্ষ বাংলা", "தமிழ்", "മലയാളം", "ญี่ปุ่น กำลัง", "ລາວ", "ខ្មែរ", "မြန်မာ", "עברית", "العربية ﷺ", "نص\u200cفارسی", "❤️‍🔥 heart", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "→ • ✓ ½ ①", "　wide　blank", "Z̵͔͠a̷l̸g̶o̷",
}

// columnOf lays a row out in cells as a terminal of a method does, and
// returns in which column a text begins, -1 without it.
func columnOf(row, text string, m ansi.Method) int {
	i := strings.Index(row, text)
	if i < 0 {
		return -1
	}
	x := 0
	for rest := row[:i]; rest != ""; {
		cluster, w := ansi.FirstGraphemeCluster(rest, m)
		if m == ansi.WcWidth { // such a terminal knows no clusters: each rune has its own cells
			w = 0
			for _, r := range cluster {
				w += ansi.StringWidthWc(string(r))
			}
		}
		x += w
		rest = rest[len(cluster):]
	}
	return x
}

// Columns stay straight whatever is in them, in terminals that count runes and
// in those that count clusters.
func TestColumnsAreStraight(t *testing.T) {
	was := hostiles
	hostiles = scripts
	defer func() { hostiles = was }()
	for name, m := range map[string]ansi.Method{"runes": ansi.WcWidth, "clusters": ansi.GraphemeWidth} {
		h := &hostileWire{}
		w := with{wire: func(rt http.RoundTripper) http.RoundTripper { h.RoundTripper = rt; return h },
			options: func(o *app.Options) { o.Start.Collection = "asset" }}
		run(t, w, func(t *testing.T, p *program) {
			if m == ansi.GraphemeWidth {
				p.Send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
			}
			seen := 0
			for range 8 {
				want := -1
				for row := range strings.SplitSeq(p.Screen(), "\n") {
					at := columnOf(row, "│", m)
					if at < 0 {
						continue
					}
					if want < 0 {
						want = at
					}
					if seen++; at != want {
						t.Errorf("%s: the table begins in column %d instead of %d: %q", name, at, want, row)
					}
				}
				p.Press("pgdown")
			}
			if seen < 200 {
				t.Errorf("only %d rows were looked at", seen)
			}
			p.Press("c").Press("esc").Press("l", "l", "l")
			dates := -1
			for range 10 {
				for row := range strings.SplitSeq(p.Screen(), "\n") {
					at := columnOf(row, " 2026-", m)
					if at < 0 || !strings.Contains(row, ":") {
						continue
					}
					if dates < 0 {
						dates = at
					}
					if at != dates {
						t.Errorf("%s: the dates begin in column %d instead of %d: %q", name, at, dates, row)
					}
				}
				p.Press("pgdown")
			}
			if dates < 0 {
				t.Error("no column of dates was seen")
			}
		})
	}
}
