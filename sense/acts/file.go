package acts

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"io"
	"math"
	"sync"

	heed "github.com/heedhq/heed"
)

// magic begins every file of a learned layer.
const magic = "heed-acts-1\n"

// shipped is the layer inside the binary.
//
//go:embed data/acts.bin
var shipped []byte

// Default returns the layer inside the binary, loaded once; nil where none is
// built in.
var Default = sync.OnceValue(func() *Model {
	if len(shipped) == 0 {
		return nil
	}
	m, err := Load(bytes.NewReader(shipped))
	if err != nil {
		panic(err) // the binary itself is damaged; the tests find it
	}
	return m
})

// IsModel reports whether data begins like a file of a learned layer.
func IsModel(data []byte) bool { return bytes.HasPrefix(data, []byte(magic)) }

// header is what a file says before its weights.
type header struct {
	Note    string                           `json:"note"`
	Buckets int                              `json:"buckets"`
	Classes []heed.ActKind                   `json:"classes"`
	Scale   [Classes]float32                 `json:"scale"`
	Bias    [Classes]float32                 `json:"bias"`
	Heat    float32                          `json:"heat"`
	Gates   map[heed.Language]*[Classes]Gate `json:"gates"`
}

// Weights are what training finds: one weight per bucket and act, row by row.
type Weights struct {
	W     []float32 // Buckets * Classes
	Bias  [Classes]float32
	Heat  float32 // over 0; 1 leaves the probabilities as they are
	Gates map[heed.Language]*[Classes]Gate
	Note  string
}

// Encode rounds weights to one byte each and writes the file that Load reads;
// the same weights give the same bytes.
func Encode(w *Weights) ([]byte, error) {
	h := header{Note: w.Note, Buckets: Buckets, Classes: heed.ActKinds, Bias: w.Bias, Heat: w.Heat, Gates: w.Gates}
	for k := range Classes {
		var top float32
		for i := k; i < len(w.W); i += Classes {
			top = max(top, float32(math.Abs(float64(w.W[i]))))
		}
		h.Scale[k] = max(top/127, 1e-6)
	}
	q := make([]byte, len(w.W))
	for i, v := range w.W {
		q[i] = byte(int8(math.RoundToEven(float64(v / h.Scale[i%Classes]))))
	}
	head, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString(magic)
	out.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(head))))
	out.Write(head)
	z, err := flate.NewWriter(&out, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(q); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Load reads what Encode wrote. An error is always heed.CodeInvalid.
func Load(r io.Reader) (*Model, error) {
	data, err := io.ReadAll(r)
	if err != nil || !IsModel(data) {
		return nil, heed.Errorf(heed.CodeInvalid, "not a model of acts: it does not begin with %q", magic[:len(magic)-1])
	}
	data = data[len(magic):]
	broken := heed.Errorf(heed.CodeInvalid, "the model of acts is cut short or damaged; train it anew with heed train acts")
	if len(data) < 4 {
		return nil, broken
	}
	n := int64(binary.LittleEndian.Uint32(data))
	if data = data[4:]; n > int64(len(data)) {
		return nil, broken
	}
	var h header
	if err := json.Unmarshal(data[:n], &h); err != nil || h.Buckets != Buckets || len(h.Classes) != Classes || !(h.Heat > 0) {
		return nil, broken
	}
	for i, k := range h.Classes {
		if k != heed.ActKinds[i] {
			return nil, heed.Errorf(heed.CodeInvalid, "the model tells other acts apart (%s) than this version; train it anew with heed train acts", k)
		}
	}
	raw, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(data[n:])), Buckets*Classes+1))
	if err != nil || len(raw) != Buckets*Classes {
		return nil, broken
	}
	m := &Model{weights: make([]int8, len(raw)), scale: h.Scale, bias: h.Bias, heat: h.Heat, gates: h.Gates, note: h.Note}
	for i, b := range raw {
		m.weights[i] = int8(b)
	}
	return m, nil
}
