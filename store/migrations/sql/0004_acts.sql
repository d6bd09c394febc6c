-- +goose Up
-- What people did. Rows are only ever added.
CREATE TABLE decisions (
  id        AUTO_ID,
  study     TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  kind      TEXT NOT NULL,
  target    TEXT NOT NULL,
  target_id TEXT NOT NULL,
  author    TEXT NOT NULL,
  at        TEXT NOT NULL,
  data      TEXT NOT NULL
);
CREATE INDEX decisions_study ON decisions (study, id);

CREATE TABLE kpis (
  study  TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  source TEXT NOT NULL,
  n      INTEGER NOT NULL,
  date   TEXT NOT NULL,
  stage  TEXT NOT NULL,
  name   TEXT NOT NULL,
  data   TEXT NOT NULL,
  PRIMARY KEY (study, source, n)
);

CREATE TABLE offers (
  study TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  id    TEXT NOT NULL,
  data  TEXT NOT NULL,
  PRIMARY KEY (study, id)
);

CREATE TABLE commitments (
  study TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  id    TEXT NOT NULL,
  claim TEXT NOT NULL,
  state TEXT NOT NULL,
  due   TEXT NOT NULL,
  data  TEXT NOT NULL,
  PRIMARY KEY (study, id)
);

CREATE TABLE member_checks (
  study       TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  claim       TEXT NOT NULL,
  participant TEXT NOT NULL,
  verdict     TEXT NOT NULL,
  data        TEXT NOT NULL,
  PRIMARY KEY (study, claim, participant)
);
CREATE INDEX member_checks_participant ON member_checks (participant);
