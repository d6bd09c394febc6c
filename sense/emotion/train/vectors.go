package train

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/heedhq/heed/sense/emotion/internal/ngram"
	"github.com/heedhq/heed/sense/emotion/internal/weights"
)

// Vectors are word vectors, the commonest word first.
type Vectors struct {
	words []string
	rows  []byte // per word a little-endian float32 scale, then dim int8
	dim   int
}

// ReadVectors reads a list of words, one a line, and for each of them 4 bytes
// of scale (little-endian float32) and dim signed bytes.
func ReadVectors(words, rows io.Reader, dim int) (*Vectors, error) {
	v := &Vectors{dim: dim}
	sc := bufio.NewScanner(words)
	for sc.Scan() {
		v.words = append(v.words, sc.Text())
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("words: %w", err)
	}
	var err error
	if v.rows, err = io.ReadAll(rows); err != nil {
		return nil, fmt.Errorf("vectors: %w", err)
	}
	if len(v.rows) != len(v.words)*(4+dim) {
		return nil, fmt.Errorf("vectors: %d bytes for %d words of %d", len(v.rows), len(v.words), dim)
	}
	return v, nil
}

// length is the Euclidean length that all vectors are brought to.
const length = 4

func (v *Vectors) row(i int, out []float32) {
	p := v.rows[i*(4+v.dim):]
	scale := math.Float32frombits(binary.LittleEndian.Uint32(p))
	var sq float32
	for j := range v.dim {
		out[j] = scale * float32(int8(p[4+j]))
		sq += out[j] * out[j]
	}
	if sq > 0 {
		for j := range v.dim {
			out[j] *= length / sqrt(sq)
		}
	}
}

// dictionary numbers the words that the net knows; 0 is the unknown.
type dictionary struct {
	id    map[string]int32
	words []string // by number; words[0] is empty
	emb   []float32
	dim   int
}

// newDictionary takes the words that occur at least minCount times in texts,
// and then the common commonest words of vec. Words without a vector start at
// random.
func newDictionary(texts []string, vec *Vectors, minCount, common int) *dictionary {
	d := &dictionary{id: map[string]int32{}, words: []string{""}, dim: vec.dim}
	at := make(map[string]int, len(vec.words))
	for i, w := range vec.words {
		at[w] = i
	}
	count := map[string]int{}
	var order []string
	var b ngram.Buffer
	for _, t := range texts {
		b.Tokenise(t)
		for _, k := range b.Tokens {
			w := string(b.Norm[k.Start:k.End])
			if count[w]++; count[w] == 1 {
				order = append(order, w)
			}
		}
	}
	rng := rand.New(rand.NewPCG(9, 9))
	row := make([]float32, d.dim)
	d.emb = append(d.emb, row...)
	order = slices.DeleteFunc(order, func(w string) bool { return count[w] < minCount })
	for _, w := range append(order, vec.words[:min(common, len(vec.words))]...) {
		i, known := at[w]
		if _, have := d.id[w]; have {
			continue
		}
		d.id[w] = int32(len(d.words))
		d.words = append(d.words, w)
		if known {
			vec.row(i, row)
		} else {
			fill(rng, row, 0.3)
		}
		d.emb = append(d.emb, row...)
	}
	return d
}

// encode turns texts into word numbers.
func (d *dictionary) encode(texts []string) [][]int32 {
	var b ngram.Buffer
	out := make([][]int32, len(texts))
	for i, t := range texts {
		b.Tokenise(t)
		for _, k := range b.Tokens {
			out[i] = append(out[i], d.id[string(b.Norm[k.Start:k.End])])
		}
	}
	return out
}

// tableNets stores nets over one dictionary as one, with one byte per word,
// place and filter; their scores are averaged and scaled by share.
func tableNets(nets []*conv, d *dictionary, share float32) weights.Conv {
	share /= float32(len(nets))
	c := weights.Conv{Labels: nets[0].labels, Bias: make([]float32, nets[0].labels)}
	for _, n := range nets {
		for l, b := range n.bias {
			c.Bias[l] += b * share
		}
		for j := range n.filters {
			row := make([]float32, n.labels)
			for l := range row {
				row[l] = n.out[l*n.filters+j] * share
			}
			c.Out = append(c.Out, row)
		}
		c.Offset = append(c.Offset, n.c...)
		c.Filters += n.filters
	}
	ids := d.byKey(&c)
	c.Count = len(ids)
	c.Scale = make([]float32, c.Filters)
	c.Rows = make([]byte, c.Count*reach*c.Filters)
	first := 0
	for _, n := range nets {
		n.fillTable(&c, ids, first)
		first += n.filters
	}
	return c
}

// byKey lists the words in the order of their keys, which go to c.
func (d *dictionary) byKey(c *weights.Conv) (ids []int) {
	at := make(map[uint32]int, len(d.words))
	for id, w := range d.words[1:] {
		if k := ngram.Key(w); at[k] == 0 {
			at[k] = id + 1
			c.Keys = append(c.Keys, k)
		}
	}
	slices.Sort(c.Keys)
	for _, k := range c.Keys {
		ids = append(ids, at[k])
	}
	return ids
}

// fillTable rounds the net's products into the columns of c from first on.
func (n *conv) fillTable(c *weights.Conv, ids []int, first int) {
	wide := reach * n.filters
	proj := make([]float32, len(ids)*wide)
	scale := c.Scale[first : first+n.filters]
	for i, id := range ids {
		row := proj[i*wide : (i+1)*wide]
		project(n.w, n.emb[id*n.dim:(id+1)*n.dim], row)
		for j, x := range row {
			scale[j%n.filters] = max(scale[j%n.filters], abs(x)/127)
		}
	}
	for j, s := range scale {
		if s == 0 {
			scale[j] = 1
		}
	}
	for i, x := range proj {
		word, place, f := i/wide, i%wide/n.filters, i%n.filters
		c.Rows[(word*reach+place)*c.Filters+first+f] = byte(int(math.Round(float64(x/scale[f]))) + 128)
	}
}
