package read

import (
	"bytes"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/archive"
	"github.com/heedhq/heed/read/charset"
	"github.com/heedhq/heed/read/jsonconv"
	"github.com/heedhq/heed/read/meta"
	"github.com/heedhq/heed/read/table"
	"github.com/heedhq/heed/read/wire"
)

// Format names how a file is written.
type Format string

// The formats. FormatBinary and those after it are recognised only to say so.
const (
	FormatText     Format = "text" // also Markdown
	FormatVTT      Format = "vtt"
	FormatSRT      Format = "srt"
	FormatTTML     Format = "ttml"
	FormatDOCX     Format = "docx"
	FormatODT      Format = "odt"
	FormatRTF      Format = "rtf"
	FormatHTML     Format = "html"
	FormatPDF      Format = "pdf"
	FormatCSV      Format = "csv"
	FormatXLSX     Format = "xlsx"
	FormatJSON     Format = "json"
	FormatJSONL    Format = "jsonl"
	FormatEML      Format = "eml"
	FormatMBOX     Format = "mbox"
	FormatZIP      Format = "zip"
	FormatMetadata Format = "metadata" // a metadata.csv
	FormatKPI      Format = "kpi"      // a kpi.csv
	FormatOffers   Format = "offers"   // an offers.csv
	FormatBinary   Format = "binary"
	FormatAudio    Format = "audio"
	FormatVideo    Format = "video"
	FormatImage    Format = "image"
	FormatOffice   Format = "old office" // before 2007, or encrypted
	FormatEmpty    Format = "empty"
	FormatAside    Format = "aside" // a README, a licence: see Aside
)

var (
	srtCue   = regexp.MustCompile(`(?m)^\s*\d{0,2}:?\d{1,2}:\d{2}[.,]?\d{0,3}\s*-->\s*\d{0,2}:?\d{1,2}:\d{2}`)
	srtWhole = regexp.MustCompile(`(?m)^\d+[ \t]*\n\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s*-->\s*\d{1,2}:\d{2}:\d{2}`)
	mailHead = regexp.MustCompile(`(?mi)^(from|to|subject|date|message-id|received|return-path|mime-version|de|para|asunto):\s`)
	script   = regexp.MustCompile(`^(?:export\s+)?(?:default\s+)?(?:const|let|var)\s+\w+\s*=\s*[\[{]|^(?:module\.)?exports\s*=\s*[\[{]`)
)

// Detect tells the format of a file from its first bytes, and from its name
// only where they leave it open. head is up to 64 KB.
func Detect(name string, head []byte) Format {
	ext := strings.ToLower(path.Ext(strings.TrimSuffix(name, ".gz")))
	if len(bytes.TrimSpace(head)) == 0 {
		return FormatEmpty
	}
	if f := magic(head); f != "" {
		if f == FormatZIP {
			return zipFormat(head, ext)
		}
		return f
	}
	text, info := charset.Decode(head)
	if binary(text, info) {
		return FormatBinary
	}
	text = strings.TrimLeft(text, "\ufeff \t\r\n")
	if f := textFormat(text, ext); f != "" {
		return f
	}
	return FormatText
}

var magics = []struct {
	prefix string
	format Format
}{
	{"PK\x03\x04", FormatZIP}, {"PK\x05\x06", FormatZIP}, {"%PDF-", FormatPDF}, {`{\rtf`, FormatRTF},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FormatOffice},
	{"ID3", FormatAudio}, {"\xFF\xFB", FormatAudio}, {"\xFF\xF3", FormatAudio}, {"fLaC", FormatAudio}, {"OggS", FormatAudio},
	{"\x89PNG", FormatImage}, {"\xFF\xD8\xFF", FormatImage}, {"GIF8", FormatImage}, {"II*\x00", FormatImage}, {"MM\x00*", FormatImage},
	{"\x1A\x45\xDF\xA3", FormatVideo}, {"SQLite format 3", FormatBinary}, {"\x7FELF", FormatBinary}, {"7z\xBC\xAF", FormatBinary}, {"Rar!", FormatBinary},
}

// magic tells formats by their first bytes; "" where they tell nothing.
func magic(head []byte) Format {
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.prefix)) {
			return m.format
		}
	}
	switch {
	case len(head) > 12 && bytes.HasPrefix(head, []byte("RIFF")):
		if string(head[8:12]) == "WAVE" {
			return FormatAudio
		}
		return FormatBinary
	case len(head) > 12 && string(head[4:8]) == "ftyp":
		if string(head[8:11]) == "M4A" {
			return FormatAudio
		}
		return FormatVideo
	case bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")):
		return FormatPDF
	}
	return ""
}

// zipFormat tells office files from archives by the names that they open with.
func zipFormat(head []byte, ext string) Format {
	has := func(s string) bool { return bytes.Contains(head, []byte(s)) }
	switch {
	case has("mimetypeapplication/vnd.oasis.opendocument.text"):
		return FormatODT
	case has("word/document.xml") || has("[Content_Types].xml") && has("word/"):
		return FormatDOCX
	case has("xl/workbook.xml") || has("[Content_Types].xml") && has("xl/"):
		return FormatXLSX
	}
	switch ext {
	case ".docx":
		return FormatDOCX
	case ".odt":
		return FormatODT
	case ".xlsx", ".xlsm":
		return FormatXLSX
	}
	return FormatZIP
}

// binary reports whether a decoded text is none: too many control characters.
func binary(text string, info charset.Info) bool {
	if info.NULs > 8 && info.NULs*50 > len(text) {
		return true
	}
	control, all := 0, 0
	for _, r := range text[:min(len(text), 8192)] {
		all++
		if r < 0x20 && r != '\n' && r != '\t' && r != '\f' && r != '\v' && r != 0x1b || r == 0x7f || r == utf8.RuneError {
			control++
		}
	}
	return control*20 > all && control > 2
}

func textFormat(text, ext string) Format {
	low := strings.ToLower(text[:min(len(text), 1024)])
	switch {
	case strings.HasPrefix(text, "WEBVTT"):
		return FormatVTT
	case strings.HasPrefix(low, "<!doctype html"), strings.HasPrefix(low, "<html"), strings.HasPrefix(low, "<head"), strings.HasPrefix(low, "<body"):
		return FormatHTML
	case strings.HasPrefix(low, "<?xml") && strings.Contains(low, "<html"):
		return FormatHTML
	case strings.Contains(low, "<tt ") && strings.Contains(low, "ttml") || strings.HasPrefix(low, "<tt "), strings.HasPrefix(low, "<tt>"):
		return FormatTTML
	case strings.HasPrefix(text, "From ") && mailHead.MatchString(low):
		return FormatMBOX
	}
	if text[0] == '{' || text[0] == '[' && jsonArray(text) || script.MatchString(text[:min(len(text), 200)]) {
		if jsonconv.LooksLikeLines([]byte(text)) || ext == ".jsonl" || ext == ".ndjson" {
			return FormatJSONL
		}
		return FormatJSON
	}
	if headers(text) {
		return FormatEML
	}
	if loc := srtWhole.FindStringIndex(text[:min(len(text), 1024)]); loc != nil && loc[0] == 0 {
		return FormatSRT
	}
	if loc := srtCue.FindStringIndex(text[:min(len(text), 4096)]); loc != nil && (loc[0] < 400 || ext == ".srt") && ext != ".csv" && ext != ".txt" {
		if ext == ".vtt" {
			return FormatVTT
		}
		return FormatSRT
	}
	switch ext {
	case ".csv", ".tsv", ".tab":
		return tableFormat(text)
	case ".vtt":
		return FormatVTT
	case ".srt":
		return FormatSRT
	case ".json":
		return FormatJSON
	case ".jsonl", ".ndjson":
		return FormatJSONL
	case ".eml":
		return FormatEML
	case ".mbox":
		return FormatMBOX
	case ".html", ".htm", ".xhtml":
		return FormatHTML
	case ".txt", ".md", ".markdown", ".text":
		return FormatText
	}
	if looksLikeTable(text) {
		return tableFormat(text)
	}
	if strings.Count(low, "<p") > 2 && strings.Contains(low, "</") {
		return FormatHTML
	}
	return ""
}

// jsonArray keeps a text that begins with "[00:01] Marta:" from being JSON.
func jsonArray(text string) bool {
	s := strings.TrimLeft(text[1:], " \t\r\n")
	return s == "" || strings.ContainsRune(`{["]`, rune(s[0]))
}

// headers reports whether a text opens like a mail: at least three known
// header lines before its first blank line, one of them From or Subject.
func headers(text string) bool {
	head, _, ok := strings.Cut(text, "\n\n")
	if !ok || len(head) > 32<<10 {
		return false
	}
	found := map[string]bool{}
	for _, m := range mailHead.FindAllStringSubmatch(head, -1) {
		found[strings.ToLower(m[1])] = true
	}
	first, _, _ := strings.Cut(head, "\n")
	name, _, isHeader := strings.Cut(first, ":")
	return isHeader && !strings.Contains(name, " ") && len(found) >= 3 && found["from"] && (found["message-id"] || found["mime-version"] || found["received"] || found["subject"] && found["date"])
}

func tableFormat(text string) Format {
	h := table.Header([]byte(firstLines(text)))
	switch {
	case meta.IsKPI(h):
		return FormatKPI
	case meta.IsMetadata(h):
		return FormatMetadata
	case meta.IsOffers(h):
		return FormatOffers
	}
	return FormatCSV
}

func firstLines(text string) string {
	for i, n := 0, 0; i < len(text); i++ {
		if text[i] == '\n' {
			if n++; n == 40 {
				return text[:i]
			}
		}
	}
	return text
}

// looksLikeTable reports whether a text without a telling name is a table: the
// same number of cells, three or more or with a known header, in its first
// lines.
func looksLikeTable(text string) bool {
	s := firstLines(text)
	if table.Delimiter(s) == 0 || strings.Count(s, "\n") < 2 {
		return false
	}
	return table.Known(table.Header([]byte(s)))
}

// refuse says why a file of this format cannot be read, and what to do.
func refuse(in wire.Input, f Format) *heed.Error {
	name := in.Base()
	switch f {
	case FormatEmpty:
		return heed.Errorf(heed.CodeInvalid, "%s holds no words, only blank space", name)
	case FormatAudio, FormatVideo:
		return heed.Errorf(heed.CodeUnsupported, "%s is a recording (%s); make a transcript of it first, for example as VTT or JSON", name, f)
	case FormatImage:
		return heed.Errorf(heed.CodeUnsupported, "%s is a picture; give its text", name)
	case FormatOffice:
		return heed.Errorf(heed.CodeUnsupported, "%s is an Office file of before 2007 or is locked with a password; save it as .docx or .xlsx without one", name)
	case FormatBinary:
		return heed.Errorf(heed.CodeUnsupported, "%s is not text in any form that Heed reads", name)
	}
	return heed.Errorf(heed.CodeUnsupported, "%s is %s, which Heed does not read; save it as text, DOCX, PDF, CSV or JSON", name, f)
}

// Aside reports whether a file in a folder or archive stands beside
// conversations and is none: a README, a licence, Slack's lists of users.
func Aside(name string) bool { return archive.Aside(name) }
