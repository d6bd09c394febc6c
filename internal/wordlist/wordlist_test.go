package wordlist

import (
	"slices"
	"testing"
)

func TestLines(t *testing.T) {
	const list = "# a list\n\nbefore\n[first one]\n  a, b ,, c \n#d\n[x|y] optional\r\n[last]\nend"
	var got []string
	for heading, line := range Lines(list) {
		got = append(got, heading+": "+line)
	}
	want := []string{": before", "first one: a, b ,, c", "first one: [x|y] optional", "last: end"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for range Lines(list) {
		break
	}
}

func TestFields(t *testing.T) {
	if got := slices.Collect(Fields("  a, b ,, c d ", ",")); !slices.Equal(got, []string{"a", "b", "c d"}) {
		t.Errorf("got %q", got)
	}
}
