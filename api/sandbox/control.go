package sandbox

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
)

// controlPrefix is where tests and people give the sandbox orders. Nothing
// there counts against the limit or stands in the journal.
const controlPrefix = "/_sandbox/"

// controlled answers the control endpoint to who has the account's token.
func (s *Server) controlled(r *http.Request, body []byte) *answer {
	if s.opts.Closed {
		return invalidEndpoint()
	}
	s.mu.RLock()
	_, known := s.identify(r)
	s.mu.RUnlock()
	if !known {
		return failure(http.StatusUnauthorized, "Couldn't authenticate you", "The control endpoint needs the account's token, as all others do")
	}
	return s.control(r, body)
}

// control answers the control endpoint:
//
//	GET    /_sandbox/faults    what is on order
//	PUT    /_sandbox/faults    replaces it: one Fault or an array of them
//	POST   /_sandbox/faults    adds to it
//	DELETE /_sandbox/faults    takes it back
//	GET    /_sandbox/journal   the last requests
//	DELETE /_sandbox/journal   forgets them
//	POST   /_sandbox/reset     the demo data as at the start; no faults, fresh limit
//	POST   /_sandbox/save      writes the state to the save file
//	POST   /_sandbox/index     makes every write visible to search now
func (s *Server) control(r *http.Request, body []byte) *answer {
	switch r.Method + " " + strings.TrimSuffix(strings.TrimPrefix(r.URL.Path, controlPrefix), "/") {
	case "GET faults":
		return ok(obj{{"faults", s.faults.list()}})
	case "PUT faults":
		s.ClearFaults()
		return s.orderFaults(body)
	case "POST faults":
		return s.orderFaults(body)
	case "DELETE faults":
		s.ClearFaults()
		return noContent()
	case "GET journal":
		return ok(obj{{"requests", s.Journal()}})
	case "DELETE journal":
		s.ResetJournal()
		return noContent()
	case "POST reset":
		s.Reset()
		return noContent()
	case "POST save":
		if err := s.Save(); err != nil {
			return failure(500, "SaveFailed", err.Error())
		}
		return noContent()
	case "POST index":
		s.AdvanceIndex()
		return noContent()
	}
	return invalidEndpoint()
}

func (s *Server) orderFaults(body []byte) *answer {
	var list []Fault
	if !bytes.HasPrefix(bytes.TrimSpace(body), []byte("[")) {
		body = append(append([]byte("["), body...), ']')
	}
	if err := json.Unmarshal(body, &list); err != nil {
		return failure(400, "InvalidFault", err.Error())
	}
	for _, f := range list {
		if err := s.Inject(f); err != nil {
			return failure(400, "InvalidFault", err.Error())
		}
	}
	return ok(obj{{"faults", s.faults.list()}})
}

// Reset puts the account back as New made it, without the save file's state,
// and forgets faults, journal and the limit's window.
func (s *Server) Reset() {
	s.mu.Lock()
	s.seed()
	s.mu.Unlock()
	s.ClearFaults()
	s.ResetJournal()
	s.limiter.forget()
	s.changes.forget()
}
