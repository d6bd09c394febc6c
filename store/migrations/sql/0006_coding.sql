-- +goose Up
-- A study's codebook, its codes' places, and what researchers wrote beside them.
CREATE TABLE codes (
  id      TEXT NOT NULL PRIMARY KEY,
  study   TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  parent  TEXT REFERENCES codes (id) ON DELETE SET NULL,
  name    TEXT NOT NULL,
  version INTEGER NOT NULL,
  data    TEXT NOT NULL
);
CREATE INDEX codes_study ON codes (study, name);
CREATE INDEX codes_parent ON codes (parent);

CREATE TABLE codings (
  id           AUTO_ID,
  code         TEXT NOT NULL REFERENCES codes (id) ON DELETE CASCADE,
  conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  turn         INTEGER NOT NULL,
  revision     INTEGER NOT NULL,
  span_start   INTEGER NOT NULL,
  span_end     INTEGER NOT NULL,
  quoted       TEXT NOT NULL,
  author       TEXT NOT NULL,
  version      INTEGER NOT NULL,
  at           TEXT NOT NULL
);
CREATE INDEX codings_code ON codings (code);
CREATE INDEX codings_conversation ON codings (conversation, turn);

CREATE TABLE memos (
  id        AUTO_ID,
  study     TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  target    TEXT NOT NULL,
  target_id TEXT NOT NULL,
  body      TEXT NOT NULL,
  author    TEXT NOT NULL,
  at        TEXT NOT NULL
);
CREATE INDEX memos_study ON memos (study, target, target_id);
