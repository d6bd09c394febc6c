-- +goose Up
-- The beginnings of words are indexed too: gathering every turn in which any
-- word begins with the letters typed so far takes most of a second in a large
-- workspace.
-- only sqlite
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (
  folded, content = 'turns', content_rowid = 'id', tokenize = 'ascii', detail = 'none', columnsize = 0, prefix = '3 4 5'
);
INSERT INTO search (search) VALUES ('rebuild');
-- end
