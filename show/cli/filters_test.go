package cli

import (
	"encoding/json"
	"math"
	"reflect"
	"strconv"
	"testing"
)

func TestAppendFloat(t *testing.T) {
	values := []float64{0, 1, -1, 0.5, -0.00001, 0.00004999, 0.00005, 0.99995, 12.3456789, -7.5, 1e9 + 0.25, 3e14, math.Copysign(0, -1)}
	for i := range 20000 {
		values = append(values, float64(i)/10000, -float64(i)/7777)
	}
	for _, v := range values {
		rounded := math.Round(v*1e4) / 1e4
		if rounded == 0 {
			rounded = 0 // not negative
		}
		want := strconv.FormatFloat(rounded, 'f', -1, 64)
		if got := string(appendFloat(nil, v)); got != want {
			t.Fatalf("%v is written %s, want %s", v, got, want)
		}
	}
}

// What is read without encoding/json is read as encoding/json reads it.
func FuzzParsePlain(f *testing.F) {
	for _, line := range []string{
		`{"id":"1","text":"hello"}`, ` {"id" : 17 , "text":"¿Qué?", "lang":"es"} `, `{"text":"a","id":007}`, `{"text":"a\nb"}`,
		`{"id":1.5,"text":"x"}`, `{"id":-1,"text":"x"}`, `{"ID":1,"Text":"x"}`, `{"text":"a","text":"b"}`, `{"text":null}`, `{"text":"x","more":1}`,
		"{\"text\":\"\xff\"}", "{\"text\":\"\t\"}", `{"text":"a"`, `{"text":"a",}`, `{,"text":"a"}`, `{}`, `{"text":1}`, `{"id":12 3,"text":"a"}`, `{"text":"a"}x}`,
	} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		var plain, want text
		if !plain.parsePlain(line) {
			return
		}
		if err := json.Unmarshal(line, &want); err != nil {
			t.Fatalf("%q is not JSON: %v", line, err)
		}
		if !reflect.DeepEqual(plain, want) {
			t.Fatalf("%q is read as %+v, want %+v", line, plain, want)
		}
	})
}

// Nearly all lines are of the shape that is read fast.
func TestParsePlainTakes(t *testing.T) {
	for _, line := range []string{`{"id":"1","text":"hello"}`, `{ "text": "¿Qué?", "lang": "es", "id": 17 }`} {
		if !new(text).parsePlain([]byte(line)) {
			t.Errorf("%s takes the slow way", line)
		}
	}
}
