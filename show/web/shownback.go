package web

import (
	"bytes"
	"log/slog"
	"net"
	"net/http"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/playback"
)

// Limits of pages shown back, for each address and minute.
const (
	mostLooks    = 60
	mostWrong    = 10      // links that open nothing
	largestReply = 1 << 17 // bytes of one form
)

// shownBack is the door for participants: pages at /p/ID/KEY, for whoever has
// the link, without account and cookies. It stands apart from the workspace:
// the address is never logged, and whatever is wrong looks the same.
type shownBack struct {
	*site
	looks, wrong limiter
}

func newShownBack(s *site) http.Handler {
	d := &shownBack{site: s, looks: limiter{most: mostLooks}, wrong: limiter{most: mostWrong}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /p/{id}/{key}", d.show)
	mux.HandleFunc("POST /p/{id}/{key}", d.answer)
	mux.HandleFunc("/p/", func(w http.ResponseWriter, _ *http.Request) { d.short(w, http.StatusNotFound, playback.Gone, "") })
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", playback.Policy(true)+"; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Robots-Tag", "noindex, nofollow, noarchive, nosnippet")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "private, no-store")
		defer func() {
			if what := recover(); what != nil {
				slog.Error("a page shown back failed", "what", what) // not its address, which is its key
				d.short(w, http.StatusInternalServerError, playback.Faulty, "")
			}
		}()
		now := d.opt.Now()
		if !d.looks.allow(asker(r), now) || !d.wrong.may(asker(r), now) {
			h.Set("Retry-After", "60")
			d.short(w, http.StatusTooManyRequests, playback.Often, "")
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// open returns the page of a link, or answers that there is none.
func (d *shownBack) open(w http.ResponseWriter, r *http.Request) (p app.Playback, ok bool) {
	p, err := d.app.OpenPlayback(r.Context(), r.PathValue("id"), r.PathValue("key"))
	if err == nil {
		return p, true
	}
	d.refuse(w, r, err)
	return p, false
}

// refuse answers what failed without saying more than whoever asks may know.
func (d *shownBack) refuse(w http.ResponseWriter, r *http.Request, err error) {
	switch heed.ErrorCode(err) {
	case heed.CodeNotFound:
		d.wrong.allow(asker(r), d.opt.Now())
		d.short(w, http.StatusNotFound, playback.Gone, "")
	case heed.CodeInvalid, heed.CodeTooLarge:
		d.short(w, http.StatusUnprocessableEntity, playback.Unread, "")
	default:
		slog.Error("a page shown back failed", "error", err)
		d.short(w, http.StatusInternalServerError, playback.Faulty, "")
	}
}

func (d *shownBack) show(w http.ResponseWriter, r *http.Request) {
	p, ok := d.open(w, r)
	if !ok {
		return
	}
	given, err := d.app.AnsweredOn(r.Context(), p)
	if err != nil {
		d.refuse(w, r, err)
		return
	}
	recorded, err := d.app.Recorded(r.Context(), p.Participant)
	if err != nil {
		d.refuse(w, r, err)
		return
	}
	d.write(w, http.StatusOK, func(b *bytes.Buffer) error {
		return playback.Write(b, p, playback.Options{
			Recorded: recorded,
			Action:   "/p/" + p.ID + "/" + r.PathValue("key"), Given: &given, Sent: r.URL.Query().Has("sent") && !p.Answered.IsZero(),
		})
	})
}

// answer takes the form in. No cookie authorises it, so that no other site can
// borrow one; the link does.
func (d *shownBack) answer(w http.ResponseWriter, r *http.Request) {
	p, ok := d.open(w, r)
	if !ok {
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, largestReply)
	if err := r.ParseForm(); err != nil {
		d.short(w, http.StatusUnprocessableEntity, playback.Unread, p.Language)
		return
	}
	reply := playback.FromForm(r.PostForm, len(p.Claims))
	reply.Page, reply.Key, reply.Whole = p.ID, r.PathValue("key"), true
	out, err := d.app.AnswerPlayback(r.Context(), reply, app.ByKey)
	switch {
	case out.Forgotten != nil && out.Forgotten.Participant != "":
		if err != nil { // it is deleted; what is left is to put the files in order
			slog.Warn("erased, and not yet scrubbed from the database's files", "error", err)
		}
		d.short(w, http.StatusOK, playback.Forgotten, p.Language)
	case err != nil:
		d.refuse(w, r, err)
	default:
		if out.Unscrubbed != "" {
			slog.Warn("withdrawn, and not yet scrubbed from the database's files", "why", out.Unscrubbed)
		}
		http.Redirect(w, r, "/p/"+p.ID+"/"+r.PathValue("key")+"?sent", http.StatusSeeOther)
	}
}

func (d *shownBack) short(w http.ResponseWriter, status int, what string, lang heed.Language) {
	d.write(w, status, func(b *bytes.Buffer) error { return playback.WriteShort(b, what, lang) })
}

// write sends a page whole or not at all.
func (d *shownBack) write(w http.ResponseWriter, status int, f func(*bytes.Buffer) error) {
	var b bytes.Buffer
	if err := f(&b); err != nil {
		slog.Error("a page shown back failed", "error", err)
		http.Error(w, "500", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the reader has gone
}

// asker is who asks, for counting: the address, or what the nearest proxy on
// this machine says it is.
func asker(r *http.Request) string {
	host := address(r)
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return host
	}
	if by := r.Header.Values("X-Forwarded-For"); len(by) > 0 {
		last := by[len(by)-1]
		if i := strings.LastIndexByte(last, ','); i >= 0 {
			last = last[i+1:]
		}
		if ip := net.ParseIP(strings.TrimSpace(last)); ip != nil {
			return ip.String()
		}
	}
	return host
}

// robots asks search engines to leave the whole server alone.
func robots(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("User-agent: *\nDisallow: /\n"))
}
