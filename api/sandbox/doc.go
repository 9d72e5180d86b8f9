// Package sandbox is an embedded Zendesk: an http.Handler over a store that
// answers as the custom data API answers, bodies, statuses, headers and
// mistakes included. It serves the demo, the tests and anyone who writes a
// client against this API and has no account at hand.
//
// It never imports zco/api. The client and this server must agree through the
// wire only, so that a misspelt property fails a test instead of agreeing with
// itself.
//
// The one rule: a handler runs with the server's lock held (shared for GET,
// exclusive for the rest), so it never waits, never writes to the network and
// never calls another handler; it returns an answer that is sent after the
// lock is gone.
//
// # Size
//
// The demo's records are derived from their ordinal: id, name, times and every
// field are arithmetic, and can be turned back into the ordinal. Only what a
// client makes, changes or deletes is kept. Fifty million records therefore
// start in milliseconds, and a page at any depth costs what the first one
// costs.
//
// Search looks at derived records newest first and stops after a million of
// them, so on larger objects relevance is relevance among the newest million,
// found numbers (00001234) from the rest are added, and counts of matches are
// estimates. With a sort it looks at every record until the page is full;
// rare words in fifty million records take a second. Up to a million records
// everything is exact.
//
// # Faults on order
//
// Whoever listens takes orders under /_sandbox/ with the account's credentials:
// PUT, POST and DELETE /_sandbox/faults (see [Fault] for the body, and [RecordedFaults] for answers that others got), GET and
// DELETE /_sandbox/journal for the requests that came, POST /_sandbox/reset,
// /_sandbox/save and /_sandbox/index, which makes all writes visible to search.
//
// # Choices where the reference leaves room
//
//   - page[size] above 100, or below 1, is a 400, not a smaller page.
//   - The slips of the vendor's page work as the page says: page[size]=10sort=id
//     without its &, and .json behind the external id or name of a deletion.
//   - Unknown keys in custom_object_fields are ignored with a warning header.
//   - PATCH with ?external_id= or ?name= answers 200 also when it creates.
//   - currency values are numbers, or objects with Options.CurrencyObjects.
//     Both are accepted.
//   - Lookup values are strings, those of users, organizations and tickets too.
//   - Without a sort the count of a search is at most 10,000, as are its rows.
//   - $contains on texts is a part of the text whatever its case; $eq is
//     exact. The negative operators match records without a value.
//   - Counts above 100,000 are taken once a day at midnight UTC.
//   - Fuzzy search forgives one slip in words of four letters or more without
//     digits. Han and Hiragana are searched character by character.
//   - A job moves on when it is asked for: queued, then working with half of
//     its items done, then completed. With Options.JobDelay it moves with the
//     clock. One that nobody asks for is done after a minute.
//   - Refreshing an OAuth token ends the old access token with the old refresh
//     token. POST .../records/search needs the scope read, not write. Which
//     resource scope covers roles, statuses, locales and cards is a guess; read
//     and write are sure. A failed trade uses its code up.
//   - Names of fields on essentials cards read
//     zen:custom_object:KEY:field:custom:FIELD, and the field's id stands
//     beside them. PUT takes names, ids or objects with either.
//   - The service's own roles (agents' light, contributor, admins') cannot be
//     changed. Of new statuses the end users' label is the agents' unless said.
//   - Custom roles may do everything with the records of an object until a
//     policy says less, though the real service gives them nothing; end users
//     may nothing. An access rule that a policy names cannot be deleted.
//   - A position that another trigger has is refused. Of a trigger's conditions
//     and actions those that were not sent beside the others are cleared.
//     What is called update_type and current_user in the definitions of
//     triggers, and the fields of deletion schedules, are guesses.
//   - Only the duplicate and blank names of dynamic content are told in the
//     language of whoever asks (Accept-Language, else the user's).
//
// # What is not imitated
//
//   - Signing in at the authorize page: whoever sees it chooses who they are.
//     OAuth clients cannot be made or changed: zco is public and takes any
//     http://127.0.0.1 address, zco-service is confidential with the secret
//     sandbox-secret.
//
//   - What roles permit beyond roles, dynamic content and group memberships;
//     taking tickets from those who leave a group.
//
//   - Dynamic content in the names of options; ui paths and permission
//     metadata; the values of articles.
//
//   - What object triggers do and deletion schedules delete: both are kept and
//     never run. Lists of records are not narrowed by access rules; single
//     records are held against them. One object of the demo is closed even to
//     the administrator.
//
//   - Photos of records beyond those of the demo's stores: none can be sent.
//     Cascading permissions, webhooks, legacy objects.
//
//   - Users, organizations, groups and tickets beyond what lookups need.
//
//   - Ruby's regular expressions beyond what Go's can do: such a pattern
//     accepts everything. Dates and numbers beyond JSON's.
//
//   - The name order of the real index: names sort by code point.
//
//   - Delays between a delete and its children's; they go at once.
//
//   - Search by end users, which an admin has to allow first.
//
//   - Limits by endpoint and by concurrency; gzip; HTTP/2; 304 answers.
//
//   - Content types of requests are not looked at.
package sandbox
