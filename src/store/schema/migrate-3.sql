-- laufzettel: from schema version 2 to 3: keys of the office's own programs.

CREATE TABLE office_key (
    id           INTEGER PRIMARY KEY,
    name         TEXT NOT NULL CHECK (length(name) <= 40),
    key_hash     BLOB NOT NULL UNIQUE CHECK (length(key_hash) = 16),
    created_ms   BIGINT NOT NULL,
    last_seen_ms BIGINT,
    revoked_ms   BIGINT
);
CREATE UNIQUE INDEX office_key_of_name ON office_key (name) WHERE revoked_ms IS NULL;
