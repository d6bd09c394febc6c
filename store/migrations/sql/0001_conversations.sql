-- +goose Up
CREATE TABLE studies (
  id   TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  data TEXT NOT NULL
);

CREATE TABLE imports (
  id       AUTO_ID,
  started  TEXT NOT NULL,
  finished TEXT NOT NULL,
  summary  BLOB NOT NULL,
  undone   INTEGER NOT NULL
);

CREATE TABLE sources (
  hash      TEXT NOT NULL PRIMARY KEY,
  name      TEXT NOT NULL,
  format    TEXT NOT NULL,
  size      INTEGER NOT NULL,
  import    INTEGER REFERENCES imports (id) ON DELETE SET NULL,
  signature BLOB NOT NULL,
  content   BLOB
);
CREATE INDEX sources_import ON sources (import);

CREATE TABLE participants (
  id           TEXT NOT NULL PRIMARY KEY,
  study        TEXT REFERENCES studies (id) ON DELETE CASCADE,
  number       INTEGER NOT NULL,
  organisation TEXT NOT NULL,
  segment      TEXT NOT NULL,
  data         TEXT NOT NULL
);
CREATE INDEX participants_study ON participants (study, number);

-- Who they really are lives apart and goes first.
CREATE TABLE identities (
  participant TEXT NOT NULL PRIMARY KEY REFERENCES participants (id) ON DELETE CASCADE,
  identity    TEXT NOT NULL,
  name        TEXT NOT NULL
);

CREATE TABLE pseudonyms (
  study  TEXT NOT NULL,
  keyed  BLOB NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (study, keyed),
  UNIQUE (study, number)
);

CREATE TABLE tombstones (
  keyed BLOB NOT NULL PRIMARY KEY,
  at    TEXT NOT NULL
);

CREATE TABLE secrets (
  name  TEXT NOT NULL PRIMARY KEY,
  value BLOB NOT NULL
);

CREATE TABLE conversations (
  id           TEXT NOT NULL PRIMARY KEY,
  study        TEXT REFERENCES studies (id) ON DELETE CASCADE,
  import       INTEGER REFERENCES imports (id) ON DELETE SET NULL,
  kind         TEXT NOT NULL,
  language     TEXT NOT NULL,
  segment      TEXT NOT NULL,
  organisation TEXT NOT NULL,
  stage        TEXT NOT NULL,
  date         TEXT NOT NULL,
  title        TEXT NOT NULL,
  source       TEXT NOT NULL,
  ratings      TEXT NOT NULL,
  turns        INTEGER NOT NULL
);
CREATE INDEX conversations_study ON conversations (study, date);
CREATE INDEX conversations_import ON conversations (import);
CREATE INDEX conversations_source ON conversations (source);

CREATE TABLE speakers (
  conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  n            INTEGER NOT NULL,
  speaker      TEXT NOT NULL,
  role         TEXT NOT NULL,
  participant  TEXT NOT NULL,
  data         TEXT NOT NULL,
  PRIMARY KEY (conversation, n)
);
CREATE INDEX speakers_participant ON speakers (participant);

-- The newest text of every turn. folded is the text as full text compares it;
-- words counts its words.
CREATE TABLE turns (
-- only sqlite
  id           INTEGER PRIMARY KEY,
-- end
  conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  n            INTEGER NOT NULL,
  revision     INTEGER NOT NULL,
  speaker      TEXT NOT NULL,
  role         TEXT NOT NULL,
  starts       REAL,
  ends         REAL,
  body         TEXT NOT NULL,
  question     TEXT NOT NULL,
  folded       TEXT NOT NULL,
  words        INTEGER NOT NULL,
  UNIQUE (conversation, n)
);

-- Every text of a corrected turn, the imported one (revision 0) with it. A
-- turn that was never corrected has no row.
CREATE TABLE revisions (
  conversation TEXT NOT NULL,
  turn         INTEGER NOT NULL,
  revision     INTEGER NOT NULL,
  body         TEXT NOT NULL,
  author       TEXT NOT NULL,
  at           TEXT NOT NULL,
  PRIMARY KEY (conversation, turn, revision),
  FOREIGN KEY (conversation, turn) REFERENCES turns (conversation, n) ON DELETE CASCADE
);
