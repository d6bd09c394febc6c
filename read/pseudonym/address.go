package pseudonym

// addresses finds streets with a number: 14 Victoria Road, calle Mayor, 8.
func (s *scanner) addresses() {
	for i := 0; i < len(s.toks); i++ {
		t := s.toks[i]
		switch {
		case t.shape == opaque:
		case t.flags&fStreetBefore != 0:
			i = s.streetThenNumber(i)
		case t.flags&fStreetAfter != 0:
			s.numberThenStreet(i)
		case t.shape == upper && t.text(s) == "PO" && i+2 < len(s.toks) && s.toks[i+2].shape == digits && s.is(i+1, "box"),
			t.shape == capital && s.is(i, "apartado") && i+1 < len(s.toks) && s.toks[i+1].shape == digits:
			j := i + 2
			if t.shape == upper {
				j++
			}
			s.hide(i, j, "address")
		}
	}
}

func (s *scanner) is(i int, folded string) bool {
	return fold(s.toks[i].text(s)) == folded
}

// numberThenStreet looks back from the word for street at i: a number and one
// to three words of a name.
func (s *scanner) numberThenStreet(i int) {
	toks := s.toks
	small := toks[i].shape == lower
	if small && toks[i].flags&fStreetStrong == 0 {
		return
	}
	k := i - 1
	for ; k >= 0 && i-k <= 4; k-- {
		t := toks[k]
		if toks[k+1].gap&^(gSpace|gHyphen) != 0 && !(toks[k+1].gap == gStop|gSpace && t.end-t.start <= 3) {
			return
		}
		if s.houseNumber(k) {
			break
		}
		if t.shape == opaque || t.shape == digits || t.shape == lower && s.text[t.start] != '\'' && (!small || t.flags&fStreetAfter != 0 || t.flags&(fVerbish|fPoss|fRole|fAsk) != 0 && t.flags&fGiven == 0) {
			return
		}
	}
	if k < 0 || i-k > 4 || i-k < 2 {
		return
	}
	if toks[k].flags&(fDigit|fNumber) != 0 { // twenty four elm road
		for k > 0 && toks[k-1].flags&(fDigit|fNumber) != 0 && toks[k].gap&^(gSpace|gHyphen) == 0 {
			k--
		}
	}
	for k >= 2 && toks[k].gap&(gStop|gLine|gOther) == 0 { // Flat 2, 14 Victoria Road
		if toks[k-2].flags&fUnit != 0 && toks[k-1].gap&^gSpace == 0 && toks[k-1].shape != opaque {
			k -= 2
			continue
		}
		break
	}
	s.hide(k, s.town(i+1), "address")
}

// houseNumber reports whether token k may be the number of a house.
func (s *scanner) houseNumber(k int) bool {
	t := s.toks[k]
	switch t.shape {
	case digits:
		return t.end-t.start <= 5
	case mixed: // 14b
		return t.end-t.start <= 5 && class[s.text[t.start]] == 3 && class[s.text[t.end-2]] == 3 && s.text[t.end-1]|0x20 <= 'k'
	}
	return t.shape == lower && t.flags&(fDigit|fNumber) != 0 && t.flags&fPoss == 0
}

// town returns the token after the rest of an address whose street ends before
// j: the town and the postcode, if a postcode closes them on the same line.
func (s *scanner) town(j int) int {
	toks, end := s.toks, j
	// In a text without capitals: springfield ma 01119.
	for k := j; k < len(toks) && k < j+5 && toks[k].gap&^(gSpace|gComma) == 0; k++ {
		if t := toks[k]; t.shape == digits && k > j && t.end-t.start >= 4 && t.end-t.start <= 6 {
			return k + 1
		} else if t.shape != lower || t.flags&(fPoss|fAsk|fVerbish) != 0 {
			break
		}
	}
	for k := j; k < len(toks) && k < j+10; k++ {
		t := toks[k]
		if t.gap&(gLine|gOther|gAmp) != 0 && !(t.gap&gLine != 0 && t.gap&gComma != 0) || t.gap&gStop != 0 && t.start-toks[k-1].end > 2 {
			break
		}
		switch {
		case t.flags&fUnit != 0 && k+1 < len(toks) && toks[k+1].gap&^(gSpace|gStop|gOther) == 0 && s.unitNumber(k+1):
			k++
			end = k + 1
			continue
		case t.shape == opaque:
			for i, h := range s.hits { // a postcode found on its own joins in
				if h.start == t.start && h.kind == "address" {
					s.hits[i].kind = ""
					return k + 1
				}
			}
			return end
		case t.shape == digits && t.end-t.start == 5:
			end = k + 1
			if k+1 < len(toks) && toks[k+1].gap == gSpace && toks[k+1].shape == capital {
				end++ // 28013 Madrid
			}
			return end
		case t.shape == digits || t.shape == mixed:
			if t.gap == gSpace|gComma || t.end-t.start > 3 || t.gap == gSpace && k == j {
				return end
			}
			return end
		case t.shape == lower && t.flags&(fUnit|fPoss) == 0 && !s.is(k, "de") && !s.is(k, "del"):
			return end
		}
	}
	return end
}

func (s *scanner) unitNumber(k int) bool {
	t := s.toks[k]
	return t.shape == digits || t.shape == mixed && t.end-t.start <= 4 || t.shape == initial || t.shape == lower && t.end-t.start == 1 && t.flags&fFiller == 0
}

// streetThenNumber looks on from the word for street at i: up to six words of a
// name, then a number. It returns the last token that it looked at and took.
func (s *scanner) streetThenNumber(i int) int {
	toks := s.toks
	small := toks[i].shape == lower
	short := toks[i].end-toks[i].start <= 3
	if short && (small || toks[i].shape == initial) && !(i+1 < len(toks) && toks[i+1].gap&(gStop|gOther|gSpace) != 0 && toks[i+1].shape != lower && (s.text[toks[i].end] == '.' || s.text[toks[i].end] == '/')) &&
		!s.is(i, "cra") && !s.is(i, "kra") && !s.is(i, "kr") {
		return i
	}
	k := i + 1
	names := 0
	for ; k < len(toks) && k <= i+8; k++ {
		t := toks[k]
		if t.gap&(gLine|gAmp) != 0 || t.shape == opaque {
			return i
		}
		if s.houseNumber(k) && (t.shape != lower || names > 0) {
			break
		}
		if t.flags&fStreetNumber != 0 && k+1 < len(toks) && s.houseNumber(k+1) {
			k++
			break
		}
		if t.gap&gStop != 0 && !short && t.start-toks[k-1].end > 1 && toks[k-1].end-toks[k-1].start > 4 || t.gap&gOther != 0 && k > i+1 {
			return i
		}
		if t.shape == lower && !s.joiner(k) {
			if !small || t.flags&fGiven == 0 && t.flags&fSurname == 0 && (t.flags&fCommon != 0 || t.word == 0 && names > 1) {
				return i
			}
		}
		if !s.joiner(k) {
			names++
		}
	}
	if k >= len(toks) || !s.houseNumber(k) || names == 0 && toks[k].shape == lower {
		return i
	}
	if t := toks[k]; t.gap == gSpace && small && t.shape == digits && k+1 < len(toks) && toks[k+1].gap == gSpace && names > 2 {
		return i
	}
	if names == 0 { // Carrera 15 # 88-21, Calle 100 No. 19-54
		m := k + 1
		if m < len(toks) && toks[m].flags&fStreetNumber != 0 {
			m++
		}
		if m >= len(toks) || toks[m].shape == opaque || toks[m].shape != digits && toks[m].shape != mixed || toks[m].gap&(gOther|gStop) == 0 && m == k+1 {
			return i
		}
		k = m
		if k+1 < len(toks) && (toks[k+1].shape == digits || toks[k+1].shape == mixed) && toks[k+1].gap&^(gSpace|gHyphen) == 0 {
			k++
		}
	}
	j := k + 1
	// 12 bis, 3º B, 2.º B
	if j+1 < len(toks) && toks[j].gap&gComma != 0 && toks[j].shape == digits && toks[j].end-toks[j].start <= 2 && toks[j+1].gap&^gStop == 0 && (s.is(j+1, "º") || s.is(j+1, "ª")) {
		j += 2
		if j < len(toks) && toks[j].gap&^(gSpace|gComma) == 0 && (toks[j].shape == initial || toks[j].flags&fUnit != 0) {
			j++
		}
	}
	for j < len(toks) && toks[j].gap&(gLine|gAmp) == 0 && (s.is(j, "bis") || toks[j].shape == mixed && toks[j].end-toks[j].start <= 4 && toks[j].gap&gComma != 0 || toks[j].shape == initial && toks[j-1].shape == mixed && toks[j].gap == gSpace) {
		j++
	}
	for j < len(toks) && toks[j].gap&(gLine|gAmp|gOther) == 0 && toks[j].flags&fUnit != 0 && (toks[j].gap&gComma != 0 || s.unitAfter(j)) {
		j++
		if j < len(toks) && toks[j].gap&(gLine|gComma) == 0 && s.unitNumber(j) {
			j++
		}
	}
	j = s.town(j)
	s.hide(i, j, "address")
	return j - 1
}

func (s *scanner) unitAfter(j int) bool { return j+1 < len(s.toks) && s.unitNumber(j+1) }

// joiner reports whether the word may stand small inside a street's name.
func (s *scanner) joiner(k int) bool {
	switch s.toks[k].text(s) {
	case "de", "del", "la", "las", "los", "el", "y", "san", "santa", "don", "doña", "De", "La":
		return true
	}
	return false
}
