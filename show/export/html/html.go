// Package html writes a report as one self-contained HTML file: fonts and
// drawings inside, no request to anywhere, no script. It reads in light and
// dark, prints, and every line in it opens the quotations it rests on.
package html

import (
	"bufio"
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"io"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

//go:embed parts/*.html parts/*.css
var files embed.FS

// Options say how the report is written.
type Options struct {
	// Lang is the interface language, English or Spanish; "" takes the language
	// most spoken in the first study, else English.
	Lang heed.Language
}

// Bounds on what is written out in full. What is left out is counted on the
// page, which says where the rest is.
const (
	ledgerMax  = 150 // claims in the ledger of a study
	quotesMax  = 8   // quotations that a claim opens
	quotesFew  = 4   // the same where a study opens very many claims
	manyClaims = 500
	themesMax  = 40
	membersMax = 6 // quotations that a theme opens
	mapItems   = 4 // claims in a part of a map
	asksMax    = 6
	vsMax      = 4
)

// Report writes rep to w as one page in the language of o. The same rep gives
// the same bytes.
func Report(w io.Writer, rep app.Report, o Options) (err error) {
	defer heed.Wrap(&err, "write the report page")
	lang := o.Lang
	if lang == "" && len(rep.Studies) > 0 {
		lang = rep.Studies[0].Language
	}
	words := look.In(lang)
	t, err := look.Templates(words.Lang).Funcs(template.FuncMap{
		"sayClaims": func(args []any) template.HTML { return words.HTML("front.claims", args...) },
	}).ParseFS(files, "parts/*.html")
	if err != nil {
		return err
	}
	css, err := files.ReadFile("parts/report.css")
	if err != nil {
		return err
	}
	p := page{
		Lang: string(words.Lang), Title: words.Say("title.report"),
		Style: template.CSS(look.InlineCSS() + string(css)), // ours, embedded
	}
	for i := range rep.Studies {
		p.Studies = append(p.Studies, newStudy(words.Lang, &rep.Studies[i], i+1))
	}
	// studies in which no customer was heard come last
	slices.SortStableFunc(p.Studies, func(a, b *study) int { return cmp.Compare(a.silence(), b.silence()) })
	if len(p.Studies) == 1 {
		p.Title = p.Studies[0].Name
	}
	out := bufio.NewWriter(w)
	if err := t.ExecuteTemplate(out, "report", p); err != nil {
		return fmt.Errorf("fill in the page: %w", err)
	}
	return out.Flush()
}

type page struct {
	Lang, Title string
	Style       template.CSS
	Studies     []*study
}
