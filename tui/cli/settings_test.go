package cli

import (
	"io"
	"testing"

	"zco/config"
)

// What config.toml says of the screen reaches the interface.
func TestSettingsReachTheInterface(t *testing.T) {
	conf := config.Default()
	conf.DateFormat, conf.TimeFormat, conf.Clipboard = "DD.MM.YYYY", "hh:mm PM", "off"
	conf.Limits.PageSize, conf.Limits.Pages, conf.Mouse = 50, 12, false
	s := NewStreams(nil, io.Discard, io.Discard, func(string) string { return "" })
	o, err := new(flags).screen(t.Context(), s, config.Paths{}, conf)
	if err != nil {
		t.Fatal(err)
	}
	if o.Dates != "02.01.2006" || o.Times != "03:04 PM" || o.Clipboard != "off" || o.PageSize != 50 || o.Pages != 12 || o.Mouse {
		t.Errorf("the interface is told dates %q %q, clipboard %q, pages of %d, %d of them, mouse %v", o.Dates, o.Times, o.Clipboard, o.PageSize, o.Pages, o.Mouse)
	}
}
