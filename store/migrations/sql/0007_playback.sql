-- +goose Up
-- What was shown back to a participant, how it felt to be heard, who may be
-- asked again, and practice. All of it goes with the participant, or with the
-- conversation that a practice moment was taken from.
CREATE TABLE playbacks (
  id          TEXT NOT NULL PRIMARY KEY,
  study       TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
  keyed       BLOB NOT NULL,
  created     TEXT NOT NULL,
  data        TEXT NOT NULL
);
CREATE INDEX playbacks_study ON playbacks (study, created);
CREATE INDEX playbacks_participant ON playbacks (participant);

CREATE TABLE panelists (
  participant TEXT NOT NULL PRIMARY KEY REFERENCES participants (id) ON DELETE CASCADE,
  study       TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  data        TEXT NOT NULL
);
CREATE INDEX panelists_study ON panelists (study);

CREATE TABLE pulses (
  id          AUTO_ID,
  study       TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  participant TEXT REFERENCES participants (id) ON DELETE CASCADE,
  at          TEXT NOT NULL,
  data        TEXT NOT NULL
);
CREATE INDEX pulses_study ON pulses (study, at);
CREATE INDEX pulses_participant ON pulses (participant);

CREATE TABLE attempts (
  id           AUTO_ID,
  account      TEXT NOT NULL,
  study        TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  at           TEXT NOT NULL,
  data         TEXT NOT NULL
);
CREATE INDEX attempts_account ON attempts (account, at);
CREATE INDEX attempts_study ON attempts (study, at);
CREATE INDEX attempts_conversation ON attempts (conversation);
