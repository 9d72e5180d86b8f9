package sandbox

import (
	"bytes"
	"encoding/json"
	"slices"
)

// savedObjects writes and reads the custom objects: what differs from the
// derived data, and the schemas.
type savedObjects struct{ server *Server }

type savedObject struct {
	Meta     objectMeta               `json:"meta"`
	Fields   []*field                 `json:"fields"`
	Derived  bool                     `json:"derived"`
	Columns  []string                 `json:"columns"` // derived fields that are still there
	Records  []*record                `json:"records"` // made and changed
	Deleted  []string                 `json:"deleted"` // ids of derived ones
	Buried   []tombstone              `json:"buried"`
	Files    map[string][]*attachment `json:"files"`
	History  map[string][]event       `json:"history"`
	Sequence uint64                   `json:"sequence"`
	LastMS   int64                    `json:"last_ms"`
}

// MarshalJSON writes the objects by key.
func (v *savedObjects) MarshalJSON() ([]byte, error) {
	out := map[string]savedObject{}
	for key, o := range v.server.objects {
		saved := savedObject{Meta: o.meta, Fields: o.fields, Derived: o.base != nil, Records: o.updated, Buried: o.buried, Files: o.files, History: o.history, Sequence: o.sequence, LastMS: o.lastMS}
		if o.base != nil {
			for column := range o.base.columns {
				saved.Columns = append(saved.Columns, column)
			}
			for n, rec := range o.changed {
				if rec == nil {
					saved.Deleted = append(saved.Deleted, o.base.id(n))
				}
			}
		}
		slices.Sort(saved.Columns)
		slices.Sort(saved.Deleted)
		out[key] = saved
	}
	return json.Marshal(out)
}

// UnmarshalJSON puts the objects in place of the demo's, over its derived
// records.
func (v *savedObjects) UnmarshalJSON(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var in map[string]savedObject
	if err := d.Decode(&in); err != nil {
		return err
	}
	demo := v.server.objects
	v.server.objects = map[string]*object{}
	for key, saved := range in {
		o := newObject(saved.Meta)
		o.fields, o.sequence, o.lastMS, o.buried = saved.Fields, saved.Sequence, saved.LastMS, saved.Buried
		if was := demo[key]; saved.Derived && was != nil {
			o.base = was.base
			for column := range o.base.columns {
				if !slices.Contains(saved.Columns, column) {
					delete(o.base.columns, column)
				}
			}
		}
		o.restore(saved)
		v.server.objects[key] = o
	}
	return nil
}

func (o *object) restore(saved savedObject) {
	for _, rec := range saved.Records {
		for key, value := range rec.Fields {
			if f := o.field(key); f != nil && f.Type == typeMultiselect {
				rec.Fields[key] = tags(value)
			}
		}
		if n, derived := o.ordinal(rec.ID); derived {
			o.changed[n] = rec
		}
		o.put(rec, nil)
	}
	for _, id := range saved.Deleted {
		if n, derived := o.ordinal(id); derived {
			o.changed[n] = nil
			o.gone++
		}
	}
	if saved.History != nil {
		o.history, o.files = saved.History, saved.Files
	}
	o.bind()
}
