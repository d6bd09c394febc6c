package storetest

import (
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"github.com/heedhq/heed"
)

// Full returns a T in which every field holds something, and no two the same
// where they can help it: whoever adds a field to the vocabulary finds out here
// whether it is kept.
func Full[T any]() T {
	var v T
	f := filler{}
	f.fill(reflect.ValueOf(&v).Elem())
	return v
}

type filler struct{ n int }

func (f *filler) fill(v reflect.Value) {
	f.n++
	switch v.Addr().Interface().(type) {
	case *time.Time:
		v.Set(reflect.ValueOf(time.Date(2026, 11, 7, 8, 9, 10, 123456000+f.n, time.UTC)))
		return
	case *heed.Date:
		v.Set(reflect.ValueOf(heed.Date{Year: 2026, Month: 3, Day: 1 + f.n%28}))
		return
	case *heed.Moment:
		v.Set(reflect.ValueOf(heed.At(float64(f.n) / 7)))
		return
	case *[]byte:
		v.SetBytes([]byte{byte(f.n), 0, 255})
		return
	case *heed.Level:
		v.Set(reflect.ValueOf(heed.Moderate))
		return
	case *json.RawMessage:
		v.Set(reflect.ValueOf(json.RawMessage(fmt.Sprintf(`{"n":%d}`, f.n))))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("señal <%d> & 👋 \"x\"", f.n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(f.n))
	case reflect.Uint64:
		v.SetUint(1<<63 + uint64(f.n))
	case reflect.Float64:
		v.SetFloat(float64(f.n) / 10)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(v.Field(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			f.fill(v.Index(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			f.fill(v.Index(i))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range 2 {
			key, item := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			f.fill(key)
			f.fill(item)
			v.SetMapIndex(key, item)
		}
	default:
		panic("storetest: cannot fill a " + v.Type().String())
	}
}
