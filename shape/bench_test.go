package shape

import (
	"fmt"
	"testing"

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
