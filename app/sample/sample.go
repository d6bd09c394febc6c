// Package sample holds a year of an invented company's conversations, so that
// Heed can be tried before anybody has been interviewed.
package sample

import "embed"

// Files are the sample conversations as files, in folder "harbourline".
//
//go:embed all:harbourline
var Files embed.FS

// Life is what Harbourline's people did in the workspace since: whom they named,
// what they showed back and promised, and how heard customers felt. It is
// invented like the conversations.
//
//go:embed life.json
var Life []byte

// Folder is the folder in Files.
const Folder = "harbourline"
