package acts

import heed "github.com/heedhq/heed"

// what a feature is about; part of its hash
const (
	ftRule uint32 = iota + 1
	ftRuleMark
	ftOther
	ftWord
	ftPair
	ftFirst
	ftFirstTwo
	ftFirstThree
	ftLast
	ftLastTwo
	ftLength
	ftPlace
	ftTurn
	ftAsked
	ftShare
	ftShared
	ftClass
	ftRuleLength
	ftRuleSide
	ftRuleShare
	ftRuleAsked
)

// features fills s.feats for sentence n, whose main act by the rules is a (nil
// for none) among those beside it: the words, what the turn before was like and the place, and from
// s.plain on what the rules say.
func (s *scanner) features(n int, a *heed.Act, beside []heed.Act, turns int) {
	s.feats = s.feats[:0]
	sent := &s.sents[n]
	mark := uint32(0)
	switch {
	case sent.ask:
		mark = 1
	case sent.stop:
		mark = 2
	}
	length := bucket(int(sent.to - sent.from))
	s.feat(ftLength, length, mark)
	s.wordFeatures(sent)
	l := s.likeness(sent.from, sent.to)
	asked := flag(s.ctx.asked) | flag(s.ctx.heard)<<1 | flag(n == 0)<<2
	s.feat(ftShare, uint32(l.share()*4), length)
	s.feat(ftShared, uint32(min(l.shared, 5)), uint32(min(l.content, 5)))
	s.feat(ftAsked, asked, length)
	s.feat(ftClass, flag(l.you)|flag(l.me)<<1|flag(l.youFirst)<<2|flag(l.might)<<3|flag(l.feeling)<<4|flag(l.newFeeling)<<5, mark)
	s.feat(ftTurn, uint32(min(s.ctx.turn, 3)), uint32(min(turns-1-s.ctx.turn, 3)))

	s.spoken = len(s.feats)
	rule := uint32(99)
	if a != nil {
		rule = kindIndex(a.Kind)
		s.feat(ftRuleMark, rule, uint32(a.Confidence*8))
	}
	s.feat(ftRule, rule, mark)
	s.feat(ftRuleLength, rule, length)
	s.feat(ftRuleShare, uint32(l.share()*4), rule)
	s.feat(ftRuleAsked, asked, rule)
	s.feat(ftPlace, flag(n == 0)|flag(n == len(s.sents)-1)<<1, rule)
	s.feat(ftRuleSide, flag(s.ctx.ours), rule)
	for i := range beside {
		if o := &beside[i]; (a == nil || o.Start != a.Start) && o.Start >= sent.span.Start && o.Start < sent.span.End {
			s.feat(ftOther, kindIndex(o.Kind), 0)
		}
	}
}

// wordFeatures adds the words of a sentence, alone and in pairs, and those at
// its ends.
func (s *scanner) wordFeatures(sent *sentence) {
	w := s.words[sent.from:sent.to]
	if len(w) == 0 {
		return
	}
	last := uint32(1)
	for i := range w {
		s.feat(ftWord, w[i].hash, 0)
		s.feat(ftPair, last, w[i].hash)
		last = w[i].hash
	}
	s.feat(ftPair, last, 2)
	s.feat(ftFirst, w[0].hash, 0)
	s.feat(ftLast, last, 0)
	if len(w) > 1 {
		s.feat(ftFirstTwo, w[0].hash, w[1].hash)
		s.feat(ftLastTwo, w[len(w)-2].hash, last)
	}
	if len(w) > 2 {
		s.feat(ftFirstThree, w[0].hash*31+w[1].hash, w[2].hash)
	}
}

// feat appends the hash of a feature (the finaliser of MurmurHash3 over what
// makes it).
func (s *scanner) feat(about, a, b uint32) {
	h := about*0x9e3779b1 ^ a*0x85ebca6b
	h = (h<<13 | h>>19) + b*0xc2b2ae35
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	h ^= h >> 16
	s.feats = append(s.feats, h)
}

func kindIndex(k heed.ActKind) uint32 {
	for i, o := range heed.ActKinds {
		if o == k {
			return uint32(i)
		}
	}
	return 99
}

func flag(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// bucket puts a count of words into one of eight classes.
func bucket(n int) uint32 {
	switch {
	case n <= 4:
		return uint32(n)
	case n <= 7:
		return 5
	case n <= 14:
		return 6
	}
	return 7
}

// hashWord hashes a folded word (FNV-1a).
func hashWord(w []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range w {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}
