package weights

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"

	"github.com/heedhq/heed/sense/emotion/internal/ngram"
)

// magic opens a model file; its last byte is the version of the format.
const magic = "HEEDEMO\x01"

// MaxFile is the largest model file that is read, in bytes.
const MaxFile = 64 << 20

// ErrCorrupt is wrapped by every error about a file that is not a whole,
// unchanged model.
var ErrCorrupt = errors.New("emotion: not a usable model file")

// File is a model as stored: a header in JSON and its tables.
type File struct {
	English ngram.Spec `json:"english_features"`
	Spanish ngram.Spec `json:"spanish_features"`

	// En scores the 28 labels, BasicEn and BasicEs the basic emotions.
	En      Table `json:"en"`
	EnNet   Conv  `json:"en_net"` // its scores are added to En's
	BasicEn Table `json:"basic_en"`
	BasicEs Table `json:"basic_es"`

	// Inner turns those sums into probabilities, from which Stack makes the
	// label scores: Stack[label] holds a weight for the probability of each
	// label, in its own place the weight of its own log odds, and a constant.
	// Both are empty in a model whose sums are the scores.
	Inner []Platt     `json:"inner"`
	Stack [][]float32 `json:"stack"`

	// MixEn adds label scores to the basic emotions of English:
	// MixEn[basic][label].
	MixEn [][]float32 `json:"mix_en"`

	// Calibration turns scores into probabilities.
	CalLabels  []Platt `json:"cal_labels"`
	CalBasicEn []Platt `json:"cal_basic_en"`
	CalBasicEs []Platt `json:"cal_basic_es"`

	// Thresholds are probabilities; a label is given at or over its own.
	ThrLabels  []float32 `json:"thr_labels"`
	ThrBasicEn []float32 `json:"thr_basic_en"`
	ThrBasicEs []float32 `json:"thr_basic_es"`

	Note string `json:"note"` // what it was trained on

	en, es *Block
	net    *Net
	stack  [nLabels + 1][nLabels]float32 // Stack by column
}

// Platt is a logistic calibration, p = 1/(1+exp(-(A*score+B))).
type Platt struct {
	A float32 `json:"a"`
	B float32 `json:"b"`
}

// Prob returns the calibrated probability of a score.
func (p Platt) Prob(z float32) float32 {
	return float32(1 / (1 + math.Exp(-float64(p.A*z+p.B))))
}

// BasicEnOrder gives, for each basic emotion that the English table scores, its place among the six; disgust has no English data.
var BasicEnOrder = [5]int{0, 2, 3, 4, 5}

// Heads in every model.
const (
	nLabels  = 28
	nBasicEn = 5
	nBasicEs = 6
)

// check reports heads that are missing.
func (f *File) check() error {
	if f.En.Labels != nLabels || f.BasicEn.Labels != nBasicEn || f.BasicEs.Labels != nBasicEs ||
		len(f.MixEn) != nBasicEn ||
		len(f.CalLabels) != nLabels || len(f.ThrLabels) != nLabels ||
		len(f.CalBasicEn) != nBasicEn || len(f.ThrBasicEn) != nBasicEn ||
		len(f.CalBasicEs) != nBasicEs || len(f.ThrBasicEs) != nBasicEs {
		return errors.New("a head is missing or of another size")
	}
	if len(f.Inner) != len(f.Stack) || len(f.Stack) != 0 && len(f.Stack) != nLabels {
		return errors.New("the stack of labels has another size")
	}
	for _, row := range f.Stack {
		if len(row) != nLabels+1 {
			return errors.New("a row of the stack has another size")
		}
	}
	for _, row := range f.MixEn {
		if len(row) != nLabels {
			return errors.New("the mixing of labels into basic emotions has another size")
		}
	}
	return nil
}

// Encode writes f; the same model gives the same bytes.
func (f *File) Encode() ([]byte, error) {
	head, err := json.Marshal(f)
	if err != nil {
		return nil, err
	}
	out := append([]byte(magic), 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(out[len(magic):], uint32(len(head)))
	out = append(out, head...)
	put := func(keys []uint32, rows []byte) {
		for _, k := range keys {
			out = binary.LittleEndian.AppendUint32(out, k)
		}
		out = append(out, rows...)
	}
	put(f.En.Keys, f.En.Rows)
	put(f.EnNet.Keys, f.EnNet.Rows)
	put(f.BasicEn.Keys, f.BasicEn.Rows)
	put(f.BasicEs.Keys, f.BasicEs.Rows)
	return binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(out)), nil
}

// Decode reads a model; the rows stay in data, which must not change after.
func Decode(data []byte) (*File, error) {
	fail := func(why string) (*File, error) { return nil, fmt.Errorf("%w: %s", ErrCorrupt, why) }
	if len(data) < len(magic)+8 || string(data[:len(magic)]) != magic {
		return fail("it does not start as one, or is of another version")
	}
	body := data[:len(data)-4]
	if crc32.ChecksumIEEE(body) != binary.LittleEndian.Uint32(data[len(body):]) {
		return fail("its checksum differs; the file is cut short or damaged")
	}
	rest := body[len(magic):]
	n := binary.LittleEndian.Uint32(rest)
	rest = rest[4:]
	if uint64(n) > uint64(len(rest)) {
		return fail("the header is longer than the file")
	}
	f := new(File)
	if err := json.Unmarshal(rest[:n], f); err != nil {
		return fail("header: " + err.Error())
	}
	if err := f.check(); err != nil {
		return fail(err.Error())
	}
	rest = rest[n:]
	for _, take := range []func([]byte) ([]byte, error){f.En.take, f.EnNet.take, f.BasicEn.take, f.BasicEs.take} {
		var err error
		if rest, err = take(rest); err != nil {
			return fail(err.Error())
		}
	}
	if len(rest) != 0 {
		return fail("bytes are left over")
	}
	f.ready()
	return f, nil
}

// ready lays the tables out for prediction.
func (f *File) ready() {
	f.en, f.es = newBlock(&f.En, &f.BasicEn), newBlock(&f.BasicEs)
	f.net = newNet(&f.EnNet)
	for l, row := range f.Stack {
		for k, w := range row {
			f.stack[k][l] = w
		}
	}
}

// take reads the table's keys and rows from the front of data.
func (t *Table) take(data []byte) (rest []byte, err error) {
	if t.Keys, t.Rows, rest, err = takeRows(data, t.Count, t.Stride); err != nil {
		return nil, err
	}
	return rest, t.check()
}

// Read reads a model from r, at most MaxFile bytes.
func Read(r io.Reader) (*File, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("emotion: read model: %w", err)
	}
	if len(data) > MaxFile {
		return nil, fmt.Errorf("%w: over %d bytes", ErrCorrupt, MaxFile)
	}
	return Decode(data)
}

// Empty returns a model of the right shape that knows nothing; training starts
// from it where there is no base.
func Empty() *File {
	table := func(labels int) Table {
		return Table{Labels: labels, Stride: (labels + 8) / 8 * 8, IDF: 1,
			Scale: make([]float32, labels), Bias: make([]float32, labels)}
	}
	cal := func(n int) []Platt { return make([]Platt, n) }
	thr := func(n int) []float32 { return make([]float32, n) }
	f := &File{
		En: table(nLabels), BasicEn: table(nBasicEn), BasicEs: table(nBasicEs),
		CalLabels: cal(nLabels), CalBasicEn: cal(nBasicEn), CalBasicEs: cal(nBasicEs),
		ThrLabels: thr(nLabels), ThrBasicEn: thr(nBasicEn), ThrBasicEs: thr(nBasicEs),
	}
	for range nBasicEn {
		f.MixEn = append(f.MixEn, make([]float32, nLabels))
	}
	return f
}
