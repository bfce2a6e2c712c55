-- laufzettel: from schema version 1 to 2: passwords, sessions, keys of devices.

CREATE TABLE credential (
    user_id          BIGINT PRIMARY KEY REFERENCES office_user (id),
    hash             TEXT NOT NULL,
    setup            BLOB CHECK (length(setup) = 16),
    setup_expires_ms BIGINT,
    changed_ms       BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE session (
    id           INTEGER PRIMARY KEY,
    user_id      BIGINT NOT NULL REFERENCES office_user (id),
    token        BLOB NOT NULL UNIQUE CHECK (length(token) = 16),
    created_ms   BIGINT NOT NULL,
    last_seen_ms BIGINT NOT NULL
);
CREATE INDEX session_of_user ON session (user_id);
CREATE INDEX session_by_age ON session (created_ms);

ALTER TABLE device ADD COLUMN key_hash BLOB
    CHECK (key_hash IS NULL OR (typeof(key_hash) = 'blob' AND length(key_hash) = 16));
CREATE UNIQUE INDEX device_of_key ON device (key_hash) WHERE key_hash IS NOT NULL;
