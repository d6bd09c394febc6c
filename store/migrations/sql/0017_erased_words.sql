-- +goose Up
-- Words that are deleted leave the index of words at once, not when it is next
-- made anew.
-- only sqlite
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
-- end
