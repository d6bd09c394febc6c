package pseudonym

import (
	"strconv"
	"strings"
	"unicode"
)

// piece is a run of letters in the name of a file.
type piece struct {
	start, end int
	folded     string
}

func pieces(file string) []piece {
	var out []piece
	start := -1
	for i, r := range file {
		letter := unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
		if letter && start < 0 {
			start = i
		}
		if !letter && start >= 0 {
			out = append(out, piece{start, i, fold(file[start:i])})
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, piece{start, len(file), fold(file[start:])})
	}
	return out
}

// joined reports whether only one mark parts two pieces.
func joined(file string, a, b piece) bool {
	switch file[a.end:b.start] {
	case "-", "_", ".", " ", "+":
		return true
	}
	return false
}

// fileName replaces names in a title or an id: interview_marta-voss becomes
// interview_person-3. Anything else keeps its characters.
func (w *cover) fileName(file string) (string, error) {
	if file == "" {
		return file, nil
	}
	if strings.Count(file, " ") > 1 || strings.Contains(file, "@") { // a subject line
		return w.text(file)
	}
	var failed error
	named := replaceNames(file, func(words []piece) (int, string) {
		for k := min(len(words), 5); k > 0; k-- {
			var names []string
			for _, p := range words[:k] {
				names = append(names, p.folded)
			}
			p := w.people.inName(names)
			if p == nil {
				continue
			}
			if err := w.allot(p); err != nil {
				failed = err
				return 0, ""
			}
			return k, "person-" + strconv.Itoa(p.number)
		}
		return 0, ""
	})
	return named, failed
}

// inName finds who is meant by words of a file's name: a full name, or one word
// that is somebody's name and nothing else.
func (r *roster) inName(words []string) *person {
	for _, p := range r.people {
		if len(words) > 1 && len(p.words) > 1 && (fits(p.words, words) || fits(words, p.words)) && r.words[words[len(words)-1]] != nil {
			return p
		}
		if len(words) == 1 && len(words[0]) > 2 && fits(p.words, words) {
			f := r.d.flags[r.d.ids[words[0]]]
			if r.firms[words[0]] || !p.speaker && f&(fGiven|fSurname) == 0 || f&(fCommon|ambiguous) != 0 && !p.speaker || r.d.roles[words[0]] {
				continue
			}
			return p
		}
	}
	if len(words) == 1 && len(words[0]) > 3 && !r.firms[words[0]] {
		if f := r.d.flags[r.d.ids[words[0]]]; f&fGiven != 0 && f&(ambiguous|fCommon|fNotName) == 0 {
			p := &person{name: words[0], words: words}
			r.people = append(r.people, p)
			r.index(p)
			return p
		}
	}
	return nil
}

func replaceNames(file string, match func([]piece) (int, string)) string {
	ps := pieces(file)
	var b strings.Builder
	at := 0
	for i := 0; i < len(ps); {
		run := i + 1
		for run < len(ps) && joined(file, ps[run-1], ps[run]) {
			run++
		}
		k, with := match(ps[i:run])
		if k == 0 {
			i++
			continue
		}
		b.WriteString(file[at:ps[i].start])
		b.WriteString(with)
		at = ps[i+k-1].end
		i += k
	}
	b.WriteString(file[at:])
	return b.String()
}

// InName replaces names in the name of a file by the word person. Whole words
// alone are replaced, with or without accents; the ending stays.
func InName(file string, names []string) string {
	d := load()
	var known [][]string
	for _, n := range names {
		if Named(n) {
			known = append(known, nameWords(n))
		}
	}
	stem, ext := file, ""
	if i := strings.LastIndexByte(file, '.'); i > 0 {
		stem, ext = file[:i], file[i:]
	}
	return replaceNames(stem, func(words []piece) (int, string) {
		for k := min(len(words), 5); k > 0; k-- {
			var got []string
			for _, p := range words[:k] {
				got = append(got, p.folded)
			}
			for _, name := range known {
				if k > 1 && fits(name, got) || k == 1 && len(got[0]) > 2 && fits(name, got) && !d.roles[got[0]] {
					return k, "person"
				}
			}
		}
		return 0, ""
	}) + ext
}
