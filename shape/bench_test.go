package shape

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	heed "github.com/heedhq/heed"
)

// BenchmarkBuild shapes the first n of the 1,250 interviews.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{250, 1250} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			in := allInterviews(b, n)
			b.ReportAllocs()
			for b.Loop() {
				u := mustBuild(b, in)
				b.ReportMetric(float64(u.Heard.Sentences), "sentences")
				b.ReportMetric(float64(u.Themes.Given), "grouped")
			}
		})
	}
}

// BenchmarkAdd lays one interview onto an understanding of 249.
func BenchmarkAdd(b *testing.B) {
	in := allInterviews(b, 250)
	extra := in.Conversations[249]
	in.Conversations = in.Conversations[:249]
	u := mustBuild(b, in)
	claims := u.Claims
	for b.Loop() {
		u.Claims = append([]heed.Claim(nil), claims...)
		if _, err := Add(b.Context(), &u, in, extra); err != nil {
			b.Fatal(err)
		}
	}
}

// varied repeats conversations until n sentences of customers are there, each
// repetition with one word of every sentence left out.
func varied(in Input, n int) Input {
	out := in
	out.Conversations = nil
	sentences := 0
	for r := 0; sentences < n; r++ {
		for _, v := range in.Conversations {
			if sentences >= n {
				break
			}
			c := *v.Conversation
			c.ID = fmt.Sprintf("%s-%d", c.ID, r)
			c.Turns = slices.Clone(c.Turns)
			s := &heed.Sensed{Conversation: c.ID, Acts: v.Sensed.Acts}
			for t := range c.Turns {
				c.Turns[t].Text = ""
			}
			for _, rd := range v.Sensed.Readings {
				words := strings.Fields(rd.Text)
				if k := r % (len(words) + 1); r > 0 && k < len(words) {
					words = slices.Delete(words, k, k+1)
				}
				t := &c.Turns[rd.Turn]
				from := len(t.Text)
				rd.Text = strings.Join(words, " ")
				t.Text += rd.Text + " "
				rd.Span = heed.Span{Start: from, End: from + len(rd.Text)}
				rd.Signals = slices.Clone(rd.Signals)
				for i := range rd.Signals {
					rd.Signals[i].Span, rd.Signals[i].Text = rd.Span, rd.Text
				}
				s.Readings = append(s.Readings, rd)
				if c.RoleOf(rd.Turn) == heed.RoleCustomer {
					sentences++
				}
			}
			out.Conversations = append(out.Conversations, Conversation{Conversation: &c, Sensed: s})
		}
	}
	return out
}

// BenchmarkMillion shapes HEED_SENTENCES sentences (1000000, say): the 1,250
// interviews again and again with variation. It writes what it cost.
func BenchmarkMillion(b *testing.B) {
	n, err := strconv.Atoi(os.Getenv("HEED_SENTENCES"))
	if err != nil {
		b.Skip("set HEED_SENTENCES to a number of sentences")
	}
	in := varied(allInterviews(b, 1250), n)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var u heed.Understanding
	for b.Loop() {
		u = mustBuild(b, in)
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(u.Heard.Sentences), "sentences")
	b.ReportMetric(float64(before.HeapAlloc>>20), "MB-given")
	b.ReportMetric(float64(after.Sys>>20), "MB-sys")
	extra := in.Conversations[0]
	c := *extra.Conversation
	c.ID = "new"
	extra.Conversation = &c
	start := time.Now()
	if _, err := Add(b.Context(), &u, in, extra); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(time.Since(start).Seconds(), "s-to-add-one")
}
