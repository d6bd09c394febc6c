-- +goose Up
-- How a study's codes are applied, and what people did beside the claims, with
-- what is needed to take it back.
CREATE TABLE codebooks (
  study   TEXT NOT NULL PRIMARY KEY REFERENCES studies (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  blind   INTEGER NOT NULL
);

CREATE TABLE journal (
  id     AUTO_ID,
  study  TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  kind   TEXT NOT NULL,
  target TEXT NOT NULL,
  author TEXT NOT NULL,
  at     TEXT NOT NULL,
  undone INTEGER NOT NULL,
  data   TEXT NOT NULL
);
CREATE INDEX journal_study ON journal (study, id);
