package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type importCmd struct {
	Paths []string `arg:"" name:"path" help:"Files and folders; - is standard input."`

	Meta         string            `placeholder:"FILE" help:"Metadata table (default: metadata.csv beside the files)."`
	Study        string            `help:"Study that the conversations belong to (default: the name of their folder)."`
	Kind         string            `help:"Kind: interview, call, chat, email, review, survey, social, board, notes, research."`
	Language     string            `help:"Language: en or es (default: recognised)."`
	Segment      string            `help:"Segment of the customers."`
	Organisation string            `help:"Organisation of the customers."`
	Relationship string            `help:"prospect or customer."`
	Stage        string            `help:"Stage of the journey: problem, explore, evaluate, decide, onboard, use, renew."`
	Date         string            `help:"Date, like 2026-11-07."`
	Consent      string            `help:"Consent to every use that is not said otherwise: yes or no."`
	Training     string            `enum:",yes,no" default:"" help:"Whether these customers agreed that colleagues practise on what they said, without their names: yes or no (default: what --consent or the metadata say; unknown is no)."`
	Role         map[string]string `placeholder:"NAME=ROLE" help:"Role of a speaker: customer, rep or researcher. May be given several times."`
	Map          map[string]string `placeholder:"COLUMN=FIELD" help:"What a table's column holds. May be given several times."`
	PII          string            `name:"pii" enum:"on,off" default:"on" help:"Pseudonyms for personal data: on or off."`

	Audio bool     `help:"Join recordings (WAV, MP3, FLAC) to the transcripts of the same name."`
	Sides []string `placeholder:"ROLE,ROLE" help:"Whose the channels of the recordings are, in order (default: found by comparing)."`

	KeepOriginals bool `help:"Keep the files' bytes in the database."`
	KPI           bool `name:"kpi" help:"Read tables as figures (CSAT, NPS...), not as conversations."`
	DryRun        bool `help:"Read and show, store nothing."`
	JSON          bool `name:"json" help:"Print the summary as JSON."`
	NoAnalysis    bool `help:"Leave the analysis to the next command."`
	Verbose       bool `short:"v" help:"Say of every file what was guessed, however many there are."`
}

// Help is shown by heed import --help.
func (importCmd) Help() string {
	return `Reads text and Markdown transcripts (Otter, Rev, Zoom, Teams, Meet...), WebVTT, SRT,
DOCX, ODT, HTML, PDF, CSV, XLSX, JSON, JSONL, EML, MBOX and ZIP of these, in English and Spanish.
Names, addresses, numbers and the like are replaced before anything is stored. A recording is
measured, and its file is kept only where everybody in it agreed (consent_recording in the
metadata, or --consent yes); names are made silent in it.

  heed import interviews/ calls/ --study "Moving house"
  heed import survey.xlsx --kind survey --map "What stopped you?=text"
  heed import call.vtt call.wav --audio --sides rep,customer
  cat transcript.txt | heed import -`
}

func (c *importCmd) request() (app.ImportRequest, error) {
	date, err := heed.ParseDate(c.Date)
	if err != nil {
		return app.ImportRequest{}, err
	}
	req := app.ImportRequest{
		Paths: c.Paths, Meta: c.Meta, Columns: c.Map, KPI: c.KPI, Preview: c.DryRun,
		KeepNames: c.PII == "off", KeepOriginals: c.KeepOriginals,
		Defaults: app.Defaults{
			Study: c.Study, Segment: c.Segment, Organisation: c.Organisation, Stage: c.Stage,
			Kind: heed.Kind(c.Kind), Language: heed.Language(c.Language),
			Relationship: heed.Relationship(c.Relationship), Date: date,
		},
	}
	req.Audio = c.Audio
	if req.Sides, err = rolesOf(c.Sides); err != nil {
		return req, err
	}
	if c.Consent != "" {
		a := heed.Allowance(c.Consent)
		req.Defaults.Consent = heed.Consent{Analysis: a, Training: a, QuoteInside: a, QuoteOutside: a, Recording: a}
	}
	if c.Training != "" {
		req.Defaults.Consent.Training = heed.Allowance(c.Training)
	}
	if len(c.Role) > 0 {
		req.Roles = map[string]heed.Role{}
		for name, role := range c.Role {
			r := heed.Role(role)
			if r != heed.RoleCustomer && !r.Ours() {
				return req, heed.Errorf(heed.CodeInvalid, "--role %s=%s: a role is customer, rep or researcher", name, role)
			}
			req.Roles[name] = r
		}
	}
	return req, nil
}

// Run brings conversations in and, unless told otherwise, analyses the
// studies that they touched.
func (c *importCmd) Run(ctx context.Context, s *session) error {
	req, err := c.request()
	if err != nil {
		return err
	}
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	progress := s.progress()
	defer progress.Close()
	req.Progress = progress
	sum, err := a.Import(ctx, req)
	progress.Close()
	if sum.Given > 0 || err == nil {
		if printErr := c.print(s.Out, sum); err == nil {
			err = printErr
		}
	}
	if err != nil {
		return err
	}
	if !c.NoAnalysis && !c.DryRun {
		if err := a.PendingStudies(ctx, progress); err != nil {
			return err
		}
		progress.Close()
		if err := c.printAfter(ctx, s, a, sum); err != nil {
			return err
		}
	}
	if sum.Refused > 0 && sum.Read == 0 {
		return heed.Errorf(heed.CodeInvalid, "nothing could be read; the reasons are above")
	}
	if !c.JSON && !c.DryRun && sum.Conversations > 0 {
		fmt.Fprintf(s.Out, "\nnext: heed report -o report.html, or heed serve\n")
	}
	return nil
}

// printAfter says what grouping everything anew changed, where a first reading
// was given.
func (c *importCmd) printAfter(ctx context.Context, s *session, a *app.App, sum app.ImportSummary) error {
	if c.JSON {
		return nil
	}
	for _, moved := range sum.Moved {
		changed, err := a.Changed(ctx, moved.Study)
		if err != nil {
			return err
		}
		d := &changed.Themes
		fmt.Fprintf(s.Out, "\n%s grouped anew: %s, %d rose, %d fell, %d gone; themes: %d new, %d grown, %d gone (heed changes tells all of it)\n",
			moved.Study, plural(len(changed.New), "new claim"), len(changed.Raised), len(changed.Lowered), changed.Gone,
			len(d.New), len(d.Grown), len(d.Gone))
	}
	return nil
}

func (c *importCmd) print(w io.Writer, sum app.ImportSummary) error {
	if c.JSON {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(sum)
	}
	t := &strings.Builder{}
	if c.Verbose || len(sum.Files) <= fewFiles {
		for _, f := range sum.Files {
			printFile(t, f, c.Verbose)
		}
	} else {
		printMany(t, sum.Files)
	}
	fmt.Fprintf(t, "\n%d files given, %d read", sum.Given, sum.Read)
	if sum.Unchanged > 0 {
		fmt.Fprintf(t, " (%d unchanged, brought in before)", sum.Unchanged)
	}
	fmt.Fprintf(t, ", %d refused\n", sum.Refused)
	fmt.Fprintf(t, "%d conversations, %d turns, %d sentences", sum.Conversations, sum.Turns, sum.Utterances)
	if len(sum.Studies) > 0 {
		fmt.Fprintf(t, ", in: %s", strings.Join(sum.Studies, ", "))
	}
	t.WriteByte('\n')
	if sum.Pseudonyms && len(sum.Replaced) == 0 {
		t.WriteString("personal data: none was found to replace\n")
	} else if sum.Pseudonyms {
		t.WriteString("personal data reduced")
		for i, k := range slices.Sorted(maps.Keys(sum.Replaced)) {
			sep := ", "
			if i == 0 {
				sep = ": "
			}
			fmt.Fprintf(t, "%s%d %s", sep, sum.Replaced[k], strings.ReplaceAll(k, "_", " "))
		}
		t.WriteString(" replaced\n")
	} else {
		t.WriteString("personal data kept: --pii is off\n")
	}
	printMoved(t, sum.Moved)
	if sum.Preview {
		t.WriteString("nothing was stored (--dry-run)\n")
	}
	_, err := io.WriteString(w, t.String())
	return err
}

// printFile prints what became of a file, and everything that was guessed, so
// that a wrong guess is seen.
func printFile(t *strings.Builder, f app.FileOutcome, every bool) {
	switch f.State {
	case app.FileRefused:
		fmt.Fprintf(t, "refused    %s: %s\n", f.Name, f.Reason)
	case app.FileRead:
		fmt.Fprintf(t, "read       %s: %s, %d conversations, %d turns", f.Name, f.Format, f.Conversations, f.Turns)
		if f.Rows > 0 {
			fmt.Fprintf(t, ", %d of %d rows", f.Rows, f.Rows+f.RowsRefused)
		}
		t.WriteByte('\n')
	case app.FileRecording:
		fmt.Fprintf(t, "recording  %s: %s\n", f.Name, joinedInWords(f.Joined))
	default:
		fmt.Fprintf(t, "%-10s %s\n", f.State, f.Name)
	}
	printColumnsAndRoles(t, f)
	for i, w := range f.Warnings {
		if left := len(f.Warnings) - i; !every && i == mostWarnings && left > 1 {
			fmt.Fprintf(t, "           and %d more warnings (--verbose lists them)\n", left)
			break
		}
		fmt.Fprintf(t, "           warning: %s: %s\n", w.Where, w.What)
	}
}

func printColumnsAndRoles(t *strings.Builder, f app.FileOutcome) {
	if len(f.Columns) > 0 {
		parts := make([]string, 0, len(f.Columns))
		for _, c := range f.Columns {
			field := c.Field
			if field == "" {
				field = "left out"
			}
			parts = append(parts, fmt.Sprintf("%s=%s", c.Header, field))
		}
		fmt.Fprintf(t, "           columns: %s (change with --map)\n", strings.Join(parts, ", "))
	}
	if len(f.Roles) > 0 {
		parts := make([]string, 0, len(f.Roles))
		for i, r := range f.Roles {
			if i == mostRoles {
				parts = append(parts, fmt.Sprintf("and %d more", len(f.Roles)-i))
				break
			}
			role := string(r.Role)
			if role == "" {
				role = "not known"
			}
			parts = append(parts, fmt.Sprintf("%s is %s (%s)", r.Speaker, role, r.Why))
		}
		fmt.Fprintf(t, "           speakers: %s\n", strings.Join(parts, ", "))
	}
}

const (
	fewFiles  = 12 // up to which every file has its own lines
	mostRoles = 6  // speakers named on one line
	// mostWarnings are those of one file that are printed: a metadata table for
	// other files would have one of each row.
	mostWarnings = 4
)

// printMany says of many files what they have in common, and of each that is
// special (refused, warned of, a table) what is special.
func printMany(t *strings.Builder, all []app.FileOutcome) {
	formats := map[string]int{}
	roles := map[string]int{}
	for _, f := range all {
		special := f.State != app.FileRead && f.State != app.FileUnchanged || len(f.Warnings) > 0 || len(f.Columns) > 0
		if special {
			printFile(t, f, false)
			continue
		}
		formats[f.State+", "+f.Format]++
		for _, r := range f.Roles {
			role := string(r.Role)
			if role == "" {
				role = "not known"
			}
			roles[fmt.Sprintf("%s is %s (%s)", r.Speaker, role, r.Why)]++
		}
	}
	for _, k := range slices.Sorted(maps.Keys(formats)) {
		fmt.Fprintf(t, "%d files: %s\n", formats[k], k)
	}
	if len(roles) == 0 {
		return
	}
	t.WriteString("speakers, and the files they speak in (change with --role):\n")
	byCount := slices.SortedFunc(maps.Keys(roles), func(a, b string) int {
		return cmp.Or(cmp.Compare(roles[b], roles[a]), cmp.Compare(a, b))
	})
	for i, r := range byCount {
		if i == 2*fewFiles {
			fmt.Fprintf(t, "  and %d more (--verbose lists them)\n", len(byCount)-i)
			break
		}
		fmt.Fprintf(t, "  %5d  %s\n", roles[r], r)
	}
}
