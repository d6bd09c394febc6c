package pack

import (
	"encoding/hex"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type name string

type inner struct {
	Label name
	Score float64
}

type outer struct {
	inner
	Text   string
	N      int
	Small  int8
	Big    uint64
	Yes    bool
	Bytes  []byte
	List   []inner
	Nested [][]string
	Fixed  [3]int
	ByName map[name]int
	One    *inner
	hidden string
}

var sample = outer{
	Text: strings.Repeat("largo ", 20), N: -1 << 62, Small: -128, Big: math.MaxUint64, Yes: true,
	Bytes: []byte{0, 255}, List: []inner{{"joy", 0.1}, {"joy", math.Copysign(0, -1)}, {"", math.Inf(1)}},
	Nested: [][]string{nil, {}, {"joy", "", "a\x00\xff"}}, Fixed: [3]int{1, 0, 3},
	ByName: map[name]int{"z": 1, "a": 2, "": 3}, One: &inner{"joy", 5e-324},
}

func TestRoundTrip(t *testing.T) {
	for what, v := range map[string]outer{
		"full": sample, "zero": {}, "empty": {Bytes: []byte{}, List: []inner{}, Nested: [][]string{}, ByName: map[name]int{}, One: &inner{}},
	} {
		b, err := Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		var got outer
		if err := Unmarshal(b, &got); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(v, got, cmp.AllowUnexported(outer{}, inner{})); d != "" {
			t.Errorf("%s (-want +got):\n%s", what, d)
		}
		if what == "full" && !math.Signbit(got.List[1].Score) {
			t.Error("minus zero lost its sign")
		}
		again, err := Marshal(v)
		if err != nil || string(again) != string(b) {
			t.Errorf("%s: the same value gave other bytes (%v)", what, err)
		}
	}
}

// TestOldBytes holds the format: databases are full of it.
func TestOldBytes(t *testing.T) {
	const old = "004000bfff6c036f6b054c6162656c6b036a6f796b0553636f726566000000000000e03f656f72006b0961c3b16f72616e7a61720266000000000000f0bf656f7200720165010000ffff"
	b, err := hex.DecodeString(old)
	if err != nil {
		t.Fatal(err)
	}
	want := []inner{{"joy", 0.5}, {"añoranza", -1}, {"joy", 0}}
	now, err := Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got []inner
	if err := Unmarshal(b, &got); err != nil {
		t.Fatalf("%v; today's bytes are %x", err, now)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestOtherFields reads what a type with other fields wrote.
func TestOtherFields(t *testing.T) {
	type item struct{ Label string }
	type other struct {
		Added int
		N     int
		List  []item
	}
	b, err := Marshal(sample)
	if err != nil {
		t.Fatal(err)
	}
	var got other
	if err := Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	want := other{N: sample.N, List: []item{{"joy"}, {"joy"}, {""}}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	var wrong struct{ N string }
	if err := Unmarshal(b, &wrong); err == nil {
		t.Error("a number was read into a string")
	}
}

func TestRefuses(t *testing.T) {
	for what, v := range map[string]any{
		"function": func() {}, "channel": make(chan int), "keys": map[int]string{1: "a"}, "any": []any{1}, "complex": 1i,
	} {
		if b, err := Marshal(v); err == nil {
			t.Errorf("%s: packed as %x", what, b)
		}
	}
	b, err := Marshal(sample)
	if err != nil {
		t.Fatal(err)
	}
	if err := Unmarshal(b, sample); err == nil {
		t.Error("read into a value that is no pointer")
	}
	for cut := range b {
		var got outer
		if err := Unmarshal(b[:cut], &got); err == nil {
			t.Errorf("%d bytes of %d were read without an error", cut, len(b))
		}
	}
	type list struct{ In []list }
	v := list{}
	for range 200 {
		v = list{In: []list{v}}
	}
	b, err = Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if err := Unmarshal(b, &list{}); err == nil {
		t.Error("200 values in one another were read")
	}
}

// FuzzUnmarshal feeds damaged bytes, after the compression.
func FuzzUnmarshal(f *testing.F) {
	w := newWriter()
	if err := w.value(reflect.ValueOf(sample)); err != nil {
		f.Fatal(err)
	}
	f.Add(w.out)
	f.Add([]byte("l\xff\xff\xff\xff\x0f"))
	f.Add([]byte("ok\x04Lists"))
	f.Add([]byte("m\x01r\x00n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		var got outer
		r := reader{in: string(b)}
		if err := r.value(reflect.ValueOf(&got).Elem(), 0); err != nil {
			return
		}
		packed, err := Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		var again outer
		if err := Unmarshal(packed, &again); err != nil {
			t.Fatal(err)
		}
	})
}
