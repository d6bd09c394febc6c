-- +goose Up
-- A piece of work is free when due and lease are past.
CREATE TABLE pending_work (
  id      AUTO_ID,
  kind    TEXT NOT NULL,
  target  TEXT NOT NULL,
  payload TEXT NOT NULL,
  tries   INTEGER NOT NULL,
  error   TEXT NOT NULL,
  at      TEXT NOT NULL,
  due     TEXT NOT NULL,
  lease   TEXT NOT NULL
);
CREATE INDEX pending_work_target ON pending_work (kind, target);

CREATE TABLE accounts (
  id            TEXT NOT NULL PRIMARY KEY,
  name          TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  language      TEXT NOT NULL,
  created       TEXT NOT NULL
);

CREATE TABLE sessions (
  token_hash TEXT NOT NULL PRIMARY KEY,
  account    TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  expires    TEXT NOT NULL
);
CREATE INDEX sessions_account ON sessions (account);
