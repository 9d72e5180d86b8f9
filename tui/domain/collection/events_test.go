package collection

import "testing"

// The changes of an event are taken out of its properties; what else it tells
// stays, but for what names the record.
func TestChangesOfAnEvent(t *testing.T) {
	changes, rest := changesOf(`{"custom_object_key":"car","custom_object_record_id":"1","via":"web","changes":[{"field":"custom_object_fields.year","from":2019,"to":2020},{"field":"name","to":"A"}]}`)
	if len(changes) != 2 || changes[0] != (EventChange{"custom_object_fields.year", "2019", "2020"}) || !changes[1].From.IsAbsent() {
		t.Errorf("the changes are %v", changes)
	}
	if rest != `{"via":"web"}` {
		t.Errorf("the rest is %s", rest)
	}
	if changes, rest = changesOf(`{"custom_object_key":"car","changes":[{"what":"else"}]}`); len(changes) != 0 || rest != `{"changes":[{"what":"else"}]}` {
		t.Errorf("of another shape: %v and %s", changes, rest)
	}
	if _, rest = changesOf(`{"changes":[]}`); !rest.IsAbsent() {
		t.Errorf("of none the rest is %s", rest)
	}
}
