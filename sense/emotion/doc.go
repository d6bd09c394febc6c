// Package emotion scores what a sentence expresses: the 28 GoEmotions labels,
// six basic emotions, valence and arousal, for English and Spanish. Its model
// is part of the binary (data/, with the sources and licences in
// data/NOTICE.md) and works without network, disk or clock.
package emotion
