package screenshots

import (
	"fmt"

	"zco/tui/action"
	"zco/tui/domain/collection"
)

// places says in words where a way begins, for collections that stand for
// many.
var places = map[string]string{"": "", "KEY": "records", "fields:KEY": "fields of an object", "variants:ITEM": "variants", "card:TYPE": "essentials card"}

// operationsTable lists each operation of the reference with the key that
// leads to it.
func operationsTable() (string, error) {
	titles := map[string]string{}
	for _, c := range collection.Families() {
		titles[c.ID] = c.Title
	}
	var rows [][]string
	for _, r := range collection.AllReach() {
		a := action.Find(action.ID(r.Action))
		if a.ID == "" {
			return "", fmt.Errorf("%s is reached by the action %s, which is not in the table", r.Operation, r.Action)
		}
		where, known := places[r.Collection]
		if !known {
			where, known = titles[r.Collection]
		}
		if !known {
			return "", fmt.Errorf("%s is reached in %s, which is no collection", r.Operation, r.Collection)
		}
		if where == "" {
			where = action.Titles[a.Scope]
		}
		what := a.Title
		if r.Verb != "" {
			what += ", `" + r.Verb + "`"
		}
		if r.Words != "" {
			what += ": " + r.Words
		}
		rows = append(rows, []string{"`" + r.Operation + "`", upperFirst(where), keyNames(a.Keys), what})
	}
	return "\n" + table([]string{"operation", "where", "key", "what"}, rows) + "\n", nil
}
