package web

func (s *site) ownRoutes(page func(string, handler)) {}
