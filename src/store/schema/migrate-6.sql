-- laufzettel: from schema version 5 to 6: what a device told late, and what of it does not fit.

CREATE TABLE late_event (
    event_id    BIGINT PRIMARY KEY REFERENCES event (id) CHECK (typeof(event_id) = 'integer'),
    happened_ms BIGINT NOT NULL CHECK (typeof(happened_ms) = 'integer'),
    offset_ms   BIGINT NOT NULL CHECK (typeof(offset_ms) = 'integer')
) WITHOUT ROWID;

CREATE TABLE contradiction (
    id             INTEGER PRIMARY KEY CHECK (typeof(id) = 'integer'),
    voucher_id     BIGINT NOT NULL REFERENCES voucher (id) CHECK (typeof(voucher_id) = 'integer'),
    provider_id    BIGINT NOT NULL REFERENCES provider (id) CHECK (typeof(provider_id) = 'integer'),
    device_id      BIGINT NOT NULL REFERENCES device (id) CHECK (typeof(device_id) = 'integer'),
    step           TEXT NOT NULL CHECK (step IN ('accept', 'start', 'end')),
    source         TEXT NOT NULL CHECK (source IN ('scan', 'typed')),
    happened_on    TEXT CHECK (happened_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    recorded_at_ms BIGINT NOT NULL CHECK (typeof(recorded_at_ms) = 'integer'),
    reason         TEXT NOT NULL CHECK (reason IN ('wrong_provider', 'in_work_elsewhere', 'superseded', 'withdrawn',
                       'already_recorded', 'expired', 'closed', 'not_yet_valid', 'wrong_step',
                       'date_out_of_range', 'invalid', 'conflict')),
    nonce          BLOB NOT NULL UNIQUE CHECK (typeof(nonce) = 'blob' AND length(nonce) = 16),
    body           BLOB NOT NULL CHECK (typeof(body) = 'blob' AND length(body) = 16),
    decision       TEXT CHECK (decision IN ('recorded', 'discarded', 'duplicate', 'wrong_person')),
    decided_ms     BIGINT CHECK (typeof(decided_ms) IN ('integer', 'null')),
    decided_by     BIGINT REFERENCES office_user (id) CHECK (typeof(decided_by) IN ('integer', 'null')),
    event_id       BIGINT REFERENCES event (id) CHECK (typeof(event_id) IN ('integer', 'null'))
);
CREATE INDEX contradiction_of_voucher ON contradiction (voucher_id, id);
CREATE INDEX contradiction_open ON contradiction (id) WHERE decision IS NULL;

ALTER TABLE device ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0
    CHECK (typeof(waiting) = 'integer');

CREATE TABLE followup_new (
    id         INTEGER PRIMARY KEY,
    case_id    BIGINT NOT NULL REFERENCES case_file (id),
    voucher_id BIGINT REFERENCES voucher (id),
    need_id    BIGINT REFERENCES need (id),
    consent_id BIGINT REFERENCES consent (id),
    reason     TEXT NOT NULL CHECK (reason = 'not_printed' OR reason = 'appointment_made' OR reason = 'not_redeemed' OR
                       reason = 'no_start' OR reason = 'overdue_end' OR reason = 'review_result' OR
                       reason = 'stub_request' OR reason = 'consent_ending' OR reason = 'plan_review' OR
                       reason = 'plan_entry' OR reason = 'contradiction' OR reason = 'manual'),
    due_on     TEXT NOT NULL,
    note       TEXT NOT NULL,
    created_by BIGINT REFERENCES office_user (id),
    done_ms    BIGINT,
    done_by    BIGINT REFERENCES office_user (id)
);
INSERT INTO followup_new SELECT * FROM followup;
DROP TABLE followup;
ALTER TABLE followup_new RENAME TO followup;
CREATE INDEX followup_due ON followup (due_on, id) WHERE done_ms IS NULL;
CREATE INDEX followup_of_case ON followup (case_id, due_on, id) WHERE done_ms IS NULL;
CREATE INDEX followup_of_voucher ON followup (voucher_id) WHERE voucher_id IS NOT NULL;
CREATE INDEX followup_of_need ON followup (need_id) WHERE need_id IS NOT NULL;
CREATE INDEX followup_of_consent ON followup (consent_id) WHERE consent_id IS NOT NULL;
