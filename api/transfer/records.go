package transfer

import (
	"slices"
	"strings"

	"zco/api"
)

// listable: an id with a comma cannot be asked for in a list of ids.
func listable(id string) bool { return id != "" && !strings.Contains(id, ",") }

// existing reads records as existing does, for as long as its trouble may pass;
// nil if they cannot be read.
func (r *Run) existing(b *batch, by Key, keys []string) (out map[string]api.Record, err error) {
	err = r.retrying(b, func() (err error) {
		out, err = existing(r.ctx, r.client, r.plan.Object, by, keys)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// holds reports whether a record is as a patch would have it.
func holds(record api.Record, p api.RecordPatch) bool {
	for _, key := range patchKeys(p) {
		if !sameStored(patchValue(p, key), recordValue(record, key)) {
			return false
		}
	}
	return true
}

// patchKeys are the fields that a patch sets, in order; the record's own name
// and external id as api.FieldName and api.FieldExternalID.
func patchKeys(p api.RecordPatch) []string {
	keys := make([]string, 0, len(p.Fields)+2)
	if !p.Name.IsAbsent() {
		keys = append(keys, api.FieldName)
	}
	if !p.ExternalID.IsAbsent() {
		keys = append(keys, api.FieldExternalID)
	}
	for key, v := range p.Fields {
		if !v.IsAbsent() {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

func patchValue(p api.RecordPatch, key string) api.Value {
	switch key {
	case api.FieldName:
		return p.Name
	case api.FieldExternalID:
		return p.ExternalID
	}
	return p.Fields[key]
}

func setPatch(p *api.RecordPatch, key string, v api.Value) {
	switch key {
	case api.FieldName:
		p.Name = v
	case api.FieldExternalID:
		p.ExternalID = v
	default:
		if p.Fields == nil {
			p.Fields = map[string]api.Value{}
		}
		p.Fields[key] = v
	}
}

func recordValue(r api.Record, key string) api.Value {
	switch key {
	case api.FieldName:
		return r.Name
	case api.FieldExternalID:
		return r.ExternalID
	}
	return r.Fields[key]
}

func setRecord(r *api.Record, key string, v api.Value) {
	switch key {
	case api.FieldName:
		r.Name = v
	case api.FieldExternalID:
		r.ExternalID = v
	default:
		if r.Fields == nil {
			r.Fields = map[string]api.Value{}
		}
		r.Fields[key] = v
	}
}

// sameStored reports whether a value that was sent is the one that is stored:
// services write dates as timestamps, ids as numbers or strings, and nothing
// in several ways.
func sameStored(sent, stored api.Value) bool {
	if sent.Same(stored) || sent.IsEmpty() && stored.IsEmpty() {
		return true
	}
	if sent.IsArray() && stored.IsArray() {
		a, b := sent.Strings(), stored.Strings()
		slices.Sort(a)
		slices.Sort(b)
		return slices.Equal(slices.Compact(a), slices.Compact(b))
	}
	if isScalar(sent) && isScalar(stored) && sent.Text() == stored.Text() {
		return true
	}
	a, okA := sent.Date()
	b, okB := stored.Date()
	return okA && okB && a == b && len(sent.Text()) == len("2006-01-02")
}

func isScalar(v api.Value) bool { return v.IsString() || v.IsNumber() }
