package journal

import (
	"encoding/base64"
	"encoding/json"
	"time"
	"unicode/utf8"

	"zco/api"
)

// The operations a file holds.
const (
	opPut    = "put"    // a field of a draft
	opClear  = "clear"  // a field taken back
	opDrop   = "drop"   // a whole draft
	opSent   = "sent"   // an entry of the history
	opResult = "result" // what came of it
	opTook   = "took"   // a session's file whose content is in this one
)

// op is one operation, as it stands in a file.
type op struct {
	Kind    string       `json:"op"`
	Key     *Key         `json:"key,omitempty"`
	About   *wireAbout   `json:"about,omitempty"`
	Field   string       `json:"field,omitempty"`
	Edit    *wireField   `json:"edit,omitempty"`
	ID      string       `json:"id,omitempty"`
	Entry   *wireEntry   `json:"entry,omitempty"`
	Outcome *wireOutcome `json:"outcome,omitempty"`
	Size    int          `json:"size,omitempty"`

	raw json.RawMessage // of a later version: kept as it is
}

// text is any string at all, also one that is not UTF-8. Values are written as
// text and not as JSON, which cannot tell absent from null.
type text string

type binary struct {
	Base64 string `json:"base64"`
}

func (t text) MarshalJSON() ([]byte, error) {
	if utf8.ValidString(string(t)) {
		return json.Marshal(string(t))
	}
	return json.Marshal(binary{base64.StdEncoding.EncodeToString([]byte(t))})
}

func (t *text) UnmarshalJSON(data []byte) error {
	var b binary
	if len(data) > 0 && data[0] == '{' {
		if err := json.Unmarshal(data, &b); err != nil {
			return err
		}
		raw, err := base64.StdEncoding.DecodeString(b.Base64)
		*t = text(raw)
		return err
	}
	return json.Unmarshal(data, (*string)(t))
}

type wireAbout struct {
	Name    text   `json:"name,omitempty"`
	Version string `json:"version,omitempty"`
}

func toWireAbout(a About) *wireAbout { return &wireAbout{text(a.Name), a.Version} }

type wireTyped struct {
	Mine    text      `json:"mine,omitempty"`
	Partial text      `json:"partial,omitempty"`
	At      time.Time `json:"at"`
}

type wireField struct {
	Base   text        `json:"base,omitempty"`
	Caret  int         `json:"caret,omitempty"`
	Others []wireTyped `json:"others,omitempty"`
	wireTyped
}

func toWireField(f Field) *wireField {
	w := &wireField{Base: text(f.Base), Caret: f.Caret, wireTyped: wireTyped{text(f.Mine), text(f.Partial), f.At}}
	for _, o := range f.Others {
		w.Others = append(w.Others, wireTyped{text(o.Mine), text(o.Partial), o.At})
	}
	return w
}

func (w *wireField) field() Field {
	f := Field{Edit: Edit{api.Value(w.Base), api.Value(w.Mine), string(w.Partial), w.Caret}, At: w.At}
	for _, o := range w.Others {
		f.Others = append(f.Others, Typed{api.Value(o.Mine), string(o.Partial), o.At})
	}
	return f
}

type wireChange struct {
	Field  text `json:"field"`
	Before text `json:"before,omitempty"`
	After  text `json:"after,omitempty"`
}

type wireEntry struct {
	ID      string       `json:"id"`
	Time    time.Time    `json:"time"`
	Account string       `json:"account,omitempty"`
	User    text         `json:"user,omitempty"`
	Object  string       `json:"object,omitempty"`
	Record  string       `json:"record,omitempty"`
	Name    text         `json:"name,omitempty"`
	Action  Action       `json:"action"`
	Changes []wireChange `json:"changes,omitempty"`
	Before  text         `json:"before,omitempty"`
	After   text         `json:"after,omitempty"`
	Group   string       `json:"group,omitempty"`
	Undoes  string       `json:"undoes,omitempty"`
	Result  Result       `json:"result"`
	Message text         `json:"message,omitempty"`
}

func toWireEntry(e Entry) *wireEntry {
	w := &wireEntry{ID: e.ID, Time: e.Time, Account: e.Account, User: text(e.User), Object: e.Object,
		Record: e.Record, Name: text(e.Name), Action: e.Action, Before: text(e.Before), After: text(e.After),
		Group: e.Group, Undoes: e.Undoes, Result: e.Result, Message: text(e.Message)}
	for _, c := range e.Changes {
		w.Changes = append(w.Changes, wireChange{text(c.Field), text(c.Before), text(c.After)})
	}
	return w
}

func (w *wireEntry) entry() *Entry {
	e := &Entry{ID: w.ID, Time: w.Time, Account: w.Account, User: string(w.User), Object: w.Object,
		Record: w.Record, Name: string(w.Name), Action: w.Action, Before: api.Value(w.Before), After: api.Value(w.After),
		Group: w.Group, Undoes: w.Undoes, Result: w.Result, Message: string(w.Message)}
	for _, c := range w.Changes {
		e.Changes = append(e.Changes, Change{string(c.Field), api.Value(c.Before), api.Value(c.After)})
	}
	return e
}

type wireOutcome struct {
	Result  Result `json:"result,omitempty"`
	Message text   `json:"message,omitempty"`
	Record  string `json:"record,omitempty"`
	Name    text   `json:"name,omitempty"`
	After   text   `json:"after,omitempty"`
}

func toWireOutcome(o Outcome) *wireOutcome {
	return &wireOutcome{o.Result, text(o.Message), o.Record, text(o.Name), text(o.After)}
}
