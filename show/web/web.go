// Package web is Heed in a browser.
package web

import (
	"net/http"
	"strings"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/export/html"
)

// Options are what the pages need besides the use cases.
type Options struct {
	Now    func() time.Time
	Random func([]byte)
}

// New makes the handler of all pages.
func New(a *app.App, _ Options) (http.Handler, error) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		rep, err := a.Report(r.Context(), app.ReportRequest{Study: r.URL.Query().Get("study")}, nil)
		if err != nil {
			http.Error(w, heed.ErrorMessage(err), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_ = html.Report(w, rep, html.Options{Lang: language(r)}) // the browser has gone
	})
	return mux, nil
}

func language(r *http.Request) heed.Language {
	if l := heed.Language(r.URL.Query().Get("lang")); l == heed.English || l == heed.Spanish {
		return l
	}
	if strings.HasPrefix(strings.ToLower(r.Header.Get("Accept-Language")), "es") {
		return heed.Spanish
	}
	return heed.English
}
