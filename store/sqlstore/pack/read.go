package pack

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"strings"
	"sync"
)

// maxSize bounds what a packed value may unfold to, so that damaged bytes
// cannot fill the memory.
const maxSize = 1 << 30

// maxDepth bounds how deep values stand in one another, for the same reason.
const maxDepth = 64

// unpacker is what unfolding needs: a window of 32 KB and a buffer, kept and
// used again.
type unpacker struct {
	flate io.Reader
	out   bytes.Buffer
}

var unpackers = sync.Pool{New: func() any { return &unpacker{flate: flate.NewReader(strings.NewReader(""))} }}

var errShort = errors.New("pack: the bytes end too early")

// Unmarshal reads what Marshal wrote into the value that v points to. Damaged
// bytes give an error.
func Unmarshal(b []byte, v any) error {
	p := reflect.ValueOf(v)
	if p.Kind() != reflect.Pointer || p.IsNil() {
		return fmt.Errorf("pack: Unmarshal needs a pointer, not a %T", v)
	}
	u := unpackers.Get().(*unpacker)
	defer unpackers.Put(u)
	if err := u.flate.(flate.Resetter).Reset(bytes.NewReader(b), nil); err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	u.out.Reset()
	if n, err := u.out.ReadFrom(io.LimitReader(u.flate, maxSize+1)); err != nil {
		return fmt.Errorf("pack: %w", err)
	} else if n > maxSize {
		return fmt.Errorf("pack: more than %d bytes", maxSize)
	}
	// One string holds all those that are sliced from it.
	r := reader{in: u.out.String()}
	if err := r.value(p.Elem(), 0); err != nil {
		return err
	}
	if r.at != len(r.in) {
		return errors.New("pack: bytes after the value")
	}
	return nil
}

type reader struct {
	in   string
	at   int
	seen []string
}

func (r *reader) tag() (byte, error) {
	if r.at >= len(r.in) {
		return 0, errShort
	}
	r.at++
	return r.in[r.at-1], nil
}

func (r *reader) number() (uint64, error) {
	var n uint64
	for shift := 0; shift < 64; shift += 7 {
		b, err := r.tag()
		if err != nil {
			return 0, err
		}
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n, nil
		}
	}
	return 0, errors.New("pack: a number is too long")
}

func (r *reader) count() (int, error) {
	n, err := r.number()
	if err == nil && n > uint64(len(r.in)-r.at) {
		err = errShort // everything counted takes a byte at least
	}
	return int(n), err
}

// text reads what follows the tag of a string.
func (r *reader) text(tag byte) (string, error) {
	if tag == 'r' {
		i, err := r.number()
		if err != nil {
			return "", err
		}
		if i >= uint64(len(r.seen)) {
			return "", errors.New("pack: refers to a string that was not there")
		}
		return r.seen[i], nil
	}
	if tag != 's' && tag != 'k' {
		return "", fmt.Errorf("pack: tag %q where a string should be", tag)
	}
	n, err := r.count()
	if err != nil {
		return "", err
	}
	s := r.in[r.at : r.at+n]
	r.at += n
	if tag == 'k' {
		r.seen = append(r.seen, s)
	}
	return s, nil
}

func (r *reader) value(v reflect.Value, depth int) error {
	tag, err := r.tag()
	if err != nil {
		return err
	}
	return r.tagged(tag, v, depth)
}

// tagged reads what follows tag into v, or past it where v is not valid.
func (r *reader) tagged(tag byte, v reflect.Value, depth int) error {
	if depth > maxDepth {
		return errors.New("pack: values stand too deep in one another")
	}
	if tag != 'n' && v.IsValid() && v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		return r.tagged(tag, v.Elem(), depth+1)
	}
	switch tag {
	case 'n':
		if v.IsValid() {
			v.SetZero()
		}
		return nil
	case 't':
		return set(v, reflect.Bool, func() { v.SetBool(true) })
	case 'i':
		n, err := r.number()
		if err != nil {
			return err
		}
		signed := int64(n>>1) ^ -int64(n&1)
		if v.IsValid() && (!v.CanInt() || v.OverflowInt(signed)) {
			return mismatch(v, "an integer")
		}
		if v.IsValid() {
			v.SetInt(signed)
		}
		return nil
	case 'u':
		n, err := r.number()
		if err != nil {
			return err
		}
		if v.IsValid() && (!v.CanUint() || v.OverflowUint(n)) {
			return mismatch(v, "a number")
		}
		if v.IsValid() {
			v.SetUint(n)
		}
		return nil
	case 'f':
		if len(r.in)-r.at < 8 {
			return errShort
		}
		f := math.Float64frombits(binary.LittleEndian.Uint64([]byte(r.in[r.at : r.at+8])))
		r.at += 8
		if v.IsValid() && !v.CanFloat() {
			return mismatch(v, "a fraction")
		}
		if v.IsValid() {
			v.SetFloat(f)
		}
		return nil
	case 's', 'k', 'r':
		s, err := r.text(tag)
		if err != nil {
			return err
		}
		if v.IsValid() && v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
			v.SetBytes([]byte(s))
			return nil
		}
		return set(v, reflect.String, func() { v.SetString(s) })
	case 'l':
		return r.list(v, depth)
	case 'm':
		return r.pairs(v, depth)
	case 'o':
		return r.object(v, depth)
	}
	return fmt.Errorf("pack: unknown tag %q", tag)
}

func set(v reflect.Value, kind reflect.Kind, do func()) error {
	if !v.IsValid() {
		return nil
	}
	if v.Kind() != kind {
		return mismatch(v, kind.String())
	}
	do()
	return nil
}

func mismatch(v reflect.Value, what string) error {
	return fmt.Errorf("pack: %s where a %s should be", what, v.Type())
}

func (r *reader) list(v reflect.Value, depth int) error {
	n, err := r.count()
	if err != nil {
		return err
	}
	if v.IsValid() {
		switch v.Kind() {
		case reflect.Slice:
			v.Set(reflect.MakeSlice(v.Type(), 0, min(n, 1<<16)))
		case reflect.Array:
			if v.Len() != n {
				return mismatch(v, "a list of another length")
			}
		default:
			return mismatch(v, "a list")
		}
	}
	for i := range n {
		var item reflect.Value
		if v.IsValid() && v.Kind() == reflect.Slice {
			if v.Len() == v.Cap() {
				v.Grow(1)
			}
			v.SetLen(i + 1)
			item = v.Index(i)
			item.SetZero()
		} else if v.IsValid() {
			item = v.Index(i)
		}
		if err := r.value(item, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) pairs(v reflect.Value, depth int) error {
	n, err := r.count()
	if err != nil {
		return err
	}
	if v.IsValid() {
		if v.Kind() != reflect.Map || v.Type().Key().Kind() != reflect.String {
			return mismatch(v, "a map")
		}
		v.Set(reflect.MakeMap(v.Type()))
	}
	for range n {
		tag, err := r.tag()
		if err != nil {
			return err
		}
		key, err := r.text(tag)
		if err != nil {
			return err
		}
		var item reflect.Value
		if v.IsValid() {
			item = reflect.New(v.Type().Elem()).Elem()
		}
		if err := r.value(item, depth+1); err != nil {
			return err
		}
		if v.IsValid() {
			v.SetMapIndex(reflect.ValueOf(key).Convert(v.Type().Key()), item)
		}
	}
	return nil
}

func (r *reader) object(v reflect.Value, depth int) error {
	var names map[string]int
	if v.IsValid() {
		if v.Kind() != reflect.Struct {
			return mismatch(v, "a struct")
		}
		names = fieldsOf(v.Type()).byName
	}
	for {
		tag, err := r.tag()
		if err != nil {
			return err
		}
		if tag == 'e' {
			return nil
		}
		name, err := r.text(tag)
		if err != nil {
			return err
		}
		var item reflect.Value
		if i, ok := names[name]; ok {
			item = v.Field(i)
		}
		if err := r.value(item, depth+1); err != nil {
			return err
		}
	}
}
