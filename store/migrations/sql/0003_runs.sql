-- +goose Up
CREATE TABLE runs (
  key      AUTO_ID,
  id       TEXT NOT NULL UNIQUE,
  study    TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  inputs   TEXT NOT NULL,
  sense    TEXT NOT NULL,
  shape    TEXT NOT NULL,
  state    TEXT NOT NULL,
  as_of    TEXT NOT NULL,
  started  TEXT NOT NULL,
  finished TEXT NOT NULL
);
CREATE INDEX runs_study ON runs (study, state);

-- All of an understanding that has no rows of its own.
CREATE TABLE run_overviews (
  run  INTEGER NOT NULL PRIMARY KEY REFERENCES runs (key) ON DELETE CASCADE,
  data TEXT NOT NULL
);

CREATE TABLE themes (
  run     INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  id      TEXT NOT NULL,
  data    TEXT NOT NULL,
  members TEXT NOT NULL,
  PRIMARY KEY (run, n)
);
CREATE INDEX themes_id ON themes (run, id);

-- data is the claim without its evidence; evidence is packed in a blob.
CREATE TABLE claims (
  run      INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE,
  n        INTEGER NOT NULL,
  id       TEXT NOT NULL,
  kind     TEXT NOT NULL,
  theme    TEXT NOT NULL,
  review   TEXT NOT NULL,
  weight   REAL NOT NULL,
  data     TEXT NOT NULL,
  evidence BLOB NOT NULL,
  PRIMARY KEY (run, n),
  UNIQUE (run, id)
);

-- only postgres
ALTER TABLE claims ALTER COLUMN evidence SET STORAGE EXTERNAL;
-- end

CREATE TABLE claim_places (
  run     INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE,
  claim   INTEGER NOT NULL,
  persona TEXT NOT NULL,
  field   TEXT NOT NULL,
  cell    TEXT NOT NULL,
  stage   TEXT NOT NULL,
  lane    TEXT NOT NULL
);
CREATE INDEX claim_places_claim ON claim_places (run, claim);

-- Where to find claims by their evidence: for a conversation or a participant
-- (kind), the JSON list of the claims, by n, that quote it. A row for every
-- piece of evidence would be a hundred times as many.
CREATE TABLE evidence_lists (
  run    INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE,
  kind   TEXT NOT NULL,
  name   TEXT NOT NULL,
  claims TEXT NOT NULL,
  PRIMARY KEY (run, kind, name)
);

CREATE TABLE personas (
  run  INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE,
  n    INTEGER NOT NULL,
  id   TEXT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (run, n)
);

CREATE TABLE empathy_maps (
  run     INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  persona TEXT NOT NULL,
  stage   TEXT NOT NULL,
  data    TEXT NOT NULL,
  PRIMARY KEY (run, n)
);

CREATE TABLE journeys (
  run  INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE,
  n    INTEGER NOT NULL,
  id   TEXT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (run, n)
);
