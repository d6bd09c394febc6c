package web

import (
	"cmp"
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// sessionCookie holds the token of a session.
const sessionCookie = "heed"

// signedIn lets nobody see a page of a workspace with accounts who has not
// signed in. Style, script and fonts are free.
func (s *site) signedIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/assets/") || r.URL.Path == "/sign-in" || r.URL.Path == "/favicon.ico" || r.URL.Path == "/look" {
			next.ServeHTTP(w, r)
			return
		}
		required, err := s.app.SignInRequired(r.Context())
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if !required {
			if !thisMachine(r.Host) {
				p := s.page(r, look.In(whoLooks(r).Lang).Say("web.failed"))
				p.Path, p.Body = "/", failure{Message: look.In(whoLooks(r).Lang).Say("web.host")}
				if err := s.render(w, r, http.StatusMisdirectedRequest, "failed", p); err != nil {
					slog.Error("a page could not be drawn", "error", err)
				}
				return
			}
			next.ServeHTTP(w, r)
			return
		}
		v := whoLooks(r)
		if c, err := r.Cookie(sessionCookie); err == nil {
			v.Account, err = s.app.SignedIn(r.Context(), c.Value)
			if err != nil && heed.ErrorCode(err) != heed.CodeNotFound {
				s.fail(w, r, err)
				return
			}
		}
		if v.Account == "" {
			if r.Method != http.MethodGet || r.Header.Get("HX-Request") != "" {
				s.fail(w, r, heed.Errorf(heed.CodeForbidden, "%s", look.In(v.Lang).Say("web.sign.title")))
				return
			}
			http.Redirect(w, r, "/sign-in?back="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), visitorKey{}, v)))
	})
}

// thisMachine reports whether an address that a browser asked for is a name of
// the machine itself. Another name that leads here is that of a site which
// points its own name at this machine to read what needs no password.
func thisMachine(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.Trim(hostport, "[]")
	}
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// signPage is the door.
type signPage struct{ Back, Name, Problem string }

func (s *site) signPage(w http.ResponseWriter, r *http.Request) error {
	return s.door(w, r, http.StatusOK, signPage{Back: r.URL.Query().Get("back")})
}

func (s *site) door(w http.ResponseWriter, r *http.Request, status int, body signPage) error {
	p := s.page(r, look.In(whoLooks(r).Lang).Say("web.sign.title"))
	p.Path, p.Body = "/sign-in", body
	return s.render(w, r, status, "sign", p)
}

func (s *site) signIn(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<16)
	words := look.In(whoLooks(r).Lang)
	body := signPage{Back: r.PostFormValue("back"), Name: r.PostFormValue("name")}
	if !s.tries.allow(address(r), s.opt.Now()) {
		body.Problem = words.Say("web.sign.often")
		return s.door(w, r, http.StatusTooManyRequests, body)
	}
	token, expires, err := s.app.SignIn(r.Context(), body.Name, r.PostFormValue("password"))
	if heed.ErrorCode(err) == heed.CodeForbidden {
		body.Problem = heed.ErrorMessage(err)
		return s.door(w, r, http.StatusForbidden, body)
	}
	if err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{
		Name: sessionCookie, Value: token, Path: "/", Expires: expires, HttpOnly: true,
		Secure: r.TLS != nil, SameSite: http.SameSiteLaxMode,
	})
	http.Redirect(w, r, within(body.Back), http.StatusSeeOther)
	return nil
}

func (s *site) signOut(w http.ResponseWriter, r *http.Request) error {
	if c, err := r.Cookie(sessionCookie); err == nil {
		if err := s.app.SignOut(r.Context(), c.Value); err != nil {
			return err
		}
	}
	http.SetCookie(w, &http.Cookie{Name: sessionCookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
	return nil
}

// within keeps an address to come back to on this site.
func within(back string) string {
	u, err := url.Parse(back)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(back, "/") || strings.HasPrefix(back, "//") || strings.HasPrefix(back, `/\`) {
		return "/"
	}
	return back
}

// address is who asks, without the port.
func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

const (
	mostTries   = 10
	triesWithin = time.Minute
	mostKnown   = 4096 // addresses kept at once
)

// limiter counts tries of each address within the last minute.
type limiter struct {
	mu    sync.Mutex
	most  int // 0: mostTries
	since map[string][]time.Time
}

// may reports whether who has tries left, without using one.
func (l *limiter) may(who string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.within(who, now)) < cmp.Or(l.most, mostTries)
}

func (l *limiter) within(who string, now time.Time) (kept []time.Time) {
	for _, t := range l.since[who] {
		if now.Sub(t) < triesWithin {
			kept = append(kept, t)
		}
	}
	return kept
}

// allow uses one try of who, and reports whether there was one left.
func (l *limiter) allow(who string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.since == nil || len(l.since) > mostKnown {
		l.since = map[string][]time.Time{}
	}
	kept := l.within(who, now)
	if len(kept) >= cmp.Or(l.most, mostTries) {
		l.since[who] = kept
		return false
	}
	l.since[who] = append(kept, now)
	return true
}
