package theme

// The palettes: meaning to colour. Hues are from Okabe and Ito's set, which
// the common kinds of colour blindness keep apart; danger is a vermilion and
// good a bluish green, never red beside green of the same lightness.
var palettes = map[string]map[string]string{
	"dark": {
		"muted": "#8a8f98", "title": "#e6e6e6", "label": "#9db4c8", "border": "#4a5058",
		"focus": "#56b4e9", "selected": "#f0e442", "match": "#f0e442", "changed": "#e69f00",
		"danger": "#ff7043", "warn": "#e69f00", "good": "#2fbf95", "info": "#56b4e9",
		"key": "#56b4e9", "link": "#79c3f0", "bar": "#2b3038", "bar_text": "#d8dce2", "bar_danger": "#ff9e80",
	},
	"light": {
		"muted": "#5f6670", "title": "#101418", "label": "#2f5573", "border": "#b4bac2",
		"focus": "#0072b2", "selected": "#7a5c00", "match": "#7a5c00", "changed": "#a85b00",
		"danger": "#b83200", "warn": "#8f5600", "good": "#00735a", "info": "#0072b2",
		"key": "#0072b2", "link": "#005a8e", "bar": "#dfe4ea", "bar_text": "#1c2126", "bar_danger": "#a02c00",
	},
	"high-contrast": {
		"muted": "15", "title": "15", "label": "14", "border": "15",
		"focus": "11", "selected": "11", "match": "11", "changed": "11",
		"danger": "13", "warn": "11", "good": "14", "info": "14",
		"key": "11", "link": "14", "bar": "15", "bar_text": "0", "bar_danger": "5",
	},
	"mono": {},
}

// named are the colours a configuration may name.
var named = map[string]string{
	"black": "0", "red": "1", "green": "2", "yellow": "3", "blue": "4", "magenta": "5", "cyan": "6", "white": "7",
	"gray": "8", "grey": "8", "orange": "#e69f00", "vermilion": "#d55e00", "teal": "#009e73", "sky": "#56b4e9", "purple": "#cc79a7",
}
