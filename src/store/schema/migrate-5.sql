-- laufzettel: from schema version 4 to 5: where devices stand, their cards, what their people know.

CREATE TABLE site (
    id          INTEGER PRIMARY KEY,
    provider_id BIGINT NOT NULL REFERENCES provider (id),
    name        TEXT NOT NULL,
    UNIQUE (provider_id, name)
);

ALTER TABLE device ADD COLUMN site_id BIGINT REFERENCES site (id)
    CHECK (typeof(site_id) IN ('integer', 'null'));
ALTER TABLE device ADD COLUMN card INTEGER NOT NULL DEFAULT 1 CHECK (typeof(card) = 'integer');
ALTER TABLE device ADD COLUMN instructed_on TEXT
    CHECK (instructed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE device ADD COLUMN instruction INTEGER NOT NULL DEFAULT 0
    CHECK (typeof(instruction) = 'integer');

-- Whoever paired a device so far read it on the page of the pairing.
UPDATE device SET instructed_on = date(paired_ms / 1000, 'unixepoch') WHERE paired_ms IS NOT NULL;
