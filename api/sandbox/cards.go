package sandbox

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// cards are the essentials cards that somebody changed, by type of object.
// All the others are the default, which is worked out when it is asked for.
type cards map[string]*card

// card is which fields stand on an essentials card, in order.
type card struct {
	ID      int64     `json:"id"`
	Fields  []string  `json:"fields"` // the names of cardField
	Created time.Time `json:"created"`
	Updated time.Time `json:"updated"`
}

// cardField is a field that can stand on a card.
type cardField struct {
	id  int64  // of a custom field, 0 for the standard ones
	zrn string // its name in all of Zendesk
}

// maxCardFields is how many fields a card holds; the default is that many of
// the first ones.
const maxCardFields = 20

const (
	userCard         = "zen:user"
	objectCardPrefix = "zen:custom_object:"
)

var cardsFamily = family{
	name:  "object_layouts",
	seed:  func(s *Server) { s.cards = cards{} },
	state: func(s *Server) any { return &s.cards },
	routes: func(s *Server) {
		s.handle("GET /api/v2/object_layouts/essentials_cards", agents, s.listCards)
		s.handle("GET /api/v2/object_layouts/{type}/essentials_card", agents, s.withCard(s.showCard))
		s.handle("PUT /api/v2/object_layouts/{type}/essentials_card", admins, s.withCard(s.updateCard))
		s.handle("DELETE /api/v2/object_layouts/{type}/essentials_card", admins, s.withCard(s.resetCard))
	},
}

// userCardFields in the order of the default card.
var userCardFields = []string{
	"identity:email", "field:standard:external_id", "field:standard:iana_time_zone", "field:standard:locale", "field:standard:organization_id",
	"identity:phone_number", "field:standard:details", "field:standard:notes", "field:standard:tags", "field:standard:alias",
}

// cardFields are the fields that can stand on the card of a type, the
// default's first; false if there is no such type. The form of the names for
// custom objects is not documented; the id tells which field is meant.
func (s *Server) cardFields(kind string) ([]cardField, bool) {
	if kind == userCard {
		out := make([]cardField, len(userCardFields))
		for i, name := range userCardFields {
			out[i].zrn = userCard + ":" + name
		}
		return out, true
	}
	key, _ := strings.CutPrefix(kind, objectCardPrefix)
	o := s.objects[key]
	if o == nil || key == kind {
		return nil, false
	}
	var out []cardField
	for _, f := range o.fields {
		switch {
		case f.standard():
			out = append(out, cardField{zrn: kind + ":field:" + strings.Replace(f.Key, "::", ":", 1)})
		case f.Active:
			out = append(out, cardField{id: f.ID, zrn: kind + ":field:custom:" + f.Key})
		}
	}
	return out, true
}

// withCard finds the type of the path and the fields it can show.
func (s *Server) withCard(h func(q *request, kind string, fields []cardField) *answer) handler {
	return func(q *request) *answer {
		fields, found := s.cardFields(q.path("type"))
		if !found {
			return recordNotFound()
		}
		return h(q, q.path("type"), fields)
	}
}

// cardView is the card of a type. Fields that are gone are not on it.
func (s *Server) cardView(kind string, fields []cardField) obj {
	at := epoch.AddDate(-3, 0, 0)
	made, changed, id, shown := at, at, any(nil), fields[:min(len(fields), maxCardFields)]
	c := s.cards[kind]
	if c != nil {
		made, changed, id, shown = c.Created, c.Updated, strconv.FormatInt(c.ID, 10), nil // the description of 2025: a string, or null
		for _, zrn := range c.Fields {
			if i := slices.IndexFunc(fields, func(f cardField) bool { return f.zrn == zrn }); i >= 0 {
				shown = append(shown, fields[i])
			}
		}
	}
	onIt := views(shown, func(f cardField) obj { return obj{{"id", orNull(f.id)}, {"zrn", f.zrn}} })
	return obj{
		{"created_at", stamp(made)}, {"default", c == nil}, {"fields", onIt}, {"id", id}, {"key", kind},
		{"layout", "essentials_card"}, {"max_count", maxCardFields}, {"updated_at", stamp(changed)},
	}
}

func (s *Server) listCards(*request) *answer {
	kinds := []string{userCard}
	for _, o := range s.sortedObjects() {
		kinds = append(kinds, objectCardPrefix+o.meta.Key)
	}
	return ok(obj{{"object_layouts", views(kinds, func(kind string) obj {
		fields, _ := s.cardFields(kind)
		return s.cardView(kind, fields)
	})}})
}

func (s *Server) showCard(_ *request, kind string, fields []cardField) *answer {
	return ok(obj{{"object_layout", s.cardView(kind, fields)}})
}

// updateCard takes the fields as names, as ids, or as objects that have either.
func (s *Server) updateCard(q *request, kind string, fields []cardField) *answer {
	t, bad := q.decoder("object_layout", "fields")
	if bad != nil {
		return bad
	}
	list, _ := t.in["fields"].([]any)
	switch {
	case len(list) == 0:
		t.fault("fields", "cannot be blank", "BlankValue")
	case len(list) > maxCardFields:
		t.fault("fields", fmt.Sprintf("cannot be more than %d", maxCardFields), "TooManyValues")
	}
	var chosen []string
	for _, one := range list {
		f, found := findCardField(fields, one)
		switch {
		case !found:
			t.fault("fields", fmt.Sprintf("%v is not a field of %s", cardFieldName(one), kind), "InvalidValue")
		case slices.Contains(chosen, f.zrn):
			t.fault("fields", f.zrn+" is there twice", "DuplicateValue")
		default:
			chosen = append(chosen, f.zrn)
		}
	}
	if t.bad.any() {
		return t.bad.answer()
	}
	c := s.cards[kind]
	if c == nil {
		c = &card{ID: s.nextID(), Created: q.now()}
		s.cards[kind] = c
	}
	c.Fields, c.Updated = chosen, q.now()
	return s.showCard(q, kind, fields)
}

// cardFieldName is what one element of a request names.
func cardFieldName(one any) any {
	in, isObject := one.(map[string]any)
	switch {
	case isObject && in["zrn"] != nil:
		return in["zrn"]
	case isObject:
		return in["id"]
	}
	return one
}

func findCardField(fields []cardField, one any) (cardField, bool) {
	name, _ := asText(cardFieldName(one))
	for _, f := range fields {
		if f.zrn == name || f.id != 0 && strconv.FormatInt(f.id, 10) == name {
			return f, true
		}
	}
	return cardField{}, false
}

// resetCard puts the default back: DELETE …/essentials_card.
func (s *Server) resetCard(_ *request, kind string, _ []cardField) *answer {
	delete(s.cards, kind)
	return noContent()
}
