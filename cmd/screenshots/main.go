// Command screenshots takes the pictures under docs/pictures: it starts heed
// demo, opens its pages in Chromium, and writes small PNGs.
package main

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

const base = "/s/moving-to-harbourline"

// shot is one picture.
type shot struct {
	name          string
	path          string // {map}, {persona} and {call} are filled in
	width, height int64
	lang, theme   string
	then          string // run in the page before the picture is taken
}

const (
	openClaim = `document.querySelector(".claims a.open").click()`
	openItem  = `document.querySelector(".map .tf a.i").click()`
	letter    = `(() => { const c = document.querySelector("#customer"), d = document.querySelector("#draft");
c.value = "Priya, this is the third date we have been given. I have already told my board the 1st, twice. At this point I do not know what to tell them, and frankly I am starting to wonder whether we made the wrong choice.\n\nI am not asking for another apology. I need to know what happens to our November payroll if this slips again, and who decides.";
d.value = "Hi Helen,\n\nI completely understand your frustration, but the delay was caused by the bank file format, which is outside our control. Unfortunately our policy is that go-live dates are estimates.\n\nThanks for your patience!";
d.dispatchEvent(new Event("input", {bubbles: true})); })()`
)

var shots = []shot{
	{"home", base, 1280, 1000, "en", "light", ""},
	{"persona", "{persona}", 1280, 1000, "en", "light", ""},
	{"empathy-map", "{map}", 1440, 1080, "en", "light", openItem},
	{"journey", base + "/journey", 1440, 1060, "en", "light", ""},
	{"conversation", "{call}", 1280, 1000, "en", "light", ""},
	{"listening", "{call}/listening", 1280, 1000, "en", "light", ""},
	{"reply", base + "/reply", 1280, 1060, "en", "light", letter},
	{"themes", base + "/themes", 1280, 900, "en", "light", ""},
	{"ledger", base + "/ledger", 1280, 1100, "en", "light", openClaim},
	{"show-back", base + "/playback", 1280, 1000, "en", "light", ""},
	{"practice", base + "/practice", 1280, 1000, "en", "light", ""},
	{"who-decides", base + "/buying", 1440, 1000, "en", "light", ""},
	{"answer", "/search?study=moving-to-harbourline&q=what+do+operations+leads+fear+in+onboarding%3F", 1280, 900, "en", "light", ""},
	{"persona-dark", "{persona}", 1280, 1000, "en", "dark", ""},
	{"empathy-map-phone", "{map}", 390, 844, "en", "light", ""},
	{"conversation-phone", "{call}", 390, 844, "en", "dark", ""},
	{"mapa-de-empatia", "{map}", 1440, 1080, "es", "light", openItem},
	{"recorrido", base + "/journey", 1440, 1060, "es", "light", ""},
}

func main() {
	out := flag.String("out", filepath.Join("docs", "pictures"), "folder to write to")
	heed := flag.String("heed", "", "a built heed; without it one is built")
	flag.Parse()
	if err := run(context.Background(), *heed, *out); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, heed, out string) error {
	if heed == "" {
		dir, err := os.MkdirTemp("", "heed-screenshots-")
		if err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(dir) }() // it is in the temporary folder anyway
		heed = filepath.Join(dir, "heed")
		build := exec.CommandContext(ctx, "go", "build", "-o", heed, "./cmd/heed")
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			return fmt.Errorf("build heed: %w", err)
		}
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	address, ended, err := demo(ctx, heed)
	if err != nil {
		return err
	}
	defer ended()
	defer cancel()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.Flag("disable-gpu", true), chromedp.Flag("hide-scrollbars", true))
	ctx, stop := chromedp.NewExecAllocator(ctx, options...)
	defer stop()
	ctx, stop = chromedp.NewContext(ctx)
	defer stop()
	places, err := find(ctx, address)
	if err != nil {
		return err
	}
	for _, s := range shots {
		for name, path := range places {
			s.path = strings.ReplaceAll(s.path, "{"+name+"}", path)
		}
		n, err := take(ctx, address, s, out)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		fmt.Printf("%s.png %d KiB\n", s.name, n>>10)
	}
	return nil
}

// demo starts the sample workspace on a free port, to be stopped with ctx, and
// returns its address; ended waits until it has stopped.
func demo(ctx context.Context, heed string) (address string, ended func(), err error) {
	cmd := exec.CommandContext(ctx, heed, "--quiet", "demo", "--no-open", "--addr", "127.0.0.1:0")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	lines, err := cmd.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	for s := bufio.NewScanner(lines); s.Scan(); {
		if at, ok := strings.CutPrefix(s.Text(), "listening on "); ok {
			at, _, _ = strings.Cut(at, "/ ")
			return at, func() { _ = cmd.Wait() }, nil // it was told to stop
		}
	}
	return "", nil, fmt.Errorf("heed demo ended before it listened: %w", cmd.Wait())
}

// find looks up the addresses of the pages that hold most.
func find(ctx context.Context, address string) (map[string]string, error) {
	places := map[string]string{"call": base + "/conversations/call_2026-11-14_brackley_onboarding"}
	for name, js := range map[string]string{
		"persona": `[...document.querySelectorAll("h2 a")].map(a => a.getAttribute("href")).find((h, i, all) => i === 0)`,
	} {
		if err := chromedp.Do(ctx, chromedp.Navigate(address+base+"/personas")); err != nil {
			return nil, err
		}
		at, err := chromedp.Run(ctx, chromedp.Evaluate[string](js))
		if err != nil {
			return nil, err
		}
		places[name] = at
	}
	places["map"] = strings.Replace(places["persona"], "/personas/", "/maps/", 1)
	return places, nil
}

// take writes one picture and returns its size in bytes.
func take(ctx context.Context, address string, s shot, out string) (int, error) {
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(s.width, s.height), chromedp.Navigate(address+"/assets/heed.svg")); err != nil {
		return 0, err
	}
	dress := fmt.Sprintf(`document.cookie="lang=%s;path=/"; document.cookie="theme=%s;path=/"; true`, s.lang, s.theme)
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](dress)); err != nil {
		return 0, err
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(address+s.path)); err != nil {
		return 0, err
	}
	// fonts and answers come before the picture
	settled := `document.fonts.ready.then(() => new Promise(ok => setTimeout(() => ok(true), 50)))`
	if s.then != "" {
		settled = `new Promise(ok => { ` + s.then + `; setTimeout(() => { scrollTo(0, 0); ok(true); }, 1500); })`
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](settled, chromedp.EvalAwaitPromise)); err != nil {
		return 0, err
	}
	raw, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return 0, err
	}
	small, err := shrink(raw)
	if err != nil {
		return 0, err
	}
	return len(small), os.WriteFile(filepath.Join(out, s.name+".png"), small, 0o644)
}

// shrink sets a picture in at most 256 colours, those that it uses most: pages
// have few, and their letters a ramp between two of them.
func shrink(raw []byte) ([]byte, error) {
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	paletted := image.NewPaletted(img.Bounds(), colours(img))
	draw.Draw(paletted, img.Bounds(), img, img.Bounds().Min, draw.Src)
	var b bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestCompression}
	if err := enc.Encode(&b, paletted); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// colours picks the palette: the commonest of every cube of nearby colours, the
// cubes as small as 256 of them allow.
func colours(img image.Image) color.Palette {
	type cube struct {
		best color.RGBA
		most int
	}
	seen := map[color.RGBA]int{}
	r := img.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			seen[color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)]++
		}
	}
	for bits := uint8(2); ; bits++ {
		cubes := map[color.RGBA]*cube{}
		for c, n := range seen {
			key := color.RGBA{c.R >> bits, c.G >> bits, c.B >> bits, 0}
			k := cubes[key]
			if k == nil {
				k = &cube{}
				cubes[key] = k
			}
			if n > k.most || n == k.most && less(c, k.best) {
				k.best, k.most = c, n
			}
		}
		if len(cubes) <= 256 || bits == 6 {
			p := make(color.Palette, 0, len(cubes))
			for _, k := range cubes {
				if len(p) < 256 {
					p = append(p, k.best)
				}
			}
			return p
		}
	}
}

func less(a, b color.RGBA) bool {
	if a.R != b.R {
		return a.R < b.R
	}
	if a.G != b.G {
		return a.G < b.G
	}
	return a.B < b.B
}
