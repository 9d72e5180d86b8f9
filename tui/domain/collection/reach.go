package collection

// Reach says how one operation of the service's reference is reached from the
// interface: by an action of the action table, in a collection where it needs
// one, and by a verb of that collection where the action is the menu of verbs.
type Reach struct {
	Operation  string // METHOD /path, as the reference writes it
	Collection string // "" where it does not matter; KEY, ITEM and TYPE stand for a row's own
	Action     string // an ID of the action table
	Verb       string // an ID of the collection's verbs, "" where the action is not "verbs"
	Words      string // what a person does or sees there, where the action's title does not say it
}

const (
	anyRecords  = "KEY"
	menuAction  = "verbs"
	listAction  = "open-object"
	openAction  = "open"
	newAction   = "new"
	sendAction  = "send"
	findAction  = "search"
	dropAction  = "delete"
	objectsPath = "/api/v2/custom_objects"
	recordsPath = objectsPath + "/{custom_object_key}/records"
	recordPath  = recordsPath + "/{custom_object_record_id}"
)

// AllReach is every operation of the reference with one way to it each, in the
// reference's order.
func AllReach() []Reach {
	var out []Reach
	for _, family := range [][]Reach{
		objectReach, fieldReach, recordReach, jobReach, roleReach, statusReach, contentReach, cardReach, membershipReach, nameReach,
	} {
		out = append(out, family...)
	}
	return out
}

var objectReach = []Reach{
	{"GET " + objectsPath, "", "reload-objects", "", "at the start, too"},
	{"POST " + objectsPath, "", "new-object", "", ""},
	{"GET " + objectsPath + "/limits/object_limit", "", "limits", "", "used of allowed"},
	{"GET " + objectsPath + "/limits/record_limit", "", "limits", "", "used of allowed"},
	{"GET " + objectsPath + "/{custom_object_key}", "", "edit-object", "", "shows it"},
	{"PATCH " + objectsPath + "/{custom_object_key}", "objects", sendAction, "", "after editing its definition"},
	{"DELETE " + objectsPath + "/{custom_object_key}", "", "delete-object", "", "its key must be typed"},
}

const fieldsOf = objectsPath + "/{custom_object_key}/fields"

var fieldReach = []Reach{
	{"GET " + fieldsOf, "", "object-fields", "", ""},
	{"POST " + fieldsOf, "fields:KEY", newAction, "", ""},
	{"PUT " + fieldsOf + "/reorder", "fields:KEY", menuAction, "move-up", "move-down and move-to as well"},
	{"GET " + fieldsOf + "/{key_or_id}", "fields:KEY", "refresh", "", "and before each change"},
	{"PATCH " + fieldsOf + "/{key_or_id}", "fields:KEY", sendAction, "", "or activate, deactivate"},
	{"DELETE " + fieldsOf + "/{key_or_id}", "fields:KEY", dropAction, "", "its key must be typed"},
	{"GET " + objectsPath + "/{custom_object_key}/limits/field_limit", "fields:KEY", menuAction, "limits", "used of allowed"},
}

var recordReach = []Reach{
	{"GET " + recordsPath, anyRecords, listAction, "", ""},
	{"POST " + recordsPath, anyRecords, newAction, "", ""},
	{"PATCH " + recordsPath + "?external_id={external_id}", anyRecords, "upsert", "", ""},
	{"PATCH " + recordsPath + "?name={name}", anyRecords, "upsert", "", "where names are unique"},
	{"DELETE " + recordsPath + "?external_id={external_id}", anyRecords, menuAction, "delete-by-external-id", ""},
	{"DELETE " + recordsPath + "?name={name}", anyRecords, menuAction, "delete-by-name", ""},
	{"GET " + recordsPath + "/autocomplete", anyRecords, findAction, "", "as you type"},
	{"GET " + recordsPath + "/count", anyRecords, listAction, "", "the total in the status bar"},
	{"GET " + recordsPath + "/search", anyRecords, findAction, "", "enter searches"},
	{"POST " + recordsPath + "/search", anyRecords, "filter", "", ""},
	{"GET " + recordPath, anyRecords, "refresh", "", "in the record, and before each change"},
	{"PATCH " + recordPath, anyRecords, sendAction, "", ""},
	{"DELETE " + recordPath, anyRecords, dropAction, "", ""},
	{"GET " + recordPath + "/events", anyRecords, "events", "", ""},
	{"GET " + recordPath + "/attachments", anyRecords, menuAction, "attachments", ""},
}

var jobReach = []Reach{
	{"POST " + objectsPath + "/{custom_object_key}/jobs", anyRecords, "bulk-edit", "", "bulk-delete and import as well"},
	{"GET /api/v2/job_statuses", "", "jobs", "", ""},
	{"GET /api/v2/job_statuses/show_many", "", "jobs", "", "those of this program"},
	{"GET /api/v2/job_statuses/{job_status_id}", anyRecords, "bulk-edit", "", "its progress"},
}

const oneRole = "/api/v2/custom_roles/{custom_role_id}"

var roleReach = []Reach{
	{"GET /api/v2/custom_roles", "roles", listAction, "", ""},
	{"POST /api/v2/custom_roles", "roles", "duplicate", "", "or new"},
	{"GET " + oneRole, "roles", "refresh", "", "in the role, and before each change"},
	{"PUT " + oneRole, "roles", sendAction, "", "the whole role with what changed"},
	{"DELETE " + oneRole, "roles", dropAction, "", "refused while somebody has it"},
}

const oneStatus = "/api/v2/custom_statuses/{custom_status_id}"

var statusReach = []Reach{
	{"GET /api/v2/custom_statuses", "statuses", listAction, "", "filtered with filter"},
	{"POST /api/v2/custom_statuses", "statuses", newAction, "", ""},
	{"PUT /api/v2/custom_status/default", "statuses", menuAction, "defaults", "make-default as well"},
	{"GET " + oneStatus, "statuses", "refresh", "", "in the status, and before each change"},
	{"PUT " + oneStatus, "statuses", sendAction, "", "or activate, deactivate"},
	{"DELETE " + oneStatus, "statuses", dropAction, "", ""},
}

const (
	oneContent  = "/api/v2/dynamic_content/items/{dynamic_content_item_id}"
	allVariants = oneContent + "/variants"
	oneVariant  = allVariants + "/{dynammic_content_variant_id}"
)

var contentReach = []Reach{
	{"GET /api/v2/dynamic_content/items", "dynamic-content", listAction, "", ""},
	{"POST /api/v2/dynamic_content/items", "dynamic-content", newAction, "", ""},
	{"GET /api/v2/dynamic_content/items/show_many", "dynamic-content", findAction, "", "for dc.greeting, dc.farewell"},
	{"GET " + oneContent, "dynamic-content", "refresh", "", "in the item, and before each change"},
	{"PUT " + oneContent, "dynamic-content", sendAction, "", "the name"},
	{"DELETE " + oneContent, "dynamic-content", dropAction, "", ""},
	{"GET " + allVariants, "dynamic-content", menuAction, "variants", ""},
	{"POST " + allVariants, "variants:ITEM", newAction, "", ""},
	{"POST " + allVariants + "/create_many", "dynamic-content", menuAction, "add-missing", "in variants as well"},
	{"PUT " + allVariants + "/update_many", "variants:ITEM", menuAction, "update-many", "make-default as well"},
	{"GET " + oneVariant, "variants:ITEM", "refresh", "", "in the variant, and before each change"},
	{"PUT " + oneVariant, "variants:ITEM", sendAction, "", ""},
	{"DELETE " + oneVariant, "variants:ITEM", dropAction, "", ""},
	{"GET /api/v2/locales", "dynamic-content", listAction, "", "the names of languages"},
}

const oneCard = "/api/v2/object_layouts/{object_type}/essentials_card"

var cardReach = []Reach{
	{"GET /api/v2/object_layouts/essentials_cards", "essentials-cards", listAction, "", ""},
	{"GET " + oneCard, "essentials-cards", menuAction, "fields", ""},
	{"PUT " + oneCard, "card:TYPE", newAction, "", "delete and the moves as well"},
	{"DELETE " + oneCard, "essentials-cards", menuAction, "reset", ""},
}

const memberPath = "/api/v2/group_memberships"

var membershipReach = []Reach{
	{"GET " + memberPath, "memberships", listAction, "", ""},
	{"POST " + memberPath, "memberships", newAction, "", ""},
	{"GET " + memberPath + "/assignable", "memberships", menuAction, "assignable", ""},
	{"POST " + memberPath + "/create_many", "memberships", menuAction, "add-people", "add-to-groups as well"},
	{"DELETE " + memberPath + "/destroy_many", "memberships", menuAction, "remove", ""},
	{"GET " + memberPath + "/{group_membership_id}", "memberships", "refresh", "", "in the membership"},
	{"DELETE " + memberPath + "/{group_membership_id}", "memberships", dropAction, "", ""},
	{"GET /api/v2/users/{user_id}/group_memberships", "memberships", menuAction, "of-user", ""},
	{"PUT /api/v2/users/{user_id}/group_memberships/{group_membership_id}/make_default", "memberships", menuAction, "make-default", ""},
	{"GET /api/v2/groups/{group_id}/memberships", "memberships", menuAction, "of-group", ""},
}

var nameReach = []Reach{
	{"GET /api/v2/users/me", "", "limits", "", "who is signed in"},
	{"GET /api/v2/users/show_many", anyRecords, listAction, "", "names of people"},
	{"GET /api/v2/users/autocomplete", anyRecords, "edit-field", "", "choosing a person"},
	{"GET /api/v2/users/{user_id}", "memberships", menuAction, "agent", ""},
	{"GET /api/v2/groups", "memberships", listAction, "", "names of groups"},
	{"GET /api/v2/groups/{group_id}", "memberships", menuAction, "make-default", "the name of the group"},
	{"GET /api/v2/organizations/show_many", anyRecords, listAction, "", "names of organizations"},
	{"GET /api/v2/organizations/autocomplete", anyRecords, "edit-field", "", "choosing an organization"},
	{"GET /api/v2/tickets/show_many", anyRecords, listAction, "", "subjects of tickets"},
	{"GET /api/v2/brands", anyRecords, listAction, "", "names of brands"},
	{"GET /api/v2/relationships/definitions/{target_type}", "fields:KEY", menuAction, "filter-conditions", ""},
	{"GET /api/v2/{target_type}/{target_id}/relationship_fields/{field_id}/{source_type}", anyRecords, "related", "", ""},
}
