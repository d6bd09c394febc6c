package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/web"
)

type serveCmd struct {
	Addr   string `default:"127.0.0.1:8420" help:"Address to listen on."`
	NoOpen bool   `help:"Do not open a browser."`
}

// Run serves the workspace until it is stopped.
func (c *serveCmd) Run(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	return s.serve(ctx, a, c.Addr, c.NoOpen)
}

type demoCmd struct {
	Addr   string `default:"127.0.0.1:8420" help:"Address to listen on."`
	NoOpen bool   `help:"Do not open a browser."`
}

// Run makes a workspace of the sample conversations in a temporary folder and
// serves it until it is stopped; then the folder is removed.
func (c *demoCmd) Run(ctx context.Context, s *session) (err error) {
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
	progress.Close()
	if err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "sample workspace: %d conversations in %d files; everything in it is invented\n", sum.Conversations, sum.Read)
	return s.serve(ctx, a, c.Addr, c.NoOpen)
}

// serve listens on addr until ctx is done.
func (s *session) serve(ctx context.Context, a *app.App, addr string, noOpen bool) error {
	if err := allowed(ctx, a, addr); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return heed.WrapError(heed.CodeUnavailable, err, "%s cannot be listened on; is Heed running already? choose another with --addr", addr)
	}
	handler, err := web.New(a, web.Options{Now: s.Now, Random: s.Random})
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	url := "http://" + listener.Addr().String() + "/"
	fmt.Fprintf(s.Out, "listening on %s (Ctrl-C stops)\n", url)
	if !noOpen {
		openBrowser(url)
	}
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

// allowed refuses to listen beyond this machine while nobody needs to sign in.
func allowed(ctx context.Context, a *app.App, addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return heed.Errorf(heed.CodeInvalid, "%q is not an address like 127.0.0.1:8420", addr)
	}
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	protected, err := a.SignInRequired(ctx)
	if err != nil || protected {
		return err
	}
	return heed.Errorf(heed.CodeForbidden,
		"%s can be reached from other machines, and nobody has a password yet; set one with heed passwd, or listen on 127.0.0.1", addr)
}

// openBrowser tries; a machine without one loses nothing.
func openBrowser(url string) {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	cmd := exec.Command(name, args...)
	if cmd.Start() == nil {
		go func() { _ = cmd.Wait() }()
	}
}
