package config

import (
	"reflect"
	"slices"
	"strings"
)

// anyName stands for what people name themselves.
const anyName = "NAME"

// setting is a key that a file may have, and what it takes.
type setting struct {
	path   []string
	takes  reflect.Type
	inList bool // in the tables of a list
}

// is reports whether a path is that of the setting.
func (s setting) is(path []string) bool {
	return slices.EqualFunc(s.path, path, func(own, key string) bool { return own == key || own == anyName })
}

// settings are the keys of a type, and those of the tables in it.
func settings(t reflect.Type, above setting) (out []setting) {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		above.inList = above.inList || t.Kind() == reflect.Slice
		t = t.Elem()
	}
	add := func(key string, takes reflect.Type) {
		s := setting{append(slices.Clip(above.path), key), takes, above.inList}
		out = append(append(out, s), settings(takes, s)...)
	}
	switch t.Kind() {
	case reflect.Map:
		add(anyName, t.Elem())
	case reflect.Struct:
		for _, f := range reflect.VisibleFields(t) {
			if key, _, _ := strings.Cut(f.Tag.Get("toml"), ","); key != "" {
				add(key, f.Type)
			}
		}
	}
	return out
}

// expected says in words what a key takes.
func expected(into any, path []string) string {
	all := settings(reflect.TypeOf(into), setting{})
	i := slices.IndexFunc(all, func(s setting) bool { return s.is(path) })
	if i < 0 {
		return ""
	}
	t := all[i].takes
	if t == reflect.TypeFor[Duration]() {
		return "a span of time in quotes, such as \"30s\" or \"90d\""
	}
	switch t.Kind() {
	case reflect.Bool:
		return "true or false, without quotes"
	case reflect.Int:
		return "a whole number, without quotes"
	case reflect.String:
		return "text in quotes"
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Struct {
			return "a list of tables, each begun by [[" + strings.Join(path, ".") + "]]"
		}
		return "a list of texts in quotes, such as [\"name\", \"year\"]"
	case reflect.Map, reflect.Struct:
		return "a table, begun by [" + strings.Join(path, ".") + "]"
	}
	return ""
}

// suggest returns the key that was most likely meant: of the same table, or
// else one of the same name elsewhere.
func suggest(into any, path []string) string {
	all := settings(reflect.TypeOf(into), setting{})
	table, last := path[:len(path)-1], path[len(path)-1]
	var keys []string
	for _, s := range all {
		if at := len(s.path) - 1; s.path[at] != anyName && (setting{path: s.path[:at]}).is(table) {
			keys = append(keys, s.path[at])
		}
	}
	if best := Nearest(last, keys); best != "" {
		return strings.Join(append(slices.Clone(table), best), ".")
	}
	for _, s := range all {
		if s.path[len(s.path)-1] == last && last != anyName && !s.inList {
			return strings.Join(s.path, ".")
		}
	}
	return ""
}

// Nearest returns the one of some words that a mistyped word most likely
// meant: at most a third of its letters, or two, are otherwise. "" is none.
func Nearest(word string, words []string) string {
	best, score := "", max(2, len(word)/3)+1
	for _, w := range words {
		if d := distance(word, w); d < score {
			best, score = w, d
		}
	}
	return best
}

// distance is the number of letters to add, drop, change or swap with their
// neighbour (Damerau and Levenshtein), without regard to case.
func distance(a, b string) int {
	s, t := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	rows := make([][]int, len(s)+1)
	for i := range rows {
		rows[i] = make([]int, len(t)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(s); i++ {
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			d := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(s)][len(t)]
}
