package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// mostSpeakers is how many voices of an upload can be put right on the page.
const mostSpeakers = 60

// columnPick is a table's column with what it was taken for, to be put right.
type columnPick struct {
	Name, Header, Sample string
	Options              []look.Option
}

// speakerPick is a voice of an upload with the side that it was taken to be on.
type speakerPick struct {
	Name, Speaker, Why string
	Options            []look.Option
}

// remember keeps what was guessed of an upload when it was first looked at, so
// that only what somebody chose otherwise is said to be so.
func (u *upload) remember(sum app.ImportSummary) {
	if u.guessed != nil {
		return
	}
	u.guessed = map[string]string{}
	for i, f := range sum.Files {
		for k, c := range f.Columns {
			u.guessed[columnName(i, k)] = fieldOf(c.Field)
		}
		for _, r := range f.Roles {
			name := "role:" + r.Speaker
			if _, known := u.guessed[name]; !known {
				u.guessed[name] = string(r.Role)
			}
		}
	}
}

// put takes what somebody chose of columns and voices.
func (u *upload) put(form map[string]string) {
	for name, value := range form {
		if name = strings.NewReplacer("%22", `"`, "%0D", "\r", "%0A", "\n").Replace(name); u.guessed[name] == "" {
			continue // nothing that was asked
		}
		if u.chosen == nil {
			u.chosen = map[string]string{}
		}
		u.chosen[name] = value
		if value == u.guessed[name] {
			delete(u.chosen, name)
		}
	}
}

// request is the import of an upload as it was put right.
func (u *upload) request() app.ImportRequest {
	req := app.ImportRequest{
		Paths: []string{"upload"}, Files: u.files, Audio: true,
		Defaults: app.Defaults{Study: u.study, Kind: heed.Kind(u.kind), Consent: heed.Consent{Training: u.training}},
	}
	for name, value := range u.chosen {
		if speaker, ok := strings.CutPrefix(name, "role:"); ok {
			if role := heed.Role(value); slices.Contains(app.SpeakerRoles, role) {
				if req.Roles == nil {
					req.Roles = map[string]heed.Role{}
				}
				req.Roles[speaker] = role
			}
			continue
		}
		at, known := u.headers[name]
		if !known || !slices.Contains(app.ColumnFields, value) {
			continue
		}
		if req.ColumnsOf == nil {
			req.ColumnsOf = map[string]map[string]string{}
		}
		if req.ColumnsOf[at.file] == nil {
			req.ColumnsOf[at.file] = map[string]string{}
		}
		req.ColumnsOf[at.file][at.header] = value
	}
	return req
}

// header is where a column that can be put right stands.
type header struct{ file, header string }

func columnName(file, column int) string {
	return "column:" + strconv.Itoa(file) + "." + strconv.Itoa(column)
}

// fieldOf is a guess as an option: what is nothing is left out.
func fieldOf(field string) string {
	if field == "" {
		return app.ColumnLeftOut
	}
	return field
}

// picks sets what can be put right on the page of a preview.
func (u *upload) picks(words look.Words, sum app.ImportSummary, out *broughtIn) {
	u.headers = map[string]header{}
	for i, f := range sum.Files {
		for k, c := range f.Columns {
			name := columnName(i, k)
			if _, known := u.guessed[name]; !known || c.Header == "" {
				continue
			}
			u.headers[name] = header{f.Name, c.Header}
			pick := columnPick{Name: name, Header: look.Clean(c.Header), Sample: look.Shorten1(look.Clean(c.Sample), 60)}
			on := fieldOf(c.Field)
			if chosen := u.chosen[name]; chosen != "" {
				on = chosen
			}
			for _, field := range app.ColumnFields {
				pick.Options = append(pick.Options, look.Option{Value: field, Word: words.Say("field." + field), On: field == on})
			}
			out.Files[i].Columns = append(out.Files[i].Columns, pick)
		}
	}
	seen := map[string]bool{}
	for _, f := range sum.Files {
		for _, r := range f.Roles {
			name := "role:" + r.Speaker
			if seen[name] || len(out.Speakers) == mostSpeakers {
				continue
			}
			seen[name] = true
			if _, known := u.guessed[name]; !known {
				u.guessed[name] = string(r.Role)
			}
			pick := speakerPick{Name: name, Speaker: look.Clean(r.Speaker), Why: becauseOf(words, r.Why)}
			if r.Role == "" {
				pick.Options = append(pick.Options, look.Option{Word: words.Say("side.unknown"), On: true})
			}
			for _, role := range app.SpeakerRoles {
				pick.Options = append(pick.Options, look.Option{Value: string(role), Word: words.Say("side." + string(role)), On: role == r.Role})
			}
			out.Speakers = append(out.Speakers, pick)
		}
	}
}

// becauseOf says why a voice was taken to be on a side.
func becauseOf(words look.Words, why string) string {
	if id := "why." + why; look.Has(id) {
		return words.Say(id)
	}
	return ""
}
