package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// policy lets a page load from this server alone and run no script written
// into it.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; media-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// secure sets what every answer carries and refuses writes from other sites.
func secure(next http.Handler) http.Handler {
	guarded := http.NewCrossOriginProtection().Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		guarded.ServeHTTP(w, r)
	})
}

// recovered turns a panic into a page that gives nothing away.
func (s *site) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			what := recover()
			if err, ok := what.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(what) // the server's own way to end an answer
			}
			if what != nil {
				slog.Error("page failed", "path", r.URL.Path, "what", what)
				s.fail(w, r, heed.Errorf(heed.CodeInternal, "something went wrong inside Heed"))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// visitor is who looks: in which language and light.
type visitor struct {
	Lang  heed.Language
	Theme string // light, dark or "" for the system's
	// Account is the name of who signed in; "" on a laptop of one.
	Account string
}

type visitorKey struct{}

// known finds the visitor's language and light: chosen, else the browser's.
func (s *site) known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := visitor{Lang: preferred(r.Header.Get("Accept-Language"))}
		if c, err := r.Cookie("lang"); err == nil && (c.Value == "en" || c.Value == "es") {
			v.Lang = heed.Language(c.Value)
		}
		if l := r.URL.Query().Get("lang"); l == "en" || l == "es" {
			v.Lang = heed.Language(l)
		}
		if c, err := r.Cookie("theme"); err == nil && (c.Value == "light" || c.Value == "dark") {
			v.Theme = c.Value
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), visitorKey{}, v)))
	})
}

func whoLooks(r *http.Request) visitor {
	v, _ := r.Context().Value(visitorKey{}).(visitor)
	return v
}

// preferred takes the first of English and Spanish that the browser names.
func preferred(accept string) heed.Language {
	for part := range strings.SplitSeq(strings.ToLower(accept), ",") {
		switch tag := strings.TrimSpace(part); {
		case strings.HasPrefix(tag, "es"):
			return heed.Spanish
		case strings.HasPrefix(tag, "en"):
			return heed.English
		}
	}
	return heed.English
}

// handler answers a request; what it returns is shown as a page of its own.
type handler func(w http.ResponseWriter, r *http.Request) error

func (s *site) handle(f handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := f(w, r); err != nil && r.Context().Err() == nil {
			s.fail(w, r, err)
		}
	})
}

// statuses maps codes to HTTP.
var statuses = map[heed.Code]int{
	heed.CodeInvalid: http.StatusUnprocessableEntity, heed.CodeNotFound: http.StatusNotFound,
	heed.CodeConflict: http.StatusConflict, heed.CodeForbidden: http.StatusForbidden,
	heed.CodeUnsupported: http.StatusUnsupportedMediaType, heed.CodeTooLarge: http.StatusRequestEntityTooLarge,
	heed.CodeUnavailable: http.StatusServiceUnavailable, heed.CodeInternal: http.StatusInternalServerError,
}

// fail shows what went wrong, where, and what was not touched.
func (s *site) fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, app.ErrUnderWay) && r.Method == http.MethodGet {
		if err = s.waits(w, r); err == nil {
			return
		}
	}
	code := heed.ErrorCode(err)
	status := statuses[code]
	if status == 0 {
		status = http.StatusInternalServerError
	}
	if status >= 500 {
		slog.Error("request failed", "path", r.URL.Path, "error", err)
	}
	p := s.page(r, look.In(whoLooks(r).Lang).Say("web.failed"))
	if all, err := s.app.Studies(r.Context()); err == nil { // without them there is no way around
		p.amid(r, all)
	}
	p.Body = failure{Message: heed.ErrorMessage(err), NotFound: code == heed.CodeNotFound}
	if err := s.render(w, r, status, "failed", p); err != nil {
		slog.Error("the page that says so failed too", "error", err)
	}
}

type failure struct {
	Message  string
	NotFound bool
}

// render writes a page whole or not at all.
func (s *site) render(w http.ResponseWriter, r *http.Request, status int, name string, p page) error {
	t := s.pages.in(p.Lang, name)
	if t == nil {
		return errors.New("there is no page " + name)
	}
	var b bytes.Buffer
	entry := "layout"
	if r.Header.Get("HX-Request") == "true" && p.Fragment != "" {
		entry = p.Fragment
	}
	if err := t.ExecuteTemplate(&b, entry, p); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "private, no-store")
	h.Set("Vary", "HX-Request, Cookie, Accept-Language, Accept-Encoding")
	if b.Len() >= packFrom && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		w.WriteHeader(status)
		return pack(w, b.Bytes())
	}
	w.WriteHeader(status)
	_, err := w.Write(b.Bytes())
	return err
}

// packFrom is the size from which a page is compressed, in bytes.
const packFrom = 2 << 10

var packers = sync.Pool{New: func() any {
	z, err := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	if err != nil {
		panic(err) // the level is one of the package's own
	}
	return z
}}

func pack(w io.Writer, data []byte) error {
	z := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	z.Reset(w)
	if _, err := z.Write(data); err != nil {
		return err
	}
	return z.Close()
}
