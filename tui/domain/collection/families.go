package collection

import (
	"slices"
	"strings"

	"zco/api"
)

// The headings of the list of collections.
const (
	GroupObjects = "Custom objects"
	GroupAccount = "Account"
)

// Families are the account's other collections.
func Families() []*Collection {
	return []*Collection{Objects(), Roles(), Statuses(), DynamicContent(), EssentialsCards(), Memberships(), DeletionSchedules()}
}

var familyNames = []string{familyObjects, familyRoles, familyStatuses, familyContent, familyCards, familyMemberships, familySchedules}

// The names of the families.
const (
	familyObjects     = "objects"
	familyRoles       = "roles"
	familyStatuses    = "statuses"
	familyContent     = "dynamic-content"
	familyCards       = "essentials-cards"
	familyMemberships = "memberships"
	familySchedules   = "deletion-schedules"
)

const objectPrefix = "object:"

// RecordsID returns the collection of the records of the object with a key:
// the key, or object:KEY where a family has that name.
func RecordsID(key string) string {
	if slices.Contains(familyNames, key) {
		return objectPrefix + key
	}
	return key
}

// ObjectKey returns the key of the object whose records a collection is, from
// its ID.
func ObjectKey(id string) string { return strings.TrimPrefix(id, objectPrefix) }

// The beginnings of the IDs of collections that belong to one row of another.
const (
	fieldsPrefix   = "fields:"
	variantsPrefix = "variants:"
	cardPrefix     = "card:"

	triggersPrefix    = "triggers:"
	accessRulesPrefix = "access-rules:"
	permissionsPrefix = "permissions:"
	attachmentsPrefix = "attachments:"
)

// Part returns a collection that is not in the list of collections because it
// belongs to one row of another: fields:KEY, triggers:KEY, access-rules:KEY,
// permissions:KEY, attachments:KEY/ID, variants:ITEM, card:TYPE; or because lookups lead there and
// no list: zen:user, zen:organization, zen:ticket. It is nil for any other ID.
func Part(id string) *Collection {
	if col := ForeignOf(id); col != nil {
		return col
	}
	for prefix, make := range map[string]func(string) *Collection{
		fieldsPrefix: FieldsOf, variantsPrefix: VariantsOf, cardPrefix: CardOf,
		triggersPrefix: TriggersOf, accessRulesPrefix: AccessRulesOf, permissionsPrefix: PermissionsOf,
		attachmentsPrefix: AttachmentsOf,
	} {
		if of, ok := strings.CutPrefix(id, prefix); ok && of != "" {
			return make(of)
		}
	}
	return nil
}

// ByID returns the collection with an ID without asking the service whether
// there is one: a family, a part of one, or else the records of an object of
// which nothing but its key is known. It is nil for "".
func ByID(id string) *Collection {
	if id == "" {
		return nil
	}
	for _, col := range Families() {
		if col.ID == id {
			return col
		}
	}
	if col := Part(id); col != nil {
		return col
	}
	return Records(api.Object{Key: ObjectKey(id)})
}
