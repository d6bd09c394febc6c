// Package pack writes Go values as small self-describing bytes, several times
// faster than JSON and a fraction of its size. What was written by an older
// version of a type can be read by a newer one and the other way round: fields
// are known by name, unknown ones are skipped, and absent ones stay zero.
//
// Structs, slices, maps with string keys, strings, integers, floats, booleans,
// []byte and pointers to them are kept exactly, a nil slice apart from an empty
// one; unexported fields are not kept. The same value gives the same bytes.
//
// A value is a tag and what follows: 'i' a zigzag varint; 'u' a varint; 'f'
// eight bytes, little endian; 't' true; 'n' false, nil or zero; 's' a length
// and bytes; 'k' the same, remembered; 'r' the number of a remembered string;
// 'l' a count and values; 'm' a count and pairs of string and value; 'o' pairs
// of string and value, until 'e'. The whole is compressed.
package pack

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
	"sync"
)

// remembered bounds the length of the strings that are kept to be referred to:
// names, ids, hashes and labels, not sentences.
const remembered = 64

// Marshal returns v packed.
func Marshal(v any) ([]byte, error) {
	w := writers.Get().(*writer)
	defer writers.Put(w)
	w.out = w.out[:0]
	clear(w.seen)
	if err := w.value(reflect.ValueOf(v)); err != nil {
		return nil, err
	}
	out := bytes.NewBuffer(make([]byte, 0, len(w.out)/3+64))
	z := compressors.Get().(*flate.Writer)
	defer compressors.Put(z)
	z.Reset(out)
	if _, err := z.Write(w.out); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// A compressor holds more than a megabyte, so they are kept and used again.
var compressors = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.BestSpeed)
	if err != nil {
		panic(err) // the level is a constant that flate knows
	}
	return w
}}

// The buffers grow to the size of the largest value once.
var writers = sync.Pool{New: func() any { return newWriter() }}

type writer struct {
	out  []byte
	seen map[string]int
}

func newWriter() *writer { return &writer{seen: map[string]int{}} }

func (w *writer) tagged(tag byte, n uint64) {
	w.out = append(w.out, tag)
	w.out = binary.AppendUvarint(w.out, n)
}

func (w *writer) text(s string) {
	if len(s) > remembered || s == "" {
		w.tagged('s', uint64(len(s)))
		w.out = append(w.out, s...)
		return
	}
	if i, ok := w.seen[s]; ok {
		w.tagged('r', uint64(i))
		return
	}
	w.seen[s] = len(w.seen)
	w.tagged('k', uint64(len(s)))
	w.out = append(w.out, s...)
}

func (w *writer) value(v reflect.Value) error {
	switch v.Kind() {
	case reflect.String:
		w.text(v.String())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.out = append(w.out, 'i')
		w.out = binary.AppendVarint(w.out, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.tagged('u', v.Uint())
	case reflect.Float32, reflect.Float64:
		w.out = append(w.out, 'f')
		w.out = binary.LittleEndian.AppendUint64(w.out, math.Float64bits(v.Float()))
	case reflect.Bool:
		w.out = append(w.out, boolTag(v.Bool()))
	case reflect.Pointer:
		if v.IsNil() {
			w.out = append(w.out, 'n')
			return nil
		}
		return w.value(v.Elem())
	case reflect.Slice, reflect.Array:
		return w.list(v)
	case reflect.Map:
		return w.pairs(v)
	case reflect.Struct:
		return w.object(v)
	default:
		return fmt.Errorf("pack: cannot write a %s", v.Kind())
	}
	return nil
}

func boolTag(b bool) byte {
	if b {
		return 't'
	}
	return 'n'
}

func (w *writer) list(v reflect.Value) error {
	if v.Kind() == reflect.Slice {
		if v.IsNil() {
			w.out = append(w.out, 'n')
			return nil
		}
		if v.Type().Elem().Kind() == reflect.Uint8 {
			w.tagged('s', uint64(v.Len()))
			w.out = append(w.out, v.Bytes()...)
			return nil
		}
	}
	w.tagged('l', uint64(v.Len()))
	for i := range v.Len() {
		if err := w.value(v.Index(i)); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) pairs(v reflect.Value) error {
	if v.IsNil() {
		w.out = append(w.out, 'n')
		return nil
	}
	if v.Type().Key().Kind() != reflect.String {
		return fmt.Errorf("pack: cannot write a map with %s keys", v.Type().Key().Kind())
	}
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int {
		return bytes.Compare([]byte(a.String()), []byte(b.String()))
	})
	w.tagged('m', uint64(len(keys)))
	for _, k := range keys {
		w.text(k.String())
		if err := w.value(v.MapIndex(k)); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) object(v reflect.Value) error {
	w.out = append(w.out, 'o')
	for _, f := range fieldsOf(v.Type()).list {
		fv := v.Field(f.index)
		if fv.IsZero() && !negativeZero(fv) {
			continue
		}
		w.text(f.name)
		if err := w.value(fv); err != nil {
			return err
		}
	}
	w.out = append(w.out, 'e')
	return nil
}

func negativeZero(v reflect.Value) bool {
	return v.CanFloat() && math.Signbit(v.Float())
}

type field struct {
	name  string
	index int
}

type fields struct {
	list   []field
	byName map[string]int // index in the struct
}

var known sync.Map // reflect.Type -> *fields

func fieldsOf(t reflect.Type) *fields {
	if f, ok := known.Load(t); ok {
		return f.(*fields)
	}
	out := &fields{byName: map[string]int{}}
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() {
			out.list = append(out.list, field{f.Name, i})
			out.byName[f.Name] = i
		}
	}
	known.Store(t, out)
	return out
}
