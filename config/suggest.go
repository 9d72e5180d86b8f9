package config

import (
	"reflect"
	"slices"
	"strings"
)

// settings are the fields of a struct that have a key.
func settings(t reflect.Type) []reflect.StructField {
	return slices.DeleteFunc(reflect.VisibleFields(t), func(f reflect.StructField) bool { return f.Anonymous || !f.IsExported() })
}

// keyOf is what a field is called in a file.
func keyOf(f reflect.StructField) string {
	key, _, _ := strings.Cut(f.Tag.Get("toml"), ",")
	return key
}

// inside returns the type that the key path leads to from t, and false where
// the path leaves what is known.
func inside(t reflect.Type, path []string) (reflect.Type, bool) {
	for _, key := range path {
		for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		switch t.Kind() {
		case reflect.Map:
			t = t.Elem()
		case reflect.Struct:
			fields := settings(t)
			i := slices.IndexFunc(fields, func(f reflect.StructField) bool { return keyOf(f) == key })
			if i < 0 {
				return nil, false
			}
			t = fields[i].Type
		default:
			return nil, false
		}
	}
	return t, true
}

// expected says in words what a key takes.
func expected(into any, path []string) string {
	t, ok := inside(reflect.TypeOf(into), path)
	if !ok || len(path) == 0 {
		return ""
	}
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
	last := path[len(path)-1]
	table, known := inside(reflect.TypeOf(into), path[:len(path)-1])
	for known && (table.Kind() == reflect.Slice || table.Kind() == reflect.Pointer) {
		table = table.Elem()
	}
	if known && table.Kind() == reflect.Struct {
		var keys []string
		for _, f := range settings(table) {
			keys = append(keys, keyOf(f))
		}
		if best := Nearest(last, keys); best != "" {
			return strings.Join(append(slices.Clone(path[:len(path)-1]), best), ".")
		}
	}
	return elsewhere(into, last)
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

// elsewhere finds a key of exactly this name in another table.
func elsewhere(into any, name string) string {
	root := reflect.TypeOf(into).Elem()
	if root.Kind() != reflect.Struct {
		return ""
	}
	for _, f := range settings(root) {
		t, key := f.Type, keyOf(f)
		prefix := key + "."
		if t.Kind() == reflect.Map {
			t, prefix = t.Elem(), key+".NAME."
		}
		if key == name {
			return key
		}
		if t.Kind() != reflect.Struct {
			continue
		}
		for _, sub := range settings(t) {
			if keyOf(sub) == name {
				return prefix + name
			}
		}
	}
	return ""
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
