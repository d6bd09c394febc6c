package ngram

import (
	"strings"
	"testing"
)

func tokens(b *Buffer, text string) string {
	b.Tokenise(text)
	var out []string
	for _, t := range b.Tokens {
		out = append(out, string(b.Norm[t.Start:t.End]))
	}
	return strings.Join(out, "|")
}

func TestTokenise(t *testing.T) {
	var b Buffer
	for in, want := range map[string]string{
		"":                              "",
		"Don’t!!!! stop":                "don't|!!|stop",
		"'quoted' rock'n'roll dogs'":    "'|quoted|'|rock'n'roll|dogs|'",
		"CAFÉ Ñandú ÜBER":               "cafe|ñandu|uber",
		"sooo… no...":                   "soo|...|no|...",
		"jajajaja HAHAHA jejeje a":      "haha|haha|haha|a",
		"👍🏽 ❤️ 😂😂":                      "👍|❤|😂|😂",
		"@someone #tag @<user> 2024":    "<user>|tag|<user>|00",
		"see https://x.org/a?b=c now":   "see|<url>|now",
		"¿Qué? ¡No!":                    "que|?|no|!",
		"[NAME] \"said\" «eso» :( ?!?!": "name|said|eso|:(|?!?!",
		"a\xffb\x80":                    "a|b",
	} {
		if got := tokens(&b, in); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
	b.Tokenise("THIS is sooooo LOUD, OK")
	if b.Shouts != 2 || b.Stretched != 1 {
		t.Errorf("shouts %d, stretched %d", b.Shouts, b.Stretched)
	}
}

func TestExtractCounts(t *testing.T) {
	var b Buffer
	b.Tokenise("not so good")
	b.Extract(Spec{WordMax: 2, CharMin: 3, CharMax: 3, Negation: true})
	// 3 words, 2 pairs, 2 words after "not"
	if len(b.Words) != 7 || len(b.Keys) != 3 {
		t.Errorf("%d word features, %d keys", len(b.Words), len(b.Keys))
	}
	// " not ", " so ", " good " hold 3, 2 and 4 runs of three
	if len(b.Chars) != 9 {
		t.Errorf("%d character features", len(b.Chars))
	}
	if Key("good") != b.Keys[2] {
		t.Error("Key differs from what a text gives")
	}
}

func FuzzTokenise(f *testing.F) {
	f.Add("Don’t 😀 \xff ''' …")
	var b Buffer
	f.Fuzz(func(t *testing.T, text string) {
		b.Tokenise(text)
		at := uint32(0)
		for _, k := range b.Tokens {
			if k.Start <= at || k.End <= k.Start || int(k.End) >= len(b.Norm) || b.Norm[k.Start-1] != ' ' || b.Norm[k.End] != ' ' {
				t.Fatalf("%q: token %d..%d after %d", text, k.Start, k.End, at)
			}
			at = k.End
		}
		b.Extract(Spec{WordMax: 3, CharMin: 2, CharMax: 5, Skip: true, Negation: true, Place: true, Shape: true})
	})
}
