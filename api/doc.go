// Package api is the Zendesk REST API around custom objects, typed: one file
// for each family of endpoints, one method on [Client] for each operation.
//
// Every method takes a context and gives back the value, a [Response] that is
// never nil (its Status is 0 when no answer came) and an error that is always
// an [*Error] unless it is nil. Lists come as a [Page]; [Pages] and [Items]
// walk over them.
//
// What the service sends is read liberally: ids as numbers or strings, both
// forms of dates, links as an object or a list, errors in any envelope. What
// is sent is exact: a key that was not given is not sent, null is sent as
// null, digits stay as they were ([Value]).
//
// The package imports no other package of zco, and nothing of the screen.
// The one rule a newcomer would break: a write whose answer never came is not
// sent again. It is reported ([IsUnknownOutcome]) and the caller reads the
// record to see whether it took.
package api
