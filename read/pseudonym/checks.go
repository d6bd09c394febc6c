package pseudonym

import "strings"

// luhn checks the last digit of a card number (ISO/IEC 7812-1, annex B).
func luhn(digits []byte) bool {
	sum, same := 0, true
	for i := range digits {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
		same = same && digits[i] == digits[0]
	}
	return sum%10 == 0 && !same
}

func atoi(digits []byte) int {
	n := 0
	for _, d := range digits {
		n = n*10 + int(d-'0')
	}
	return n
}

// ssn checks the ranges that the Social Security Administration never gives:
// area 000, 666 and 900 on, group 00, serial 0000.
func ssn(d []byte) bool {
	area := string(d[:3])
	return area != "000" && area != "666" && d[0] != '9' && string(d[3:5]) != "00" && string(d[5:]) != "0000"
}

// cuit checks an Argentine tax number (weights 5 4 3 2 7 6 5 4 3 2, mod 11).
func cuit(d []byte) bool {
	sum := 0
	for i, w := range []int{5, 4, 3, 2, 7, 6, 5, 4, 3, 2} {
		sum += w * int(d[i]-'0')
	}
	return (11-sum%11)%11 == int(d[10]-'0')
}

// dniEnd returns where the letter of a DNI ends that may follow at i, or 0.
func dniEnd(text string, i int) int {
	if i < len(text) && (text[i] == '-' || text[i] == ' ') {
		i++
	}
	if i >= len(text) || class[text[i]] != 2 && (class[text[i]] != 1 || class[text[i-1]] != 3) {
		return 0
	}
	if i+1 < len(text) && class[text[i+1]] != 0 {
		return 0
	}
	return i + 1
}

// rutEnd returns where a Chilean check digit ends that may follow at i, or 0.
func rutEnd(text string, i int) int {
	if i+1 >= len(text) || text[i] != '-' || class[text[i+1]] != 3 && text[i+1]|0x20 != 'k' {
		return 0
	}
	if i+2 < len(text) && class[text[i+2]] != 0 {
		return 0
	}
	return i + 2
}

// ibanLength is the length of an IBAN by country (ISO 13616 registry).
var ibanLength = map[string]int{
	"AD": 24, "AE": 23, "AT": 20, "BE": 16, "BG": 22, "BR": 29, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22,
	"DK": 18, "DO": 28, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "GT": 28, "HR": 21,
	"HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31,
	"NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SV": 28, "TR": 26,
}

// ibanEnd returns the end of the IBAN that begins at i, or 0. Where the text
// says that one comes, the check digits may be wrong.
func ibanEnd(text string, i int, said bool) int {
	if i+4 > len(text) {
		return 0
	}
	want := ibanLength[strings.ToUpper(text[i:i+2])]
	if want == 0 {
		return 0
	}
	var b [34]byte
	n := 0
	for ; i < len(text) && n < want; i++ {
		c := text[i]
		switch class[c] {
		case 1, 2:
			b[n] = c &^ 0x20
			n++
		case 3:
			b[n] = c
			n++
		default:
			if c != ' ' && c != '-' || n < 2 {
				return 0
			}
		}
		if n == 3 && class[b[2]] != 3 || n == 4 && class[b[3]] != 3 {
			return 0
		}
	}
	if n < want || i < len(text) && class[text[i]] != 0 {
		return 0
	}
	if !said && !mod97(b[:n]) {
		return 0
	}
	return i
}

// mod97 checks an IBAN (ISO 7064, mod 97-10): the first four characters go
// last, letters count from ten, and the rest of the division is one.
func mod97(b []byte) bool {
	rest := 0
	for i := range b {
		c := b[(i+4)%len(b)]
		if class[c] == 3 {
			rest = (rest*10 + int(c-'0')) % 97
		} else {
			rest = (rest*100 + int(c-'A') + 10) % 97
		}
	}
	return rest == 1
}

// mask is a code as letters (A), digits (9), either (X) and blanks that may be
// there (a space).
type mask struct {
	pattern string
	kind    string
	check   func(string) bool
}

var lettered = []mask{
	{"A-9999999-A", "national id", nie},
	{"AA 99 99 99 A", "national id", nino},
	{"AAAA999999AAAAAAX9", "national id", nil},
	{"AAAA-999999-XXX", "national id", nil},
	{"AA9A 9AA", "address", nil},
	{"AA99 9AA", "address", nil},
	{"AA9 9AA", "address", nil},
	{"A9A 9AA", "address", nil},
	{"A99 9AA", "address", nil},
	{"A9 9AA", "address", nil},
}

// match returns the end of the code that begins at i, or 0. small allows small
// letters.
func (m mask) match(text string, i int, small bool) int {
	for k := 0; k < len(m.pattern); k++ {
		p := m.pattern[k]
		if p == ' ' || p == '-' {
			if i < len(text) && (text[i] == ' ' || text[i] == '-') {
				i++
			}
			continue
		}
		if i >= len(text) {
			return 0
		}
		c := class[text[i]]
		letter := c == 2 || c == 1 && small
		if p == 'A' && !letter || p == '9' && c != 3 || p == 'X' && !letter && c != 3 {
			return 0
		}
		i++
	}
	if i < len(text) && class[text[i]] != 0 && class[text[i]] != 4 {
		return 0
	}
	return i
}

func squeeze(s string) string {
	return strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(s))
}

// nie checks a Spanish foreigner's number: X, Y, Z count 0, 1, 2.
func nie(s string) bool {
	s = squeeze(s)
	lead := strings.IndexByte("XYZ", s[0])
	return lead >= 0 && "TRWAGMYFPDXBNJZSQVHLCKE"[(lead*10_000_000+atoi([]byte(s[1:8])))%23] == s[8]
}

// nino checks the letters of a National Insurance number (HMRC, NIM39110).
func nino(s string) bool {
	s = squeeze(s)
	if strings.HasPrefix(s, "QQ") { // the prefix of HMRC's own example
		return s[8] <= 'D'
	}
	return !strings.ContainsRune("DFIQUV", rune(s[0])) && !strings.ContainsRune("DFIQUVO", rune(s[1])) && s[8] <= 'D' &&
		s[:2] != "BG" && s[:2] != "GB" && s[:2] != "KN" && s[:2] != "NK" && s[:2] != "NT" && s[:2] != "TN" && s[:2] != "ZZ"
}
