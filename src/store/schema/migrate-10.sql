-- laufzettel: from schema version 9 to 10: disputed events, the aim of a need, teams,
-- what a review leaves open, letters that are due, who took note of the instruction, referrals
-- without a slip, how often a client is to be talked to, prints that are proved.

CREATE TABLE dispute (
    event_id  BIGINT PRIMARY KEY REFERENCES event (id),
    since     TEXT NOT NULL,
    set_by    BIGINT REFERENCES office_user (id),
    lifted_on TEXT,
    lifted_by BIGINT REFERENCES office_user (id)
) WITHOUT ROWID;

ALTER TABLE need ADD COLUMN aim TEXT NOT NULL DEFAULT '' CHECK (aim IN ('', 'take_up_work', 'keep_work',
                  'employability', 'participation', 'stabilise', 'secure_care'));

CREATE INDEX case_of_team ON case_file (team);

CREATE TABLE review_step (
    event_id  BIGINT PRIMARY KEY REFERENCES event (id) CHECK (typeof(event_id) = 'integer'),
    next_step TEXT NOT NULL CHECK (next_step IN ('', 'nothing', 'same_service', 'other_service', 'plan_change',
                       'talk', 'placement')),
    done      INTEGER NOT NULL CHECK (typeof(done) = 'integer' AND done BETWEEN 0 AND 7),
    left_open INTEGER NOT NULL CHECK (typeof(left_open) = 'integer' AND left_open BETWEEN 0 AND 7)
) WITHOUT ROWID;

CREATE TABLE followup_new (
    id         INTEGER PRIMARY KEY,
    case_id    BIGINT NOT NULL REFERENCES case_file (id),
    voucher_id BIGINT REFERENCES voucher (id),
    need_id    BIGINT REFERENCES need (id),
    consent_id BIGINT REFERENCES consent (id),
    reason     TEXT NOT NULL CHECK (reason = 'not_printed' OR reason = 'appointment_made' OR reason = 'not_redeemed' OR
                       reason = 'no_start' OR reason = 'overdue_end' OR reason = 'review_result' OR
                       reason = 'stub_request' OR reason = 'consent_ending' OR reason = 'plan_review' OR
                       reason = 'plan_entry' OR reason = 'contact' OR reason = 'contradiction' OR reason = 'letter_due' OR
                       reason = 'profile_check' OR reason = 'plan_update' OR reason = 'help_plan_end' OR
                       reason = 'manual'),
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
CREATE INDEX followup_of_case ON followup (case_id, due_on, id);
CREATE INDEX followup_done ON followup (done_ms) WHERE done_ms IS NOT NULL;
CREATE INDEX followup_of_voucher ON followup (voucher_id) WHERE voucher_id IS NOT NULL;
CREATE INDEX followup_of_need ON followup (need_id) WHERE need_id IS NOT NULL;
CREATE INDEX followup_of_consent ON followup (consent_id) WHERE consent_id IS NOT NULL;

-- Every step of a provider is written into each of these: two serve what four did.
DROP INDEX voucher_taken_in;
DROP INDEX voucher_in_work;
DROP INDEX voucher_working_at;
DROP INDEX voucher_accepted_at;
CREATE INDEX voucher_working_at ON voucher (bound_provider, accepted_on, id, service) WHERE state IN ('accepted', 'started');
CREATE INDEX voucher_accepted_at ON voucher (bound_provider, accepted_on, issued_on, started_on, ended_on, service, generation) WHERE accepted_on IS NOT NULL;

CREATE TABLE instruction (
    version TEXT PRIMARY KEY,
    since   TEXT NOT NULL,
    text    TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE acknowledgement (
    version TEXT NOT NULL REFERENCES instruction (version),
    user_id BIGINT NOT NULL REFERENCES office_user (id),
    day     TEXT NOT NULL,
    PRIMARY KEY (version, user_id)
) WITHOUT ROWID;
CREATE INDEX acknowledgement_of_user ON acknowledgement (user_id);

ALTER TABLE tally ADD COLUMN referred BIGINT NOT NULL DEFAULT 0;

-- A provider's own figures leave referrals out.
DROP INDEX voucher_issued_to;
CREATE INDEX voucher_issued_to ON voucher (named_provider, issued_on, generation) WHERE named_provider IS NOT NULL;

ALTER TABLE case_file ADD COLUMN contact_days INTEGER NOT NULL DEFAULT 0 CHECK (typeof(contact_days) = 'integer' AND contact_days BETWEEN 0 AND 365);

ALTER TABLE print_record ADD COLUMN proof BLOB CHECK (length(proof) = 32);
