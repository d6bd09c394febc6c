package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"sync"

	"github.com/heedhq/heed"
)

// maxLine is the longest line of JSONL that a filter takes, in bytes.
const maxLine = 64 << 20

// chunkBytes is about how much a worker takes at a time.
const chunkBytes = 64 << 10

// lineFunc appends the answer to one line, without a newline, to dst.
type lineFunc func(dst, line []byte) ([]byte, error)

// chunk is a run of whole lines on its way through the workers.
type chunk struct {
	first  int // number of its first line, from 1
	in     []byte
	out    []byte
	failed error
	done   chan struct{}
}

// filter answers every line of r with one line on w, in the same order, with
// up to workers goroutines; newWorker makes a function with buffers of its
// own. Empty lines are passed over. A line that is not valid stops the filter
// with an error that names it; what came before it has been written.
func filter(r io.Reader, w io.Writer, workers int, newWorker func() lineFunc) error {
	order := make(chan *chunk, 4*workers)
	jobs := make(chan *chunk)
	stop := make(chan struct{})
	var readErr error
	var wg sync.WaitGroup
	wg.Go(func() {
		defer close(order)
		defer close(jobs)
		readErr = split(r, func(c *chunk) bool {
			select {
			case order <- c:
			case <-stop:
				return false
			}
			select {
			case jobs <- c:
				return true
			case <-stop:
				return false
			}
		})
	})
	for range workers {
		wg.Go(func() {
			answer := newWorker()
			for c := range jobs {
				c.work(answer)
			}
		})
	}
	out := bufio.NewWriterSize(w, 1<<20)
	err := collect(order, out)
	close(stop)
	wg.Wait()
	if flushErr := out.Flush(); err == nil {
		err = flushErr
	}
	if err == nil {
		err = readErr
	}
	return err
}

func collect(order <-chan *chunk, out io.Writer) error {
	for c := range order {
		<-c.done
		if _, err := out.Write(c.out); err != nil {
			return err
		}
		if c.failed != nil {
			return c.failed
		}
		c.release()
	}
	return nil
}

var buffers = sync.Pool{New: func() any { return new([]byte) }}

func (c *chunk) release() {
	in, out := c.in[:0], c.out[:0]
	buffers.Put(&in)
	buffers.Put(&out)
}

func (c *chunk) work(answer lineFunc) {
	defer close(c.done)
	c.out = (*buffers.Get().(*[]byte))[:0]
	n := c.first
	for rest := c.in; len(rest) > 0; n++ {
		line := rest
		if i := bytes.IndexByte(rest, '\n'); i >= 0 {
			line, rest = rest[:i], rest[i+1:]
		} else {
			rest = nil
		}
		line = trimLine(line, n)
		if len(line) == 0 {
			continue
		}
		before := len(c.out)
		out, err := answer(c.out, line)
		if err != nil {
			c.out = c.out[:before]
			c.failed = lineError(n, err)
			return
		}
		c.out = append(out, '\n')
	}
}

// eachLine calls f with every line that is not empty.
func eachLine(r io.Reader, f func(line []byte) error) error {
	scan := bufio.NewScanner(r)
	scan.Buffer(make([]byte, 0, chunkBytes), maxLine)
	n := 0
	for scan.Scan() {
		n++
		line := trimLine(scan.Bytes(), n)
		if len(line) == 0 {
			continue
		}
		if err := f(line); err != nil {
			return lineError(n, err)
		}
	}
	if err := scan.Err(); errors.Is(err, bufio.ErrTooLong) {
		return heed.Errorf(heed.CodeTooLarge, "line %d is longer than %d MiB", n+1, maxLine>>20)
	} else if err != nil {
		return heed.WrapError(heed.CodeUnavailable, err, "the input broke off after line %d", n)
	}
	return nil
}

// trimLine takes white space off, and the mark that some editors put before the
// first line of UTF-8.
func trimLine(line []byte, n int) []byte {
	if n == 1 {
		line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
	}
	return bytes.TrimSpace(line)
}

func lineError(n int, err error) error {
	var e *heed.Error
	if errors.As(err, &e) {
		return heed.WrapError(e.Code, err, "line %d: %s", n, e.Message)
	}
	var t *json.UnmarshalTypeError
	if errors.As(err, &t) && t.Field != "" {
		return heed.WrapError(heed.CodeInvalid, err, "line %d: %q holds a %s, which does not fit there", n, t.Field, t.Value)
	}
	return heed.WrapError(heed.CodeInvalid, err, "line %d is not the JSON that this command reads: %v", n, err)
}

// split cuts r into chunks of whole lines and sends them until send says to
// stop.
func split(r io.Reader, send func(*chunk) bool) error {
	line, rest := 1, []byte(nil)
	for {
		buf := (*buffers.Get().(*[]byte))[:0]
		buf = append(buf, rest...)
		rest = nil
		var err error
		for {
			if cap(buf)-len(buf) < chunkBytes {
				buf = append(make([]byte, 0, 2*cap(buf)+2*chunkBytes), buf...)
			}
			var n int
			n, err = io.ReadFull(r, buf[len(buf):len(buf)+chunkBytes])
			buf = buf[:len(buf)+n]
			if err != nil || bytes.IndexByte(buf[len(buf)-n:], '\n') >= 0 {
				break
			}
			if len(buf) > maxLine {
				return heed.Errorf(heed.CodeTooLarge, "line %d is longer than %d MiB", line, maxLine>>20)
			}
		}
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return heed.WrapError(heed.CodeUnavailable, err, "the input broke off after line %d", line)
		}
		if !last {
			end := bytes.LastIndexByte(buf, '\n') + 1
			rest = append(rest, buf[end:]...)
			buf = buf[:end]
		}
		if len(buf) > 0 {
			c := &chunk{first: line, in: buf, done: make(chan struct{})}
			line += bytes.Count(buf, []byte{'\n'})
			if !send(c) {
				return nil
			}
		}
		if last {
			return nil
		}
	}
}
