package theme

import "github.com/charmbracelet/colorprofile"

// The palettes: meaning to colour. Hues are from Okabe and Ito's set, which
// the common kinds of colour blindness keep apart; danger is a vermilion and
// good a bluish green, never red beside green of the same lightness.
var palettes = map[string]map[string]string{
	// 256-colour numbers where one is near enough: a change of colour costs 11
	// bytes on the line instead of 18.
	"dark": {
		"muted": "246", "title": "254", "label": "110", "border": "240",
		"focus": "74", "selected": "227", "match": "227", "changed": "214",
		"danger": "209", "warn": "214", "good": "43", "info": "74",
		"key": "74", "link": "117", "bar": "237", "bar_text": "253", "bar_danger": "216",
		"row": "237", "choice1": "109", "choice2": "180", "choice3": "146", "choice4": "151", "choice5": "181", "choice6": "187",
		"status_new": "215", "status_open": "160", "status_pending": "25", "status_hold": "236", "status_solved": "240",
	},
	"light": {
		"muted": "242", "title": "233", "label": "24", "border": "249",
		"focus": "25", "selected": "94", "match": "94", "changed": "130",
		"danger": "124", "warn": "94", "good": "29", "info": "25",
		"key": "25", "link": "24", "bar": "254", "bar_text": "234", "bar_danger": "124",
		"row": "255", "choice1": "23", "choice2": "58", "choice3": "60", "choice4": "22", "choice5": "89", "choice6": "54",
		"status_new": "215", "status_open": "160", "status_pending": "25", "status_hold": "236", "status_solved": "240",
	},
	"high-contrast": {
		"muted": "15", "title": "15", "label": "14", "border": "15",
		"focus": "11", "selected": "11", "match": "11", "changed": "11",
		"danger": "213", "warn": "11", "good": "14", "info": "14",
		"key": "11", "link": "14", "bar": "15", "bar_text": "16", "bar_danger": "53",
		"row": "235", "status_new": "215", "status_open": "88", "status_pending": "18", "status_hold": "234", "status_solved": "239",
	},
	"mono": {},
}

// onWhite is the theme of high contrast on a light background.
var onWhite = map[string]string{
	"muted": "0", "title": "0", "label": "17", "border": "0",
	"focus": "17", "selected": "90", "match": "90", "changed": "90",
	"danger": "88", "warn": "88", "good": "23", "info": "17",
	"key": "17", "link": "17", "bar": "16", "bar_text": "15", "bar_danger": "11",
	"row": "255", "status_new": "215", "status_open": "88", "status_pending": "18", "status_hold": "16", "status_solved": "239",
}

// basic are the palettes of terminals with 16 colours, such as the console of
// Linux: what is nearest there to the blues above cannot be read on black, nor
// green and cyan on white.
var basic = map[string]map[string]string{
	"dark": {
		"muted": "7", "title": "15", "label": "14", "border": "7",
		"focus": "14", "selected": "11", "match": "11", "changed": "11",
		"danger": "9", "warn": "11", "good": "14", "info": "14",
		"key": "14", "link": "14", "bar": "4", "bar_text": "15", "bar_danger": "11",
		"choice1": "14", "choice2": "3", "choice3": "13", "choice4": "10",
		"status_new": "11", "status_open": "1", "status_pending": "4", "status_hold": "0", "status_solved": "7",
	},
	"light": {
		"title": "0", "label": "4", "border": "8",
		"choice1": "4", "choice2": "5",
		"status_new": "11", "status_open": "1", "status_pending": "4", "status_hold": "0", "status_solved": "7",
		"focus": "4", "selected": "5", "match": "5", "changed": "5",
		"danger": "1", "warn": "5", "good": "4", "info": "4",
		"key": "4", "link": "4", "bar_danger": "1",
	},
	"high-contrast": {
		"muted": "15", "title": "15", "label": "14", "border": "15",
		"focus": "11", "selected": "11", "match": "11", "changed": "11",
		"danger": "13", "warn": "11", "good": "14", "info": "14",
		"key": "11", "link": "14",
		"status_new": "11", "status_open": "1", "status_pending": "4", "status_hold": "0", "status_solved": "7",
	},
}

// palette returns the colours of a theme for a terminal.
func palette(name string, dark bool, profile colorprofile.Profile) (map[string]string, bool) {
	p, ok := palettes[name]
	few := profile == colorprofile.ANSI
	switch {
	case name == "high-contrast" && !dark && few:
		p = basic["light"]
	case name == "high-contrast" && !dark:
		p = onWhite
	case few && basic[name] != nil:
		p = basic[name]
	}
	return p, ok
}

// named are the colours a configuration may name.
var named = map[string]string{
	"black": "0", "red": "1", "green": "2", "yellow": "3", "blue": "4", "magenta": "5", "cyan": "6", "white": "7",
	"gray": "8", "grey": "8", "orange": "#e69f00", "vermilion": "#d55e00", "teal": "#009e73", "sky": "#56b4e9", "purple": "#cc79a7",
}
