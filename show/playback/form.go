package playback

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// FromForm reads the form of a page with n claims. Browsers end lines with
// CR LF; they are kept as LF.
func FromForm(f url.Values, n int) app.PlaybackReply {
	text := func(name string) string {
		return strings.TrimSpace(strings.ReplaceAll(f.Get(name), "\r\n", "\n"))
	}
	allowed := func(name string) heed.Allowance { return heed.Allowance(f.Get(name)) }
	r := app.PlaybackReply{
		Missed: text("missed"), Deeper: allowed("deeper"), Forget: f.Get("forget") == "yes",
		Consent: heed.Consent{
			Analysis: allowed("analysis"), Training: allowed("training"),
			QuoteInside: allowed("quote_inside"), QuoteOutside: allowed("quote_outside"),
			Recording: allowed("recording"),
		},
	}
	for i := 1; i <= n; i++ {
		r.Answers = append(r.Answers, app.PlaybackAnswer{
			N: i, Verdict: heed.Verdict(f.Get(fmt.Sprintf("a%d", i))), Words: text(fmt.Sprintf("w%d", i)),
		})
	}
	return r
}
