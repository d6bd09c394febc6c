// Package heed is the vocabulary of Heed: the words that research with
// customers uses, as types. It holds no behaviour beyond validation and the
// small arithmetic that belongs to a word (a span's length, a confidence's
// order), and imports nothing but the standard library.
//
// Data flows through the rooms of the house in the order of their names:
// read makes conversations of bytes, sense makes signals of utterances, shape
// makes claims, personas, maps and journeys of signals, and show lets people
// look at them. Only package app joins the rooms.
package heed
