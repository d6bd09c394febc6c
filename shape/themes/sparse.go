package themes

import (
	"math"
	"runtime"
	"sync"
)

// sparse is a matrix in compressed rows.
type sparse struct {
	cols  int
	start []int32
	col   []int32
	val   []float32
}

func (a *sparse) rows() int { return len(a.start) - 1 }

// transpose returns the matrix with rows and columns exchanged.
func (a *sparse) transpose() *sparse {
	t := &sparse{cols: a.rows(), start: make([]int32, a.cols+1), col: make([]int32, len(a.col)), val: make([]float32, len(a.val))}
	for _, c := range a.col {
		t.start[c+1]++
	}
	for i := range a.cols {
		t.start[i+1] += t.start[i]
	}
	next := append([]int32(nil), t.start[:a.cols]...)
	for r := range a.rows() {
		for k := a.start[r]; k < a.start[r+1]; k++ {
			p := next[a.col[k]]
			next[a.col[k]]++
			t.col[p], t.val[p] = int32(r), a.val[k]
		}
	}
	return t
}

// times returns a times the dense matrix b of width w.
func (a *sparse) times(b []float32, w int) []float32 {
	out := make([]float32, a.rows()*w)
	parallel(a.rows(), func(r int) {
		row := out[r*w : (r+1)*w]
		for k := a.start[r]; k < a.start[r+1]; k++ {
			axpy(row, b[int(a.col[k])*w:(int(a.col[k])+1)*w], a.val[k])
		}
	})
	return out
}

// parallel calls f for 0..n-1 on all processors. f must touch nothing but what
// belongs to its own index, so that the result does not depend on their number.
func parallel(n int, f func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), n)
	const block = 64
	if workers < 2 || n < 2*block {
		for i := range n {
			f(i)
		}
		return
	}
	var wg sync.WaitGroup
	next := make(chan int, (n+block-1)/block)
	for b := 0; b < n; b += block {
		next <- b
	}
	close(next)
	for range workers {
		wg.Go(func() {
			for b := range next {
				for i := b; i < min(b+block, n); i++ {
					f(i)
				}
			}
		})
	}
	wg.Wait()
}

func axpy(dst, src []float32, by float32) {
	for len(dst) >= 8 && len(src) >= 8 { // eight at a time, their bounds looked at once
		d, s := (*[8]float32)(dst), (*[8]float32)(src)
		d[0] += by * s[0]
		d[1] += by * s[1]
		d[2] += by * s[2]
		d[3] += by * s[3]
		d[4] += by * s[4]
		d[5] += by * s[5]
		d[6] += by * s[6]
		d[7] += by * s[7]
		dst, src = dst[8:], src[8:]
	}
	for i := range dst {
		dst[i] += by * src[i]
	}
}

func dot(a, b []float32) float32 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float32
	for len(a) >= 8 && len(b) >= 8 {
		x, y := (*[8]float32)(a), (*[8]float32)(b)
		s0 += x[0] * y[0]
		s1 += x[1] * y[1]
		s2 += x[2] * y[2]
		s3 += x[3] * y[3]
		s0 += x[4] * y[4]
		s1 += x[5] * y[5]
		s2 += x[6] * y[6]
		s3 += x[7] * y[7]
		a, b = a[8:], b[8:]
	}
	if len(a) >= 4 {
		x, y := (*[4]float32)(a), (*[4]float32)(b)
		s0 += x[0] * y[0]
		s1 += x[1] * y[1]
		s2 += x[2] * y[2]
		s3 += x[3] * y[3]
		a, b = a[4:], b[4:]
	}
	for i := range a {
		s0 += a[i] * b[i]
	}
	return s0 + s1 + s2 + s3
}

// normalise scales v to length 1 and reports whether it had any length.
func normalise(v []float32) bool {
	s := dot(v, v)
	if s < 1e-12 {
		clear(v)
		return false
	}
	scale := float32(1 / math.Sqrt(float64(s)))
	for i := range v {
		v[i] *= scale
	}
	return true
}

// Cosine is the similarity of two placed texts, -1..1.
func Cosine(a, b []float32) float32 { return dot(a, b) }

// Unit scales v to length 1 in place and returns it; a zero vector stays zero.
func Unit(v []float32) []float32 {
	normalise(v)
	return v
}
