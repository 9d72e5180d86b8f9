package sandbox

func (s *Server) createMemberships(*request) *answer  { return invalidEndpoint() }
func (s *Server) destroyMemberships(*request) *answer { return invalidEndpoint() }
