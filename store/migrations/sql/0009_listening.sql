-- +goose Up
-- The sound of a conversation (the file itself stands beside the database),
-- what listeners remembered of one, and whose calls are whose. All that was
-- said in it goes with the conversation.
CREATE TABLE recordings (
  conversation TEXT NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
  study        TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  file         TEXT NOT NULL,
  data         TEXT NOT NULL
);
CREATE INDEX recordings_study ON recordings (study, conversation);
CREATE INDEX recordings_file ON recordings (file);

CREATE TABLE recalls (
  id           AUTO_ID,
  account      TEXT NOT NULL,
  study        TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  at           TEXT NOT NULL,
  data         TEXT NOT NULL
);
CREATE INDEX recalls_own ON recalls (study, account, at);
CREATE INDEX recalls_conversation ON recalls (conversation);

CREATE TABLE voices (
  study   TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  account TEXT NOT NULL,
  speaker TEXT NOT NULL,
  PRIMARY KEY (study, account)
);
CREATE UNIQUE INDEX voices_speaker ON voices (study, speaker);
