package web

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/export/html"
	"github.com/heedhq/heed/show/look"
)

//go:embed pages/*.html pages/*.css pages/parts/*.html
var pageFiles embed.FS

//go:embed assets
var assetFiles embed.FS

// pages holds every page's templates in both languages: the layout, and the
// file named after the page.
type pages struct {
	sets map[heed.Language]map[string]*template.Template
}

func (p *pages) in(lang heed.Language, name string) *template.Template {
	return p.sets[look.In(lang).Lang][name]
}

func parsePages() (*pages, error) {
	names, err := fs.Glob(pageFiles, "pages/*.html")
	if err != nil {
		return nil, err
	}
	p := &pages{sets: map[heed.Language]map[string]*template.Template{}}
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		set := map[string]*template.Template{}
		for _, n := range names {
			name := strings.TrimSuffix(path.Base(n), ".html")
			if name == "layout" {
				continue
			}
			t := look.Templates(lang).Funcs(template.FuncMap{
				"percent":   percentOf,
				"sayClaims": func(args []any) template.HTML { return look.In(lang).HTML("front.claims", args...) },
			})
			if t, err = t.ParseFS(html.Parts(), "parts/*.html"); err != nil {
				return nil, err
			}
			t, err = t.ParseFS(pageFiles, "pages/parts/*.html", "pages/layout.html", n)
			if err != nil {
				return nil, fmt.Errorf("page %s: %w", name, err)
			}
			set[name] = t
		}
		p.sets[lang] = set
	}
	return p, nil
}

// page is what the layout needs, and the body of the page's own.
type page struct {
	Lang, Other heed.Language
	Theme       string
	Title       string
	Here        string // the nav entry that we are in
	Path        string // of the request, to come back to
	Study       *heed.Study
	Studies     []heed.Study
	Wide        bool
	Fragment    string // template for a swap in place
	Query       string
	Style       string // address of the style sheet
	Script      string
	Undo        int64 // the decision that was just made
	TakeBack    int64 // the entry of the journal that was just made
	Tools       *pageTools
	Columns     string // ids of a journey's stages, in the order of its columns
	Notice      string
	Account     string
	UnderWay    string // what is being brought up to date behind the page
	Stamp       string // of what the study's pages show, to notice what changes
	Body        any
}

func (s *site) page(r *http.Request, title string) page {
	v := whoLooks(r)
	p := page{
		Lang: v.Lang, Other: heed.Spanish, Theme: v.Theme, Title: title, Path: r.URL.RequestURI(),
		Style: stamped("heed.css"), Script: stamped("heed.js"), Query: r.URL.Query().Get("q"),
		Account: v.Account,
	}
	if v.Lang == heed.Spanish {
		p.Other = heed.English
	}
	q := r.URL.Query()
	if done := q.Get("done"); strings.HasPrefix(done, "web.") && look.Has(done) {
		p.Notice = look.In(v.Lang).Say(done)
		p.Undo, _ = strconv.ParseInt(q.Get("decision"), 10, 64) // 0: nothing to undo
		p.TakeBack, _ = strconv.ParseInt(q.Get("entry"), 10, 64)
	}
	return p
}

// studied is a page about one study.
type studied struct {
	page
	scene *look.Scene
}

// about opens the study that the address names, with the surroundings of the
// given claims.
func (s *site) about(r *http.Request, title, here string, claims ...string) (studied, error) {
	p := studied{page: s.page(r, "")}
	p.Title, p.Here = look.In(p.Lang).Say(title), here
	all, err := s.app.Studies(r.Context())
	if err != nil {
		return p, err
	}
	i := slices.IndexFunc(all, func(st heed.Study) bool { return st.ID == r.PathValue("study") })
	if i < 0 {
		return p, heed.Errorf(heed.CodeNotFound, "%s", look.In(p.Lang).Say("web.no_study", "name", r.PathValue("study")))
	}
	p.Study, p.Studies = &all[i], all
	rep, err := s.app.Shown(r.Context(), p.Study.ID, claims...)
	if err != nil {
		return p, err
	}
	p.Stamp = rep.Stamp
	if p.UnderWay, err = s.underWay(r, p.Study.ID); err != nil {
		return p, err
	}
	p.scene = look.NewScene(p.Lang, &rep, s.link(p.Study.ID))
	return p, nil
}

// report returns the study's report that the scene draws.
func (p *studied) report() *app.StudyReport { return p.scene.Study }

// link gives things their addresses.
func (s *site) link(study string) look.Link {
	return func(kind, id string) string {
		base := "/s/" + study
		switch kind {
		case "claim":
			return base + "/claims/" + id
		case "persona":
			return base + "/personas/" + id
		case "map":
			return base + "/maps/" + id
		case "theme":
			return base + "/themes/" + id
		case "silent":
			return base + "/ledger#silent"
		case "quote":
			conversation, at, _ := strings.Cut(id, "#")
			turn, err := strconv.Atoi(at)
			if err != nil {
				return ""
			}
			return base + "/conversations/" + conversation + turnAddress(turn-1)
		}
		return ""
	}
}

// sheet is the style of every page: tokens, components, then each page's own.
var sheet = sync.OnceValue(func() []byte {
	var b strings.Builder
	b.WriteString(look.CSS("/assets/fonts"))
	b.WriteString(html.Style())
	names, _ := fs.Glob(pageFiles, "pages/*.css")
	for _, n := range names {
		data, err := pageFiles.ReadFile(n)
		if err != nil {
			panic(err) // the file is embedded above
		}
		b.Write(data)
	}
	return []byte(b.String())
})

var script = sync.OnceValue(func() []byte {
	names, _ := fs.Glob(assetFiles, "assets/*.js")
	// htmx and what the others call come first
	first := []string{"assets/htmx.min.js", "assets/act.js"}
	rank := func(name string) int {
		if i := slices.Index(first, name); i >= 0 {
			return i
		}
		return len(first)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b)) })
	var b strings.Builder
	for _, n := range names {
		data, err := assetFiles.ReadFile(n)
		if err != nil {
			panic(err) // the file is embedded above
		}
		b.Write(data)
		b.WriteString("\n;\n")
	}
	return []byte(b.String())
})

// stamped returns an asset's address with a stamp of its content, so that it
// can be kept for ever.
func stamped(name string) string {
	data := sheet()
	if name == "heed.js" {
		data = script()
	}
	sum := sha256.Sum256(data)
	return "/assets/" + name + "?v=" + hex.EncodeToString(sum[:6])
}

// assets serves the style sheet, the script and the fonts.
func assets() http.Handler {
	mux := http.NewServeMux()
	bytesOf := func(kind string, data func() []byte) http.HandlerFunc {
		packed := sync.OnceValue(func() []byte {
			var b bytes.Buffer
			if err := pack(&b, data()); err != nil {
				panic(err) // a buffer takes everything
			}
			return b.Bytes()
		})
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Header().Set("Vary", "Accept-Encoding")
			body := data()
			if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
				w.Header().Set("Content-Encoding", "gzip")
				body = packed()
			}
			_, _ = w.Write(body) // the browser has gone
		}
	}
	mux.HandleFunc("GET /assets/heed.css", bytesOf("text/css; charset=utf-8", sheet))
	mux.HandleFunc("GET /assets/heed.js", bytesOf("text/javascript; charset=utf-8", script))
	mux.HandleFunc("GET /assets/heed.svg", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "image/svg+xml")
		http.ServeFileFS(w, r, assetFiles, "assets/heed.svg")
	})
	mux.Handle("GET /assets/fonts/", http.StripPrefix("/assets/fonts/", http.FileServerFS(look.Fonts())))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		mux.ServeHTTP(w, r)
	})
}

// percentOf writes a place on a ribbon, in thousandths, as a share of its width.
func percentOf(thousandths string) string {
	v, err := strconv.ParseFloat(thousandths, 64)
	if err != nil {
		return "0%"
	}
	return strconv.FormatFloat(v/10, 'f', 2, 64) + "%"
}
