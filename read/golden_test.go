package read_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read"
)

// TestGolden reads every file of testdata and compares what came out with the
// .expected beside it. HEED_UPDATE=1 records again.
func TestGolden(t *testing.T) {
	seen := 0
	err := filepath.WalkDir("testdata", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, ".expected") || strings.Contains(name, "fuzz") {
			return err
		}
		seen++
		t.Run(filepath.ToSlash(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := render(read.Read(context.Background(), filepath.Base(name), data, read.Options{}))
			golden := name + ".expected"
			if os.Getenv("HEED_UPDATE") == "1" {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("differs from %s (-want +got):\n%s", golden, diff)
			}
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 70 {
		t.Errorf("read %d files of testdata; some are missing", seen)
	}
}

// render sets a result as text that a person can review.
func render(res read.Result, err error) string {
	var b strings.Builder
	fmt.Fprintf(&b, "format %s, rows %d, refused %d, conversations %d\n", res.Format, res.Rows, res.Refused, res.Count)
	if err != nil {
		fmt.Fprintf(&b, "error %s: %s\n", heed.ErrorCode(err), heed.ErrorMessage(err))
	}
	for _, w := range res.Warnings {
		fmt.Fprintf(&b, "warning %s | %s | %s\n", w.Code, w.Where, w.What)
	}
	for _, e := range res.Entries {
		fmt.Fprintf(&b, "entry %s | %s | conversations %d, rows %d, refused %d | %s\n", e.Name, e.Format, e.Conversations, e.Rows, e.Refused, e.Error)
	}
	for _, c := range res.Mapping {
		fmt.Fprintf(&b, "column %q is %s (%s)\n", c.Header, c.Field, c.Sample)
	}
	for _, k := range res.KPIs {
		fmt.Fprintf(&b, "kpi %+v\n", k)
	}
	for _, o := range res.Offers {
		fmt.Fprintf(&b, "offer %+v\n", o)
	}
	for i := range res.Conversations {
		conversation(&b, &res.Conversations[i])
	}
	for _, g := range res.Roles {
		fmt.Fprintf(&b, "role %s | %s | %s | %s\n", g.Conversation, g.Speaker, g.Role, g.Why)
	}
	return b.String()
}

func conversation(b *strings.Builder, c *heed.Conversation) {
	fmt.Fprintf(b, "\nconversation %s | %q | kind %s | language %s | date %s | study %s | segment %s | organisation %s | stage %s\n",
		c.ID, c.Title, c.Kind, c.Language, c.Date, c.Study, c.Segment, c.Organisation, c.Stage)
	for _, r := range c.Ratings {
		fmt.Fprintf(b, "rating %s %g of %g\n", r.Name, r.Value, r.Max)
	}
	for _, s := range c.Speakers {
		fmt.Fprintf(b, "speaker %q | %s | name %q | %v | %s | %s | %+v\n", s.Speaker, s.Role, s.Name, s.Attributes, s.Relationship, s.BuyingRole, s.Consent)
	}
	for _, t := range c.Turns {
		fmt.Fprintf(b, "%s..%s %s (%s)%s: %q\n", at(t.Start), at(t.End), t.Speaker, t.Role, asked(t.Question), t.Text)
	}
}

func at(m heed.Moment) string {
	if !m.Known {
		return "-"
	}
	return fmt.Sprintf("%.3f", m.Seconds)
}

func asked(q string) string {
	if q == "" {
		return ""
	}
	return fmt.Sprintf(" asked %q", q)
}
