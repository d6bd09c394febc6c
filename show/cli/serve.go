package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/web"
)

type serveCmd struct {
	Addr   string `default:"127.0.0.1:8420" help:"Address to listen on."`
	NoOpen bool   `help:"Do not open a browser."`
	Public string `placeholder:"URL" help:"Address at which customers reach this server, for links to pages shown back; without it, a server on this machine alone sends them as files."`

	SpeechURL   string `name:"stt-url" env:"HEED_STT_URL" placeholder:"URL" help:"A service that speaks /v1/audio/transcriptions: recordings brought in without a transcript are sent there."`
	SpeechKey   string `name:"stt-key" env:"HEED_STT_KEY" help:"Key of that service."`
	SpeechModel string `name:"stt-model" env:"HEED_STT_MODEL" default:"whisper-1" help:"Model of that service."`
}

// Run serves the workspace until it is stopped.
func (c *serveCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	var speech *web.SpeechService
	if c.SpeechURL != "" {
		speech = &web.SpeechService{Speech: s.Speech(c.SpeechURL, c.SpeechKey, c.SpeechModel), URL: c.SpeechURL}
	}
	return s.serve(ctx, a, c.Addr, c.Public, c.NoOpen, speech)
}

type demoCmd struct {
	Addr   string `default:"127.0.0.1:8420" help:"Address to listen on."`
	NoOpen bool   `help:"Do not open a browser."`
}

// Run makes a workspace of the sample conversations in a temporary folder and
// serves it until it is stopped; then the folder is removed.
func (c *demoCmd) Run(ctx context.Context, s *session) (err error) {
	if s.db != defaultDB && s.db != os.Getenv("HEED_DB") {
		return heed.Errorf(heed.CodeInvalid, "heed demo uses no --db: its sample lives in a temporary folder that goes when it stops; leave --db out, or open your own workspace with heed serve --db %s", s.db)
	}
	dir, err := os.MkdirTemp("", "heed-demo-")
	if err != nil {
		return heed.WrapError(heed.CodeUnavailable, err, "no temporary folder could be made")
	}
	defer func() {
		if rmErr := os.RemoveAll(dir); err == nil {
			err = rmErr
		}
	}()
	s.db = filepath.Join(dir, "sample.db")
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	progress := s.progress()
	sum, err := a.ImportSample(ctx, progress)
	if err == nil {
		err = a.LiveSample(ctx)
	}
	progress.Close()
	if err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "sample workspace: %d conversations in %d files; everything in it is invented\n", sum.Conversations, sum.Read)
	return s.serve(ctx, a, c.Addr, "", c.NoOpen, nil)
}

// serve listens on addr until ctx is done.
func (s *session) serve(ctx context.Context, a *app.App, addr, public string, noOpen bool, speech *web.SpeechService) error {
	public, err := publicAddress(public)
	if err != nil {
		return err
	}
	local, err := allowed(ctx, a, addr, public)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return heed.WrapError(heed.CodeUnavailable, err, "%s cannot be listened on; is Heed running already? choose another with --addr", addr)
	}
	handler, err := web.New(a, web.Options{Now: s.Now, Random: s.Random, Public: public, Local: local, Speech: speech})
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	at := "http://" + listener.Addr().String() + "/"
	fmt.Fprintf(s.Out, "listening on %s (Ctrl-C stops)\n", at)
	if !noOpen {
		openBrowser(at)
	}
	working, stop := context.WithCancel(ctx)
	wait := s.work(working, a)
	defer wait()
	defer stop()
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(grace); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

// publicAddress checks the address that customers are given.
func publicAddress(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", heed.Errorf(heed.CodeInvalid, "--public %q is not an address like https://heed.example.com", s)
	}
	return strings.TrimSuffix(s, "/"), nil
}

// allowed refuses to listen beyond this machine while nobody needs to sign in.
// It reports whether nobody but this machine reaches the address.
func allowed(ctx context.Context, a *app.App, addr, public string) (local bool, err error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false, heed.Errorf(heed.CodeInvalid, "%q is not an address like 127.0.0.1:8420", addr)
	}
	ip := net.ParseIP(host)
	local = host == "localhost" || ip != nil && ip.IsLoopback()
	if local && public == "" {
		return true, nil
	}
	protected, err := a.SignInRequired(ctx)
	if err != nil || protected {
		return local, err
	}
	if local {
		return true, heed.Errorf(heed.CodeForbidden,
			"customers are to reach this server at %s, and nobody has a password yet; set one with heed passwd first", public)
	}
	return false, heed.Errorf(heed.CodeForbidden,
		"%s can be reached from other machines, and nobody has a password yet; set one with heed passwd, or listen on 127.0.0.1", addr)
}

// openBrowser tries; a machine without one loses nothing.
func openBrowser(at string) {
	name, args := "xdg-open", []string{at}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", at}
	}
	cmd := exec.Command(name, args...)
	if cmd.Start() == nil {
		go func() { _ = cmd.Wait() }()
	}
}
