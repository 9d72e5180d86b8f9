package pane

import "zco/tui/action"

// Queue keeps what was asked of a Shell until it is done: the part of Shell
// that makes requests. Its zero value is empty.
type Queue struct{ requests []any }

// Next takes the oldest request out; false where there is none.
func (q *Queue) Next() (request any, ok bool) {
	if len(q.requests) == 0 {
		return nil, false
	}
	request, q.requests = q.requests[0], q.requests[1:]
	return request, true
}

// Ask implements Shell, as the methods below do.
func (q *Queue) Ask(request any) { q.requests = append(q.requests, request) }

func (q *Queue) Say(kind Kind, text string) { q.Ask(Say{Kind: kind, Text: text}) }
func (q *Queue) Visit(v Visit)              { q.Ask(v) }
func (q *Queue) Focus(n Name)               { q.Ask(Focus{Pane: n}) }
func (q *Queue) Run(id action.ID)           { q.Ask(Run{ID: id}) }
