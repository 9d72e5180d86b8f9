package app_test

import (
	"strings"
	"testing"
	"time"

	"zco/tui/app"
)

// What the configuration says of dates, pages and the clipboard is what a
// person then sees.
func TestSettingsShow(t *testing.T) {
	w := with{options: func(o *app.Options) {
		o.Dates, o.Times = "02.01.2006", "3:04 PM"
		o.PageSize, o.Pages, o.Clipboard = 20, 4, "off"
	}}
	run(t, w, func(t *testing.T, p *program) {
		p.Find(`[0-3][0-9]\.[01][0-9]\.20[0-9]{2} 1?[0-9]:[0-5][0-9] [AP]M`)
		p.server.ResetJournal()
		for range 40 {
			p.Key("j").Wait(33 * time.Millisecond)
		}
		p.Idle()
		pages := 0
		for _, e := range p.server.Journal() {
			if strings.Contains(e.Path, "/records?") {
				pages++
				if !strings.Contains(e.Path, "page[size]=20") && !strings.Contains(e.Path, "page%5Bsize%5D=20") {
					t.Errorf("a page of another size is asked for: %s", e.Path)
				}
			}
		}
		if pages == 0 {
			t.Error("no page is asked for: the test sees nothing")
		}
		p.Press("y").Press("enter").Expect("clipboard is off")
	})
}
