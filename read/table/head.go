package table

import (
	"regexp"
	"strings"
)

var questionCode = regexp.MustCompile(`^(?i)(?:Q|P)\d+(?:[._]\w+)*$`)

// joinHead settles the header where survey tools write it over more than one
// row, and says how many rows beyond the first it takes. Qualtrics writes
// codes, questions and import ids; SurveyMonkey writes questions, and below
// them what kind of answer each column holds.
func joinHead(head []string, first [][]string) ([]string, int) {
	switch {
	case len(first) > 1 && anyPrefix(first[1], `{"ImportId"`):
		out := make([]string, len(head))
		for i, h := range head {
			out[i] = h
			if q := cellAt(first[0], i); q != "" && questionCode.MatchString(strings.TrimSpace(h)) {
				out[i] = q
			}
		}
		return out, 2
	case len(first) > 0 && answerKinds(head, first[0]):
		out := make([]string, len(head))
		over := ""
		for i, h := range head {
			if h = strings.TrimSpace(h); h != "" {
				over = h
			}
			out[i] = over
			switch sub := cellAt(first[0], i); sub {
			case "", "Response", "Open-Ended Response", "Respuesta", "Respuesta abierta":
			default:
				out[i] = over + ": " + sub
			}
		}
		return out, 1
	}
	return head, 0
}

func cellAt(row []string, i int) string {
	if i < len(row) {
		return strings.TrimSpace(row[i])
	}
	return ""
}

func anyPrefix(row []string, prefix string) bool {
	for _, c := range row {
		if strings.HasPrefix(strings.TrimSpace(c), prefix) {
			return true
		}
	}
	return false
}

// answerKinds reports whether a row says what kind of answer columns hold.
func answerKinds(head, row []string) bool {
	for _, c := range row {
		switch strings.TrimSpace(c) {
		case "Open-Ended Response", "Respuesta abierta":
			return true
		}
	}
	return len(head) > 0 && cellAt(row, 0) == "" && len(row) > 2 && (cellAt(row, len(row)-1) == "Response" || cellAt(row, len(row)-1) == "Respuesta")
}
