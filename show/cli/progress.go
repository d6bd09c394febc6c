package cli

import (
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// bar draws progress on a terminal and keeps quiet elsewhere.
type bar struct {
	out  *os.File
	what string
	bar  *progressbar.ProgressBar
}

// progress returns a bar on standard error, nil where nobody watches.
func (s *session) progress() *bar {
	f, ok := s.Err.(*os.File)
	if s.quiet || !ok || !term.IsTerminal(int(f.Fd())) {
		return &bar{}
	}
	return &bar{out: f}
}

// Step implements app.Progress.
func (b *bar) Step(what string, done, total int) {
	if b.out == nil {
		return
	}
	if b.bar == nil || b.what != what {
		b.Close()
		b.what = what
		b.bar = progressbar.NewOptions(max(total, -1),
			progressbar.OptionSetWriter(b.out),
			progressbar.OptionSetDescription(what),
			progressbar.OptionShowCount(),
			progressbar.OptionThrottle(80*time.Millisecond),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionSetWidth(30),
		)
	}
	if total > 0 && b.bar.GetMax() != total {
		b.bar.ChangeMax(total)
	}
	_ = b.bar.Set(done) // a bar that cannot be drawn is no fault of the work
}

// Close takes the bar off the screen.
func (b *bar) Close() {
	if b.bar != nil {
		_ = b.bar.Clear()
		b.bar = nil
	}
}
