// Package audio hears, without any transcript, who spoke when in a recording:
// voice activity per channel, and from it talk share, monologues, patience,
// interruptions, overtalk and silence. It reads WAV, MP3 and FLAC from bytes
// that it is given, keeps one level per 10 ms and channel, and never the sound.
//
// Two channels with one side each tell the sides apart. One mixed channel does
// not: then only speech and silence are measured, and the rest says why not.
// docs/METHOD-listening.md says how, and how well.
package audio

// Version names the rules of voice activity.
const Version = "voice-1"
