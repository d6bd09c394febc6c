package eval

import (
	"fmt"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/sense"
)

const (
	tableBegin = "<!-- figures: written by the test of sense/eval -->"
	tableEnd   = "<!-- end of figures -->"
)

// Replace puts table between the marks of a document.
func Replace(doc, table string) (string, bool) {
	before, rest, ok := strings.Cut(doc, tableBegin)
	if !ok {
		return doc, false
	}
	_, after, ok := strings.Cut(rest, tableEnd)
	return before + tableBegin + "\n" + table + tableEnd + after, ok
}

// Markdown sets the figures of both halves side by side, with what they allow
// one to claim, and the annotators' agreement below.
func Markdown(frozen, dev Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\nUtterances: %d frozen, %d for development; %d were labelled by two people.\n\n", frozen.Items, dev.Items, frozen.Doubles+dev.Doubles)
	b.WriteString("| kind | language | frozen: labelled | found | precision (95 %) | confidence stated | recall | dev: labelled | found | precision | recall | status |\n")
	b.WriteString("|---|---|---|---|---|---|---|---|---|---|---|---|\n")
	pick := func(r Report, kind heed.SignalKind, lang heed.Language) Figure {
		i := slices.IndexFunc(r.Figures, func(f Figure) bool { return f.Kind == kind && f.Language == lang })
		if i < 0 {
			return Figure{}
		}
		return r.Figures[i]
	}
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		for _, kind := range heed.SignalKinds {
			f, d := pick(frozen, kind, lang), pick(dev, kind, lang)
			status := sense.StatusOf(sense.Measure{Marks: f.Marks, Found: f.Found, Precision: f.Precision, Recall: f.Recall})
			fmt.Fprintf(&b, "| %s | %s | %d | %d | %s | %s | %s | %d | %d | %s | %s | %s |\n", kind, lang,
				f.Marks, f.Found, precision(f, true), share(f.Stated, f.Found), share(f.Recall, f.Marks), d.Marks, d.Found, precision(d, false), share(d.Recall, d.Marks), status)
		}
	}
	b.WriteString("\nAgreement of the two annotators (does the kind stand in the utterance?) and, in the last column, one annotator measured against the other as the engine is:\n\n")
	b.WriteString("| kind | utterances with it | alpha (95 %) | F1 between people |\n|---|---|---|---|\n")
	for _, a := range frozen.Agreement {
		alpha := "cannot be said"
		if a.Known {
			alpha = fmt.Sprintf("%.2f (%.2f to %.2f)", a.Alpha, a.Low, a.High)
		}
		fmt.Fprintf(&b, "| %s | %d of %d | %s | %.2f |\n", a.Kind, a.Either, a.Units, alpha, a.HumanF1)
	}
	b.WriteString("\n")
	return b.String()
}

func precision(f Figure, interval bool) string {
	if f.Found == 0 {
		return "–"
	}
	if interval {
		return fmt.Sprintf("%.2f (%.2f–%.2f)", f.Precision, f.Low, f.High)
	}
	return fmt.Sprintf("%.2f", f.Precision)
}

func share(v float64, n int) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", v)
}

// Languages lists the languages that a report holds figures for.
func (r Report) Languages() []heed.Language {
	var out []heed.Language
	for _, f := range r.Figures {
		if !slices.Contains(out, f.Language) {
			out = append(out, f.Language)
		}
	}
	return out
}
