-- laufzettel: from schema version 7 to 8: deletion after retention, restriction of processing.

ALTER TABLE seal ADD COLUMN sealed_events BLOB CHECK (length(sealed_events) = 32);
ALTER TABLE seal ADD COLUMN tombstone BLOB CHECK (length(tombstone) = 32);
CREATE INDEX seal_by_event ON seal (through_id);
CREATE INDEX print_of_voucher ON print_record (voucher_id) WHERE voucher_id IS NOT NULL;
CREATE INDEX contradiction_of_event ON contradiction (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX voucher_of_need ON voucher (need_id) WHERE need_id IS NOT NULL;
DROP INDEX followup_of_case;
CREATE INDEX followup_of_case ON followup (case_id, due_on, id);
CREATE INDEX followup_done ON followup (done_ms) WHERE done_ms IS NOT NULL;

CREATE TABLE restriction (
    case_id BIGINT PRIMARY KEY REFERENCES case_file (id),
    since   TEXT NOT NULL,
    set_by  BIGINT REFERENCES office_user (id)
) WITHOUT ROWID;

CREATE TABLE retention (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    seen_on    TEXT NOT NULL,
    not_before TEXT NOT NULL,
    wipe_due   INTEGER NOT NULL CHECK (wipe_due IN (0, 1))
);

CREATE TABLE purged_month (
    month    TEXT PRIMARY KEY,
    last_on  TEXT NOT NULL,
    vouchers BIGINT NOT NULL,
    slips    BIGINT NOT NULL,
    cases    BIGINT NOT NULL,
    others   BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE tally (
    month     TEXT NOT NULL,
    branch    TEXT NOT NULL,
    team      TEXT NOT NULL,
    type      TEXT NOT NULL CHECK (type IN ('A', 'B', 'C', 'D')),
    service   TEXT NOT NULL,
    state     TEXT NOT NULL,
    outcome   TEXT NOT NULL,
    goal      TEXT NOT NULL,
    amount    BIGINT NOT NULL,
    accepted  BIGINT NOT NULL,
    wait_days BIGINT NOT NULL,
    attended  BIGINT NOT NULL,
    PRIMARY KEY (month, branch, team, type, service, state, outcome, goal)
) WITHOUT ROWID;
