package screenshots

import (
	"fmt"
	"os"
	"strings"

	"zco/tui/action"
	"zco/tui/domain/collection"
)

// places says in words where a way begins, for collections that stand for
// many.
var places = map[string]string{"": "", "KEY": "records", "fields:KEY": "fields of an object", "variants:ITEM": "variants", "attachments:KEY/ID": "attachments", "card:TYPE": "essentials card", "zen:user": "card of an agent",
	"triggers:KEY": "triggers of an object", "access-rules:KEY": "access rules of an object", "permissions:KEY": "permissions of an object"}

// operationsTable lists each operation of the reference with the key that
// leads to it.
func operationsTable() (string, error) {
	titles := map[string]string{}
	for _, c := range collection.Families() {
		titles[c.ID] = c.Title
	}
	var rows [][]string
	data, err := os.ReadFile("../tui/domain/collection/testdata/coverage.txt")
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		col := strings.Split(line+" | | | |", " |")
		for i := range col {
			col[i] = strings.TrimSpace(col[i])
		}
		operation, in, verb, words := col[0], col[1], col[3], col[4]
		a := action.Find(action.ID(col[2]))
		if a.ID == "" {
			return "", fmt.Errorf("%s is reached by the action %s, which is not in the table", operation, col[2])
		}
		where, known := places[in]
		if !known {
			where, known = titles[in]
		}
		if !known {
			return "", fmt.Errorf("%s is reached in %s, which is no collection", operation, in)
		}
		if where == "" {
			where = action.Titles[a.Scope]
		}
		what := a.Title
		if verb != "" {
			what += ", `" + verb + "`"
		}
		if words != "" {
			what += ": " + words
		}
		keys := keyNames(a.Keys)
		if len(a.Keys) == 0 {
			keys = keyNames(action.Find("palette").Keys) // which has every action
		}
		rows = append(rows, []string{"`" + operation + "`", upperFirst(where), keys, what})
	}
	return "\n" + table([]string{"operation", "where", "key", "what"}, rows) + "\n", nil
}
