package themes

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
)

// truncatedSVD returns the d leading right singular vectors of a as a matrix
// of a.cols rows and d columns, by the randomised range finder with two power
// iterations (Halko, Martinsson and Tropp, SIAM Review 53, 2011, algorithms
// 4.4 and 5.1). Columns beyond the rank are zero.
func truncatedSVD(a *sparse, d int, seed uint64) []float32 {
	if a.rows() == 0 || a.cols == 0 {
		return make([]float32, a.cols*d)
	}
	l := min(d+8, a.rows(), a.cols)
	rng := rand.New(rand.NewPCG(seed, 0x5eed))
	omega := make([]float32, a.cols*l)
	for i := range omega {
		omega[i] = float32(rng.NormFloat64())
	}
	t := a.transpose()
	q := a.times(omega, l)
	for range 2 {
		orthonormalise(q, l)
		q = a.times(t.times(q, l), l)
	}
	orthonormalise(q, l)
	b := t.times(q, l) // cols x l, the transpose of Q'A
	values, vectors := symmetricEigen(gram(b, l), l)
	out := make([]float32, a.cols*d)
	parallel(a.cols, func(r int) {
		var sums [512]float64
		turned(sums[:l], b[r*l:(r+1)*l], vectors)
		for j := range min(d, l) {
			if values[j] >= 1e-9 {
				out[r*d+j] = float32(sums[j] / math.Sqrt(values[j]))
			}
		}
	})
	return out
}

// turned adds row times the square matrix m to sums, all of which are 0: row by
// row of m, as it lies in memory.
func turned(sums []float64, row []float32, m []float64) {
	l := len(sums)
	for k, x := range row {
		by, from := float64(x), m[k*l:(k+1)*l]
		into := sums[:len(from)]
		for j, v := range from {
			into[j] += by * v
		}
	}
}

// gram returns the l x l matrix of inner products of b's columns.
func gram(b []float32, l int) []float64 {
	// blocks of a fixed size, added up in order: the sum does not depend on how
	// many processors there are
	const block = 2048
	rows := len(b) / l
	parts := make([][]float64, (rows+block-1)/block)
	var wg sync.WaitGroup
	gate := make(chan struct{}, runtime.GOMAXPROCS(0))
	for p := range parts {
		gate <- struct{}{}
		wg.Go(func() {
			defer func() { <-gate }()
			parts[p] = gramOf(b[p*block*l:min((p+1)*block, rows)*l], l)
		})
	}
	wg.Wait()
	g := make([]float64, l*l)
	for _, p := range parts {
		for i, x := range p {
			g[i] += x
		}
	}
	for i := range l {
		for j := range i {
			g[i*l+j] = g[j*l+i]
		}
	}
	return g
}

// gramOf is the upper half of gram, over some rows.
func gramOf(b []float32, l int) []float64 {
	g := make([]float64, l*l)
	wide := make([]float64, l)
	for r := 0; r < len(b); r += l {
		for i, x := range b[r : r+l] {
			wide[i] = float64(x)
		}
		for i, x := range wide {
			if x == 0 {
				continue
			}
			into, from := g[i*l+i:(i+1)*l], wide[i:]
			from = from[:len(into)]
			for j := range into {
				into[j] += x * from[j]
			}
		}
	}
	return g
}

// orthonormalise makes the l columns of q orthonormal through the eigenvectors
// of their Gram matrix, twice for accuracy.
func orthonormalise(q []float32, l int) {
	for range 2 {
		values, vectors := symmetricEigen(gram(q, l), l)
		parallel(len(q)/l, func(r int) {
			row := q[r*l : (r+1)*l]
			var sums [512]float64
			turned(sums[:l], row, vectors)
			for j := range row {
				row[j] = 0
				if values[j] >= 1e-10*values[0] {
					row[j] = float32(sums[j] / math.Sqrt(values[j]))
				}
			}
		})
	}
}

// symmetricEigen returns the eigenvalues of the symmetric n x n matrix m,
// largest first, and its eigenvectors as columns, by cyclic Jacobi rotations
// (Golub and Van Loan, Matrix Computations, 8.5). m is overwritten.
func symmetricEigen(m []float64, n int) ([]float64, []float64) {
	v := make([]float64, n*n)
	for i := range n {
		v[i*n+i] = 1
	}
	var total float64
	for _, x := range m {
		total += x * x
	}
	for range 30 {
		var off float64
		for i := range n {
			for j := i + 1; j < n; j++ {
				off += m[i*n+j] * m[i*n+j]
			}
		}
		if off <= 1e-18*total {
			break
		}
		for p := range n {
			for q := p + 1; q < n; q++ {
				rotate(m, v, n, p, q)
			}
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch x, y := m[a*n+a], m[b*n+b]; {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	values, vectors := make([]float64, n), make([]float64, n*n)
	for j, o := range order {
		values[j] = max(0, m[o*n+o])
		for i := range n {
			vectors[i*n+j] = v[i*n+o]
		}
	}
	return values, vectors
}

func rotate(m, v []float64, n, p, q int) {
	apq := m[p*n+q]
	if apq*apq < 1e-30*math.Abs(m[p*n+p]*m[q*n+q]) || apq == 0 {
		return
	}
	theta := (m[q*n+q] - m[p*n+p]) / (2 * apq)
	t := 1 / (math.Abs(theta) + math.Sqrt(theta*theta+1))
	if theta < 0 {
		t = -t
	}
	c := 1 / math.Sqrt(t*t+1)
	s := t * c
	for k := range n {
		a, b := m[k*n+p], m[k*n+q]
		m[k*n+p], m[k*n+q] = c*a-s*b, s*a+c*b
	}
	for k := range n {
		a, b := m[p*n+k], m[q*n+k]
		m[p*n+k], m[q*n+k] = c*a-s*b, s*a+c*b
		a, b = v[k*n+p], v[k*n+q]
		v[k*n+p], v[k*n+q] = c*a-s*b, s*a+c*b
	}
}
