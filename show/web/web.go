// Package web is Heed in a browser: pages drawn on the server that read
// without script, a little script of our own on top, and nothing from outside.
package web

import (
	"net/http"
	"time"

	"github.com/heedhq/heed/app"
)

// Options are what the pages need besides the use cases.
type Options struct {
	Now    func() time.Time
	Random func([]byte)
	// Public is the address at which customers reach this server, without a
	// slash at its end; "": at the one that whoever asks used. Links to pages
	// shown back begin with it.
	Public string
	// Local says that only this machine reaches the server; unless Public names
	// another way in, pages shown back go as files.
	Local bool
	// Speech puts recordings without a transcript into words; nil: nobody does.
	Speech *SpeechService
}

// site serves every page.
type site struct {
	app   *app.App
	opt   Options
	pages *pages
	tries limiter
	desk  desk
	keys  keyring
	live  live
	heard pieceShelf
}

// New makes the handler of all pages.
func New(a *app.App, o Options) (http.Handler, error) {
	p, err := parsePages()
	if err != nil {
		return nil, err
	}
	s := &site{app: a, opt: o, pages: p}
	mux := http.NewServeMux()
	mux.Handle("GET /assets/", assets())
	mux.Handle("GET /favicon.ico", http.RedirectHandler("/assets/heed.svg", http.StatusMovedPermanently))
	s.routes(mux)
	all := http.NewServeMux()
	all.Handle("/p/", newShownBack(s))
	all.HandleFunc("GET /robots.txt", robots)
	all.Handle("/", secure(s.recovered(s.known(s.signedIn(mux)))))
	return all, nil
}

// routes is the map of the site.
func (s *site) routes(mux *http.ServeMux) {
	page := func(pattern string, f handler) { mux.Handle(pattern, s.handle(f)) }
	page("GET /{$}", s.start)
	page("GET /s/{study}", s.home)
	page("GET /s/{study}/live", s.changesLive)
	page("GET /s/{study}/personas", s.personas)
	page("GET /s/{study}/personas/{id}", s.persona)
	page("GET /s/{study}/maps", s.maps)
	page("GET /s/{study}/maps/{id}", s.empathyMap)
	page("GET /s/{study}/journey", s.journey)
	page("GET /s/{study}/themes", s.themes)
	page("GET /s/{study}/themes/{id}", s.theme)
	page("POST /s/{study}/themes/{id}", s.changeTheme)
	page("POST /s/{study}/personas/{id}", s.changePersona)
	page("POST /s/{study}/maps/{id}", s.assume)
	page("GET /s/{study}/ledger", s.ledger)
	page("GET /s/{study}/claims/{id}", s.claim)
	page("POST /s/{study}/claims/{id}", s.decide)
	page("POST /s/{study}/undo", s.undo)
	page("GET /s/{study}/report", s.report)
	page("GET /s/{study}/conversations", s.conversations)
	page("GET /s/{study}/conversations/{id}", s.conversation)
	page("GET /s/{study}/conversations/{id}/listening", s.listened)
	page("GET /s/{study}/conversations/{id}/recall", s.recall)
	page("POST /s/{study}/conversations/{id}/recall", s.recall)
	page("GET /s/{study}/listening", s.listeningOver)
	page("GET /s/{study}/people", s.people)
	page("GET /s/{study}/people/{id}", s.person)
	page("POST /s/{study}/people/{id}", s.changePerson)
	page("GET /s/{study}/reply", s.reply)
	page("POST /s/{study}/reply", s.reply)
	s.soundRoutes(page)
	s.researchRoutes(page)
	s.ownRoutes(page)
	s.practiceRoutes(page)
	page("GET /search", s.search)
	page("GET /bring", s.bring)
	page("POST /bring", s.bringIn)
	page("GET /bring/progress/{id}", s.working)
	page("GET /bring/progress/{id}/events", s.events)
	page("POST /bring/{import}/undo", s.undoImport)
	page("GET /sign-in", s.signPage)
	page("POST /sign-in", s.signIn)
	page("POST /sign-out", s.signOut)
	page("POST /look", s.choose)
	s.earnRoutes(page)
	s.changesRoutes(page)
	s.buyingRoutes(page)
	s.offersRoutes(page)
	s.beliefsRoutes(page)
	s.versionsRoutes(page)
}
