package app

import (
	"context"
	"errors"
	"testing"
)

func counter(n int) func() (int, bool, error) {
	i := 0
	return func() (int, bool, error) {
		i++
		return i, i <= n, nil
	}
}

func TestInOrder(t *testing.T) {
	var got []int
	err := inOrder(context.Background(), 3, counter(500), func(i int) int { return i * i }, func(v int) error {
		got = append(got, v)
		return nil
	})
	if err != nil || len(got) != 500 {
		t.Fatalf("%d results, error %v", len(got), err)
	}
	for i, v := range got {
		if v != (i+1)*(i+1) {
			t.Fatalf("result %d is %d", i, v)
		}
	}
}

func TestInOrderStops(t *testing.T) {
	want := errors.New("full")
	taken := 0
	err := inOrder(context.Background(), 2, counter(1<<30), func(i int) int { return i }, func(int) error {
		if taken++; taken == 10 {
			return want
		}
		return nil
	})
	if !errors.Is(err, want) || taken != 10 {
		t.Fatalf("error %v after %d", err, taken)
	}
	next := func() (int, bool, error) { return 0, false, want }
	if err := inOrder(context.Background(), 2, next, func(i int) int { return i }, func(int) error { return nil }); !errors.Is(err, want) {
		t.Fatalf("error of next is lost: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := inOrder(ctx, 2, counter(1<<30), func(i int) int { return i }, func(int) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Fatalf("cancelled: %v", err)
	}
}
