package transfer

import (
	"crypto/sha256"
	"encoding/json"
	"iter"
	"strconv"

	"zco/api"
)

// Item is what is to be done to one record. What the action needs of ID and
// Patch is said at api.JobItem.
type Item struct {
	Action api.Action      `json:"action"`
	ID     string          `json:"id,omitempty"`
	Patch  api.RecordPatch `json:"-"`

	// Row is where the item came from in a file, from 1; 0 if from none.
	Row int `json:"row,omitempty"`

	// Before is the record as it was last seen, or as much of it as the item
	// changes. It makes the item undoable, and lets Options.CheckBefore see
	// whether someone else changed the record meanwhile. nil if not known.
	Before *api.Record `json:"before,omitempty"`

	// Problem says why the item cannot be sent. It then fails without being.
	Problem string `json:"problem,omitempty"`

	lookFirst bool // it may be done already: look for its external id
}

// Plan is a stream of items for one object. Items is walked once for each
// run; to resume from a log it must give the same items again, in any order.
type Plan struct {
	Object string
	Title  string // for people, such as "set color on 200 cars"; kept in the log
	Items  iter.Seq2[Item, error]
	Total  int // how many items there are; 0 if not known

	// Content tells the source of the items, such as a file and how it is
	// read, from all others: what an earlier run with the same log and the same
	// Content decided about a Row still stands. "" for none.
	Content string
}

// itemJSON is an item in the run log: its patch keeps null and absent apart.
type itemJSON struct {
	plainItem
	Patch json.RawMessage `json:"patch,omitempty"`
}

type plainItem Item

// MarshalJSON writes the item as the run log has it.
func (i Item) MarshalJSON() ([]byte, error) {
	patch, err := json.Marshal(i.Patch)
	if err != nil {
		return nil, err
	}
	return json.Marshal(itemJSON{plainItem: plainItem(i), Patch: patch})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (i *Item) UnmarshalJSON(data []byte) error {
	var w itemJSON
	if err := json.Unmarshal(data, &w); err != nil {
		return err
	}
	*i = Item(w.plainItem)
	var r api.Record
	if len(w.Patch) == 0 {
		return nil
	}
	if err := json.Unmarshal(w.Patch, &r); err != nil {
		return err
	}
	i.Patch = api.RecordPatch{Name: r.Name, ExternalID: r.ExternalID}
	if len(r.Fields) > 0 {
		i.Patch.Fields = r.Fields
	}
	return nil
}

// fingerprint tells items apart across runs: what is done, to which record, and from
// which row. Two equal items of one plan are one.
type fingerprint [12]byte

func (i Item) fingerprint() fingerprint {
	h := sha256.New()
	patch, _ := json.Marshal(i.Patch) // keys come in order
	for _, part := range []string{string(i.Action), i.ID, strconv.Itoa(i.Row)} {
		h.Write([]byte(strconv.Quote(part)))
	}
	h.Write(patch)
	return fingerprint(h.Sum(nil)[:12])
}
