package app_test

import (
	"testing"

	"github.com/heedhq/heed/app"
)

// Every stage of a measured run does all of its work, in order, and made calls
// are listened to.
func TestBench(t *testing.T) {
	a := workspace(t)
	out, err := a.Bench(t.Context(), app.BenchRequest{Paths: []string{folder(t, map[string]string{"marta.txt": marta, "rob.txt": rob})}, Calls: 3})
	if err != nil {
		t.Fatal(err)
	}
	done := map[string]int{}
	for _, s := range out.Stages {
		done[s.Stage] = s.Items
		if s.Seconds < 0 || s.Ratio < 0 {
			t.Errorf("%+v", s)
		}
	}
	for stage, want := range map[string]int{
		"read": out.Conversations, "pseudonyms": out.Turns, "sense": out.Utterances, "emotion": out.Utterances,
		"store": out.Conversations, "shape": out.Utterances, "search": 8, "calls": 3, "listen": 3,
	} {
		if done[stage] != want || want == 0 {
			t.Errorf("%s did %d, want %d", stage, done[stage], want)
		}
	}
}
