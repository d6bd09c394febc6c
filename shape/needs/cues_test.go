package needs

import (
	"slices"
	"strings"
	"testing"
)

func TestExpand(t *testing.T) {
	classes := map[string]string{"{my}": "my/our"}
	got := expand(strings.Fields("check/verify {my} work"), classes)
	for i := range got {
		got[i] = strings.TrimSpace(got[i])
	}
	if want := []string{"check my work", "check our work", "verify my work", "verify our work"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
