-- laufzettel: a fresh database for SQLite, as the last migration leaves an older one.
--
-- Ids are 63-bit numbers made by the program; moments are milliseconds UTC (_ms); days are
-- TEXT YYYY-MM-DD; booleans 0 or 1; codes are words from a closed list. NULL means "none" in
-- days, references, moments and codes; a text is never NULL, '' stands for none.
-- The tables of the provider's side (event, late_event, contradiction, refusal, counter, device) check the type and the
-- shape of every column: SQLite alone would store a sentence in a number's column.
-- Tables that grow fast list their words with OR: for an IN of more than two SQLite builds a
-- table at every insert.

CREATE TABLE meta (
    id               INTEGER PRIMARY KEY CHECK (id = 1), -- 1: there is one row
    purpose          TEXT NOT NULL CHECK (purpose IN ('production', 'test', 'demo')), -- what the directory was made for
    key_fingerprint  TEXT NOT NULL,   -- tells the key this database was made with, reveals none of it
    epoch            BIGINT NOT NULL, -- 1, raised by each restore
    created_at_ms    BIGINT NOT NULL, -- when the database was made
    last_recorded_ms BIGINT NOT NULL, -- latest moment of any write: later ones never go below it
    last_id          BIGINT NOT NULL  -- highest id given out: later ones are above it
);

CREATE TABLE series (
    name    TEXT PRIMARY KEY, -- name of the series: 'slip-2026'
    last_no BIGINT NOT NULL   -- last number given out
);

CREATE TABLE branch (
    id         INTEGER PRIMARY KEY,  -- id
    short_name TEXT NOT NULL UNIQUE, -- natural key, as in the office's lists
    name       TEXT NOT NULL,        -- name for people
    street     TEXT NOT NULL,        -- street and number
    postcode   TEXT NOT NULL,        -- postcode
    city       TEXT NOT NULL,        -- city
    phone      TEXT NOT NULL,        -- phone for clients
    hours      TEXT NOT NULL         -- opening hours
);

CREATE TABLE provider (
    id           INTEGER PRIMARY KEY,  -- id
    short_name   TEXT NOT NULL UNIQUE, -- natural key, as in the office's lists
    name         TEXT NOT NULL,        -- name on paper
    street       TEXT NOT NULL,        -- street and number
    postcode     TEXT NOT NULL,        -- postcode
    city         TEXT NOT NULL,        -- city
    phone        TEXT NOT NULL,        -- phone for clients
    hours        TEXT NOT NULL,        -- opening hours
    regime       TEXT NOT NULL,        -- data protection regime: dsgvo, kdg, dsg_ekd, public
    is_protected INTEGER NOT NULL CHECK (is_protected IN (0, 1)), -- 1: no address on paper or in reports
    contact      TEXT NOT NULL,        -- person or desk to ask for
    stop         TEXT NOT NULL,        -- bus or tram stop
    languages    TEXT NOT NULL,        -- languages spoken there
    access       TEXT NOT NULL,        -- lift, step-free, bell
    walk_in      TEXT NOT NULL         -- times without an appointment
);

CREATE TABLE site (
    id          INTEGER PRIMARY KEY, -- id
    provider_id BIGINT NOT NULL REFERENCES provider (id), -- whose
    name        TEXT NOT NULL,       -- name for people
    UNIQUE (provider_id, name)
);

CREATE TABLE service (
    id          INTEGER PRIMARY KEY, -- id
    short_name  TEXT NOT NULL,       -- key of the service, shared by all who offer it: 'SB-1'
    type        TEXT NOT NULL CHECK (type IN ('A', 'B', 'C', 'D')), -- service type of § 16a SGB II
    title       TEXT NOT NULL,       -- name on paper
    provider_id BIGINT NOT NULL REFERENCES provider (id), -- who offers it
    places      BIGINT NOT NULL CHECK (places >= -1), -- places at once, -1 unlimited
    redeem_days INTEGER NOT NULL CHECK (redeem_days >= 0), -- days to redeem, 0 the office's default
    bring       TEXT NOT NULL,       -- what to bring
    UNIQUE (short_name, provider_id)
);
CREATE INDEX service_of_provider ON service (provider_id, short_name);

CREATE TABLE agreement (
    id          INTEGER PRIMARY KEY, -- id
    provider_id BIGINT NOT NULL REFERENCES provider (id), -- with whom
    type        TEXT NOT NULL CHECK (type IN ('A', 'B', 'C', 'D')), -- service type
    level       INTEGER NOT NULL CHECK (level BETWEEN 0 AND 3), -- reporting level agreed on
    basis       TEXT NOT NULL CHECK (basis IN ('law', 'consent')), -- what the reports rest on
    valid_from  TEXT NOT NULL,       -- first day
    valid_until TEXT,                -- last day, NULL open
    UNIQUE (provider_id, type, valid_from)
);

CREATE TABLE target (
    id        INTEGER PRIMARY KEY, -- id
    service   TEXT NOT NULL,       -- key of the service, '' all
    branch    TEXT NOT NULL,       -- key of the branch, '' all
    team      TEXT NOT NULL,       -- team, '' all
    year      INTEGER NOT NULL,    -- year
    month     INTEGER NOT NULL CHECK (month BETWEEN 0 AND 12), -- month, 0 the whole year
    amount    BIGINT NOT NULL CHECK (amount >= 0), -- vouchers planned
    UNIQUE (service, branch, team, year, month)
);

CREATE TABLE office_user (
    id           INTEGER PRIMARY KEY,  -- id
    name         TEXT NOT NULL UNIQUE, -- log-in name
    display_name TEXT NOT NULL,        -- name on paper, '' none
    role         TEXT NOT NULL CHECK (role IN ('assistant', 'caseworker', 'team_lead', 'coordinator',
                     'controlling', 'management', 'auditor', 'admin')), -- what the user may do
    team         TEXT NOT NULL,        -- team name, '' none
    branch       TEXT NOT NULL,        -- key of the branch, '' none
    phone        TEXT NOT NULL,        -- phone on paper
    disabled     INTEGER NOT NULL CHECK (disabled IN (0, 1)) -- 1: may not log in
);

CREATE TABLE credential (
    user_id          BIGINT PRIMARY KEY REFERENCES office_user (id), -- whose
    hash             TEXT NOT NULL, -- Argon2id of the password with its cost and salt, '' none yet
    setup            BLOB CHECK (length(setup) = 16), -- keyed hash of the set-up code, NULL none
    setup_expires_ms BIGINT,        -- until when the set-up code is good
    changed_ms       BIGINT NOT NULL -- when the password or the set-up code was last made
) WITHOUT ROWID;

CREATE TABLE session (
    id           INTEGER PRIMARY KEY, -- id
    user_id      BIGINT NOT NULL REFERENCES office_user (id), -- who is logged in
    token        BLOB NOT NULL UNIQUE CHECK (length(token) = 16), -- keyed hash of the cookie's token
    created_ms   BIGINT NOT NULL, -- when the user logged in
    last_seen_ms BIGINT NOT NULL  -- last use, to the minute
);
CREATE INDEX session_of_user ON session (user_id);
CREATE INDEX session_by_age ON session (created_ms);

CREATE TABLE instruction (
    version TEXT PRIMARY KEY, -- mark of the wording: another text has another
    since   TEXT NOT NULL,    -- day somebody first took note of it
    text    TEXT NOT NULL     -- the German wording, as it was
) WITHOUT ROWID;

CREATE TABLE acknowledgement (
    version TEXT NOT NULL REFERENCES instruction (version), -- of which wording
    user_id BIGINT NOT NULL REFERENCES office_user (id), -- who took note
    day     TEXT NOT NULL,    -- on which day
    PRIMARY KEY (version, user_id)
) WITHOUT ROWID;
CREATE INDEX acknowledgement_of_user ON acknowledgement (user_id);

CREATE TABLE deputy (
    id        INTEGER PRIMARY KEY, -- id
    user_id   BIGINT NOT NULL REFERENCES office_user (id), -- who is stood in for
    deputy_id BIGINT NOT NULL REFERENCES office_user (id), -- who stands in
    from_day  TEXT NOT NULL,       -- first day
    until_day TEXT NOT NULL        -- last day
);
CREATE INDEX deputy_of_user ON deputy (user_id, from_day);
CREATE INDEX deputy_stands_in ON deputy (deputy_id, from_day);

CREATE TABLE case_file (
    id           INTEGER PRIMARY KEY,  -- id
    case_number  TEXT NOT NULL UNIQUE, -- number in the Fachverfahren
    given_name   TEXT NOT NULL,        -- given names
    family_name  TEXT NOT NULL,        -- family name
    birth_date   TEXT,                 -- date of birth
    language     TEXT NOT NULL,        -- language of the client's texts, BCP 47
    caseworker   TEXT NOT NULL,        -- log-in name of the caseworker, '' none
    team         TEXT NOT NULL,        -- team, '' none
    branch       TEXT NOT NULL,        -- key of the branch, '' none
    is_protected INTEGER NOT NULL CHECK (is_protected IN (0, 1)), -- 1: Sperrvermerk, no address kept
    phone        TEXT NOT NULL,        -- phone
    street       TEXT NOT NULL,        -- street and number
    postcode     TEXT NOT NULL,        -- postcode
    city         TEXT NOT NULL,        -- city
    version      BIGINT NOT NULL,      -- grows with each change: two editors cannot overwrite each other
    contact_days INTEGER NOT NULL DEFAULT 0 CHECK (typeof(contact_days) = 'integer' AND contact_days BETWEEN 0 AND 365), -- a talk at least every so many days, 0: no reminder
    CHECK (is_protected = 0 OR (phone = '' AND street = '' AND postcode = '' AND city = ''))
);
CREATE INDEX case_of_caseworker ON case_file (caseworker);
CREATE INDEX case_of_team ON case_file (team);

CREATE TABLE name_part (
    part    TEXT NOT NULL,   -- folded part of a name or of the case number
    case_id BIGINT NOT NULL REFERENCES case_file (id), -- whose
    PRIMARY KEY (part, case_id)
) WITHOUT ROWID;
CREATE INDEX name_part_of_case ON name_part (case_id, part);

CREATE TABLE need (
    id        INTEGER PRIMARY KEY, -- id
    case_id   BIGINT NOT NULL REFERENCES case_file (id), -- whose
    type      TEXT NOT NULL CHECK (type IN ('A', 'B', 'C', 'D')), -- service type
    priority  INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 3), -- 1 urgent .. 3
    agreed_on TEXT NOT NULL,       -- day of the talk in which it was agreed
    plan_ref  TEXT NOT NULL,       -- where the plan says so, '' not yet
    aim       TEXT NOT NULL DEFAULT '' CHECK (aim IN ('', 'take_up_work', 'keep_work',
                  'employability', 'participation', 'stabilise', 'secure_care')), -- what it is to bring, '' not settled
    UNIQUE (case_id, type, agreed_on)
);

CREATE TABLE consent (
    id               INTEGER PRIMARY KEY, -- id
    case_id          BIGINT NOT NULL REFERENCES case_file (id), -- whose
    provider_id      BIGINT NOT NULL REFERENCES provider (id),  -- who may report
    level            INTEGER NOT NULL CHECK (level BETWEEN 0 AND 3), -- up to which reporting level
    state            TEXT NOT NULL CHECK (state IN ('offered', 'signed', 'withdrawn', 'expired')), -- only signed counts
    text_version     TEXT NOT NULL,       -- version of the text that was signed
    language         TEXT NOT NULL,       -- language it was explained in
    interpreter      INTEGER NOT NULL CHECK (interpreter IN (0, 1)), -- 1: an interpreter helped
    held_by_provider INTEGER NOT NULL CHECK (held_by_provider IN (0, 1)), -- 1: the provider holds the signed paper
    signed_on        TEXT,                -- day of the signature
    valid_until      TEXT,                -- last day, NULL open
    withdrawn_on     TEXT                 -- day of the withdrawal
);
CREATE UNIQUE INDEX consent_key ON consent (case_id, provider_id, COALESCE(signed_on, ''));

CREATE TABLE slip (
    id                INTEGER PRIMARY KEY,  -- id
    case_id           BIGINT NOT NULL REFERENCES case_file (id), -- whose
    slip_number       TEXT NOT NULL UNIQUE, -- number on paper: '2026-000123'
    issued_on         TEXT NOT NULL,        -- day of issue
    station_order     TEXT NOT NULL CHECK (station_order IN ('free', 'warn', 'strict')), -- how the order of stations binds
    language          TEXT NOT NULL,        -- second language of the paper
    neutral           INTEGER NOT NULL CHECK (neutral IN (0, 1)), -- 1: nothing sensitive outside the fold
    issued_by         BIGINT REFERENCES office_user (id), -- who issued it, NULL the command line
    client_seed       BLOB NOT NULL,        -- random seed of the client code
    client_generation INTEGER NOT NULL,     -- generation of the client code, 0 none: protected, or a referral
    copies            INTEGER NOT NULL,     -- prints of the whole slip so far
    batch             TEXT NOT NULL         -- key under which a batch run issued it, '' none
);
CREATE INDEX slip_of_case ON slip (case_id, id);
CREATE UNIQUE INDEX slip_of_batch ON slip (batch) WHERE batch <> '';

-- The columns from state on cache the fold of the events; head proves the row (see chain.c).
CREATE TABLE voucher (
    id               INTEGER PRIMARY KEY, -- id
    slip_id          BIGINT NOT NULL REFERENCES slip (id), -- on which slip
    case_id          BIGINT NOT NULL REFERENCES case_file (id), -- whose
    need_id          BIGINT REFERENCES need (id), -- for which need
    position         INTEGER NOT NULL,    -- station number on the slip, from 1
    service          TEXT NOT NULL,       -- key of the service
    type             TEXT NOT NULL CHECK (type = 'A' OR type = 'B' OR type = 'C' OR type = 'D'), -- service type
    seed             BLOB NOT NULL,       -- random seed of the codes
    appointment_ms   BIGINT,              -- appointment made at issue
    neutral          INTEGER NOT NULL CHECK (neutral IN (0, 1)), -- 1: letter code instead of the service
    disputed         INTEGER NOT NULL CHECK (disputed IN (0, 1)), -- 1: the client disputes an event
    event_count      BIGINT NOT NULL,     -- events so far: also the optimistic lock
    head             BLOB NOT NULL CHECK (length(head) = 32), -- keyed hash over the last event and this row, but for disputed
    state            TEXT CHECK (state = 'issued' OR state = 'waitlisted' OR state = 'accepted' OR
                       state = 'started' OR state = 'ended' OR state = 'declined' OR state = 'expired' OR
                       state = 'unreported' OR state = 'withdrawn' OR state = 'reviewed'), -- where the voucher stands, NULL before issue
    before_state     TEXT CHECK (before_state = 'issued' OR before_state = 'waitlisted' OR
                       before_state = 'accepted' OR before_state = 'started' OR before_state = 'ended' OR
                       before_state = 'declined' OR before_state = 'expired' OR
                       before_state = 'unreported' OR before_state = 'withdrawn' OR
                       before_state = 'reviewed'), -- state before the review
    before_expiry    TEXT CHECK (before_expiry IN ('issued', 'waitlisted')), -- state before the expiry
    generation       BIGINT NOT NULL,     -- generation of the code that is good now, 0 none: a referral without a slip
    named_provider   BIGINT REFERENCES provider (id), -- provider on the paper, NULL free choice
    bound_provider   BIGINT REFERENCES provider (id), -- provider that accepted
    issued_on        TEXT,                -- day of the first paper
    paper_on         TEXT,                -- day of the paper in force: issue or the last reissue
    redeem_by        TEXT,                -- last day to redeem
    complete_by      TEXT,                -- day by which it should have ended
    accepted_on      TEXT,                -- day of the intake
    started_on       TEXT,                -- day of the start
    ended_on         TEXT,                -- day of the end
    expired_on       TEXT,                -- day of the expiry
    closed_on        TEXT,                -- day it ended, was declined, expired, withdrawn or left unreported
    reviewed_on      TEXT,                -- day of the review
    waitlist_until   TEXT,                -- end of the waiting
    last_attended_on TEXT,                -- day of the last appointment kept
    attend_count     BIGINT NOT NULL,     -- appointments kept
    outcome          TEXT CHECK (outcome = 'E1' OR outcome = 'E2' OR outcome = 'E3' OR outcome = 'E4' OR
                       outcome = 'N1'), -- how it ended
    cause            TEXT CHECK (cause = 'no_capacity' OR cause = 'not_responsible' OR cause = 'no_access' OR
                       cause = 'client_request' OR cause = 'plan_changed' OR cause = 'issued_in_error' OR
                       cause = 'entitlement_ended' OR cause = 'wrong_person' OR cause = 'wrong_step' OR
                       cause = 'wrong_date' OR cause = 'duplicate' OR cause = 'other'), -- cause of a decline or withdrawal
    goal             TEXT CHECK (goal = 'yes' OR goal = 'partly' OR goal = 'no' OR goal = 'unknown'), -- was the goal reached
    recommendation   INTEGER NOT NULL CHECK (recommendation BETWEEN 0 AND 7), -- set of 1 W1, 2 W2, 4 W3
    UNIQUE (slip_id, position)
);
CREATE INDEX voucher_of_case ON voucher (case_id, id);
CREATE INDEX voucher_of_need ON voucher (need_id) WHERE need_id IS NOT NULL;
CREATE INDEX voucher_open ON voucher (redeem_by) WHERE state IN ('issued', 'waitlisted');
CREATE INDEX voucher_waiting_for ON voucher (named_provider, redeem_by, id) WHERE state IN ('issued', 'waitlisted');
CREATE INDEX voucher_working_at ON voucher (bound_provider, accepted_on, id, service) WHERE state IN ('accepted', 'started');
CREATE INDEX voucher_closed_at ON voucher (bound_provider, closed_on, id) WHERE closed_on IS NOT NULL;
CREATE INDEX voucher_accepted_at ON voucher (bound_provider, accepted_on, issued_on, started_on, ended_on, service, generation) WHERE accepted_on IS NOT NULL;
CREATE INDEX voucher_named_closed ON voucher (named_provider, closed_on, id) WHERE bound_provider IS NULL AND closed_on IS NOT NULL;
CREATE INDEX voucher_issued_to ON voucher (named_provider, issued_on, generation) WHERE named_provider IS NOT NULL;

CREATE TABLE code (
    lookup     BLOB PRIMARY KEY CHECK (length(lookup) = 16), -- keyed hash of the symbols: the code itself is nowhere
    kind       TEXT NOT NULL CHECK (kind = 'S' OR kind = 'K' OR kind = 'P'), -- S voucher, K client, P pairing
    owner      BIGINT NOT NULL,  -- id of the voucher, slip or device
    generation BIGINT NOT NULL,  -- 1.., a reissue makes the next one
    key_number INTEGER NOT NULL, -- key it was derived with
    UNIQUE (kind, owner, generation)
) WITHOUT ROWID;

CREATE TABLE device (
    id                 INTEGER PRIMARY KEY CHECK (typeof(id) = 'integer'), -- id
    provider_id        BIGINT NOT NULL REFERENCES provider (id) CHECK (typeof(provider_id) = 'integer'), -- whose
    name               TEXT NOT NULL CHECK (length(name) <= 40), -- name of the device, given by the office or at pairing
    role               TEXT NOT NULL CHECK (role IN ('reception', 'lead')), -- what it may do
    service_types      INTEGER NOT NULL CHECK (typeof(service_types) = 'integer'), -- bit set of service types, 0 all
    created_ms         BIGINT NOT NULL CHECK (typeof(created_ms) = 'integer'), -- when the koppelkarte was made
    paired_ms          BIGINT CHECK (typeof(paired_ms) IN ('integer', 'null')), -- when it was paired
    last_seen_ms       BIGINT CHECK (typeof(last_seen_ms) IN ('integer', 'null')), -- when it last asked
    revoked_ms         BIGINT CHECK (typeof(revoked_ms) IN ('integer', 'null')), -- when it was revoked
    pairing_expires_ms BIGINT CHECK (typeof(pairing_expires_ms) IN ('integer', 'null')), -- until when the pairing code is good
    pairing_seed       BLOB NOT NULL CHECK (typeof(pairing_seed) = 'blob' AND length(pairing_seed) = 16), -- random seed of the pairing code
    key_hash           BLOB CHECK (key_hash IS NULL OR (typeof(key_hash) = 'blob' AND length(key_hash) = 16)), -- keyed hash of the device's key, NULL until paired
    site_id            BIGINT REFERENCES site (id) CHECK (typeof(site_id) IN ('integer', 'null')), -- where it stands, NULL the provider's one place
    card               INTEGER NOT NULL DEFAULT 1 CHECK (typeof(card) = 'integer'), -- generation of its koppelkarte, each roll makes the next
    instructed_on      TEXT CHECK (instructed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- day its people took note of what binds them, NULL not yet
    instruction        INTEGER NOT NULL DEFAULT 0 CHECK (typeof(instruction) = 'integer'), -- version of the text they read, 0 by the agreement
    waiting            INTEGER NOT NULL DEFAULT 0 CHECK (typeof(waiting) = 'integer') -- how many entries it last said it had not sent
);
CREATE INDEX device_of_provider ON device (provider_id, id);
CREATE UNIQUE INDEX device_of_key ON device (key_hash) WHERE key_hash IS NOT NULL;

CREATE TABLE office_key (
    id           INTEGER PRIMARY KEY, -- id
    name         TEXT NOT NULL CHECK (length(name) <= 40), -- name of the program that has it, given by the administration
    key_hash     BLOB NOT NULL UNIQUE CHECK (length(key_hash) = 16), -- keyed hash of the key
    created_ms   BIGINT NOT NULL, -- when it was made
    last_seen_ms BIGINT,          -- when it was last used, to the day
    revoked_ms   BIGINT           -- when it was revoked
);
CREATE UNIQUE INDEX office_key_of_name ON office_key (name) WHERE revoked_ms IS NULL;

CREATE TABLE event (
    id             INTEGER PRIMARY KEY CHECK (typeof(id) = 'integer'), -- id, grows in recording order
    voucher_id     BIGINT NOT NULL REFERENCES voucher (id) CHECK (typeof(voucher_id) = 'integer'), -- of which voucher
    seq            BIGINT NOT NULL CHECK (typeof(seq) = 'integer'), -- 1.. within the voucher
    step           TEXT NOT NULL CHECK (step = 'issue' OR step = 'waitlist' OR step = 'decline' OR step = 'accept' OR
                       step = 'start' OR step = 'attend' OR step = 'recommend' OR step = 'end' OR
                       step = 'extend' OR step = 'reissue' OR step = 'withdraw' OR step = 'expire' OR
                       step = 'close' OR step = 'review' OR step = 'reopen' OR step = 'annul'), -- what happened
    happened_on    TEXT NOT NULL CHECK (happened_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- day it happened
    recorded_at_ms BIGINT NOT NULL CHECK (typeof(recorded_at_ms) = 'integer'), -- moment it was recorded
    who            TEXT NOT NULL CHECK (who = 'office' OR who = 'reception' OR who = 'lead' OR who = 'tick'), -- who acted
    source         TEXT CHECK (source = 'scan' OR source = 'typed' OR source = 'list' OR source = 'api' OR
                       source = 'paper_client' OR source = 'paper_provider' OR source = 'office'), -- how it came to be known
    provider_id    BIGINT REFERENCES provider (id) CHECK (typeof(provider_id) IN ('integer', 'null')), -- acting provider
    device_id      BIGINT REFERENCES device (id) CHECK (typeof(device_id) IN ('integer', 'null')), -- acting device
    user_id        BIGINT REFERENCES office_user (id) CHECK (typeof(user_id) IN ('integer', 'null')), -- acting user of the office
    level          INTEGER NOT NULL CHECK (typeof(level) = 'integer' AND level BETWEEN 0 AND 3), -- reporting level in force
    outcome        TEXT CHECK (outcome = 'E1' OR outcome = 'E2' OR outcome = 'E3' OR outcome = 'E4' OR
                       outcome = 'N1'), -- end: how
    cause          TEXT CHECK (cause = 'no_capacity' OR cause = 'not_responsible' OR cause = 'no_access' OR
                       cause = 'client_request' OR cause = 'plan_changed' OR cause = 'issued_in_error' OR
                       cause = 'entitlement_ended' OR cause = 'wrong_person' OR cause = 'wrong_step' OR
                       cause = 'wrong_date' OR cause = 'duplicate' OR cause = 'other'), -- decline, withdraw, annul: why, from the list
    goal           TEXT CHECK (goal = 'yes' OR goal = 'partly' OR goal = 'no' OR goal = 'unknown'), -- review: was the goal reached
    recommendation INTEGER NOT NULL CHECK (typeof(recommendation) = 'integer' AND recommendation BETWEEN 0 AND 7), -- recommend: set of 1 W1, 2 W2, 4 W3
    again          INTEGER NOT NULL CHECK (again IN (0, 1)), -- attend: 1 a second one on the same day
    until_day      TEXT CHECK (until_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- issue, reissue, accept, waitlist, extend: until when
    named_provider BIGINT REFERENCES provider (id) CHECK (typeof(named_provider) IN ('integer', 'null')), -- issue, reissue: provider on the paper
    generation     BIGINT NOT NULL CHECK (typeof(generation) = 'integer'), -- issue, reissue: generation of the code, 0 none
    annuls         BIGINT NOT NULL CHECK (typeof(annuls) = 'integer'), -- annul: seq of the event taken out, else 0
    receipt        TEXT NOT NULL CHECK (length(receipt) = 6 AND receipt NOT GLOB '*[^0-9A-HJ-NP-X]*'), -- what the reception writes on the slip
    nonce          BLOB UNIQUE CHECK (nonce IS NULL OR (typeof(nonce) = 'blob' AND length(nonce) = 16)), -- hash of device and nonce
    body           BLOB CHECK (body IS NULL OR (typeof(body) = 'blob' AND length(body) = 16)), -- hash of the request under that nonce
    hash           BLOB NOT NULL CHECK (typeof(hash) = 'blob' AND length(hash) = 32), -- keyed hash over the previous hash and all above
    UNIQUE (voucher_id, seq),
    UNIQUE (voucher_id, receipt)
);

CREATE TABLE late_event (
    event_id    BIGINT PRIMARY KEY REFERENCES event (id) CHECK (typeof(event_id) = 'integer'), -- event that waited in a device before it reached us
    happened_ms BIGINT NOT NULL CHECK (typeof(happened_ms) = 'integer'), -- when it happened, by our clock
    offset_ms   BIGINT NOT NULL CHECK (typeof(offset_ms) = 'integer') -- by how much our clock was ahead of the device's
) WITHOUT ROWID;

CREATE TABLE dispute (
    event_id  BIGINT PRIMARY KEY REFERENCES event (id), -- event that the client says is wrong (Art. 16, 18 DSGVO)
    since     TEXT NOT NULL, -- day it was marked
    set_by    BIGINT REFERENCES office_user (id), -- who marked it, NULL the command line
    lifted_on TEXT,          -- day the mark was taken off, NULL it holds
    lifted_by BIGINT REFERENCES office_user (id) -- who took it off
) WITHOUT ROWID;

CREATE TABLE review_step (
    event_id  BIGINT PRIMARY KEY REFERENCES event (id) CHECK (typeof(event_id) = 'integer'), -- review that said it
    next_step TEXT NOT NULL CHECK (next_step IN ('', 'nothing', 'same_service', 'other_service', 'plan_change',
                       'talk', 'placement')), -- how the office goes on, '' not said
    done      INTEGER NOT NULL CHECK (typeof(done) = 'integer' AND done BETWEEN 0 AND 7), -- closing checklist, done: set of 1 profile, 2 plan, 4 help plan
    left_open INTEGER NOT NULL CHECK (typeof(left_open) = 'integer' AND left_open BETWEEN 0 AND 7) -- the same, left open
) WITHOUT ROWID;

CREATE TABLE contradiction (
    id             INTEGER PRIMARY KEY CHECK (typeof(id) = 'integer'), -- id
    voucher_id     BIGINT NOT NULL REFERENCES voucher (id) CHECK (typeof(voucher_id) = 'integer'), -- of which voucher
    provider_id    BIGINT NOT NULL REFERENCES provider (id) CHECK (typeof(provider_id) = 'integer'), -- whose device told it
    device_id      BIGINT NOT NULL REFERENCES device (id) CHECK (typeof(device_id) = 'integer'), -- which device
    step           TEXT NOT NULL CHECK (step IN ('accept', 'start', 'end')), -- what happened at the reception
    source         TEXT NOT NULL CHECK (source IN ('scan', 'typed')), -- how the code came in
    happened_on    TEXT CHECK (happened_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'), -- day it happened, NULL when the device's clock does not tell
    recorded_at_ms BIGINT NOT NULL CHECK (typeof(recorded_at_ms) = 'integer'), -- when it reached us
    reason         TEXT NOT NULL CHECK (reason IN ('wrong_provider', 'in_work_elsewhere', 'superseded', 'withdrawn',
                       'already_recorded', 'expired', 'closed', 'not_yet_valid', 'wrong_step',
                       'date_out_of_range', 'invalid', 'conflict')), -- why it does not fit
    nonce          BLOB NOT NULL UNIQUE CHECK (typeof(nonce) = 'blob' AND length(nonce) = 16), -- hash of device and nonce
    body           BLOB NOT NULL CHECK (typeof(body) = 'blob' AND length(body) = 16), -- hash of the request under that nonce
    decision       TEXT CHECK (decision IN ('recorded', 'discarded', 'duplicate', 'wrong_person')), -- what the office decided, NULL open
    decided_ms     BIGINT CHECK (typeof(decided_ms) IN ('integer', 'null')), -- when
    decided_by     BIGINT REFERENCES office_user (id) CHECK (typeof(decided_by) IN ('integer', 'null')), -- who, NULL the command line or open
    event_id       BIGINT REFERENCES event (id) CHECK (typeof(event_id) IN ('integer', 'null')) -- event recorded by the decision
);
CREATE INDEX contradiction_of_voucher ON contradiction (voucher_id, id);
CREATE INDEX contradiction_of_event ON contradiction (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX contradiction_open ON contradiction (id) WHERE decision IS NULL;

CREATE TABLE print_record (
    id            INTEGER PRIMARY KEY, -- id
    slip_id       BIGINT NOT NULL REFERENCES slip (id), -- of which slip
    voucher_id    BIGINT REFERENCES voucher (id), -- of which voucher, NULL the whole slip
    form          TEXT NOT NULL,       -- form name, number and version
    copy          INTEGER NOT NULL CHECK (copy >= 1), -- copy number on the sheet, 1 the first print
    printed_at_ms BIGINT NOT NULL,     -- when
    sha256        BLOB NOT NULL CHECK (length(sha256) = 32), -- of the PDF's bytes
    form_sha256   BLOB NOT NULL CHECK (length(form_sha256) = 32), -- of the form files used
    bytes         BIGINT NOT NULL,     -- length of the PDF
    data          TEXT NOT NULL,       -- the values printed and what else the bytes need, as JSON
    proof         BLOB CHECK (length(proof) = 32) -- keyed hash of the row, NULL printed before version 10
);
CREATE INDEX print_of_slip ON print_record (slip_id, id);
CREATE INDEX print_by_hash ON print_record (sha256);
CREATE INDEX print_of_voucher ON print_record (voucher_id) WHERE voucher_id IS NOT NULL;

CREATE TABLE refusal (
    id             INTEGER PRIMARY KEY CHECK (typeof(id) = 'integer'), -- id
    voucher_id     BIGINT NOT NULL REFERENCES voucher (id) CHECK (typeof(voucher_id) = 'integer'), -- of which voucher
    provider_id    BIGINT REFERENCES provider (id) CHECK (typeof(provider_id) IN ('integer', 'null')), -- who tried
    device_id      BIGINT REFERENCES device (id) CHECK (typeof(device_id) IN ('integer', 'null')), -- with which device
    step           TEXT CHECK (step = 'issue' OR step = 'waitlist' OR step = 'decline' OR step = 'accept' OR
                       step = 'start' OR step = 'attend' OR step = 'recommend' OR step = 'end' OR
                       step = 'extend' OR step = 'reissue' OR step = 'withdraw' OR step = 'expire' OR
                       step = 'close' OR step = 'review' OR step = 'reopen' OR step = 'annul'), -- what was tried, NULL a look-up
    reason         TEXT NOT NULL CHECK (reason = 'malformed' OR reason = 'foreign_code' OR reason = 'not_allowed' OR
                       reason = 'rate_limited' OR reason = 'unknown' OR reason = 'wrong_provider' OR
                       reason = 'in_work_elsewhere' OR reason = 'superseded' OR reason = 'withdrawn' OR
                       reason = 'already_recorded' OR reason = 'expired' OR reason = 'closed' OR
                       reason = 'not_yet_valid' OR reason = 'wrong_step' OR reason = 'consent_missing' OR
                       reason = 'level_too_low' OR reason = 'date_out_of_range' OR reason = 'invalid' OR
                       reason = 'conflict' OR reason = 'not_found' OR reason = 'too_large' OR
                       reason = 'store' OR reason = 'print'), -- reason from the closed list
    recorded_at_ms BIGINT NOT NULL CHECK (typeof(recorded_at_ms) = 'integer') -- when; kept for 30 days
);
CREATE INDEX refusal_of_voucher ON refusal (voucher_id, id);
CREATE INDEX refusal_by_age ON refusal (recorded_at_ms);

CREATE TABLE counter (
    scope   TEXT NOT NULL CHECK (scope = 'device' OR scope = 'address' OR scope = 'level0'), -- what is counted
    subject BIGINT NOT NULL CHECK (typeof(subject) = 'integer'), -- whose: device id, hash of an address, provider id
    hour    BIGINT NOT NULL CHECK (typeof(hour) = 'integer'), -- hours since 1970 UTC
    reason  TEXT NOT NULL CHECK (reason = '' OR reason = 'malformed' OR reason = 'foreign_code' OR
                       reason = 'not_allowed' OR reason = 'rate_limited' OR reason = 'unknown' OR
                       reason = 'wrong_provider' OR reason = 'in_work_elsewhere' OR
                       reason = 'superseded' OR reason = 'withdrawn' OR reason = 'already_recorded' OR
                       reason = 'expired' OR reason = 'closed' OR reason = 'not_yet_valid' OR
                       reason = 'wrong_step' OR reason = 'consent_missing' OR reason = 'level_too_low' OR
                       reason = 'date_out_of_range' OR reason = 'invalid' OR reason = 'conflict' OR
                       reason = 'not_found' OR reason = 'too_large' OR reason = 'store' OR reason = 'print'), -- reason from the closed list, '' none
    amount  BIGINT NOT NULL CHECK (typeof(amount) = 'integer'), -- how often
    PRIMARY KEY (scope, subject, hour, reason)
) WITHOUT ROWID;

CREATE TABLE followup (
    id         INTEGER PRIMARY KEY, -- id
    case_id    BIGINT NOT NULL REFERENCES case_file (id), -- of which case
    voucher_id BIGINT REFERENCES voucher (id), -- about which voucher
    need_id    BIGINT REFERENCES need (id),    -- about which need
    consent_id BIGINT REFERENCES consent (id), -- about which consent
    reason     TEXT NOT NULL CHECK (reason = 'not_printed' OR reason = 'appointment_made' OR reason = 'not_redeemed' OR
                       reason = 'no_start' OR reason = 'overdue_end' OR reason = 'review_result' OR
                       reason = 'stub_request' OR reason = 'consent_ending' OR reason = 'plan_review' OR
                       reason = 'plan_entry' OR reason = 'contact' OR reason = 'contradiction' OR reason = 'letter_due' OR
                       reason = 'profile_check' OR reason = 'plan_update' OR reason = 'help_plan_end' OR
                       reason = 'manual'), -- why it comes back; all but tasks (the last four) follow the facts
    due_on     TEXT NOT NULL,       -- when
    note       TEXT NOT NULL,       -- manual: the caseworker's own words, '' none
    created_by BIGINT REFERENCES office_user (id), -- manual: who wants it back
    done_ms    BIGINT,              -- when it was done, NULL open
    done_by    BIGINT REFERENCES office_user (id) -- who did it
);
CREATE INDEX followup_due ON followup (due_on, id) WHERE done_ms IS NULL;
CREATE INDEX followup_of_case ON followup (case_id, due_on, id);
CREATE INDEX followup_done ON followup (done_ms) WHERE done_ms IS NOT NULL;
CREATE INDEX followup_of_voucher ON followup (voucher_id) WHERE voucher_id IS NOT NULL;
CREATE INDEX followup_of_need ON followup (need_id) WHERE need_id IS NOT NULL;
CREATE INDEX followup_of_consent ON followup (consent_id) WHERE consent_id IS NOT NULL;

CREATE TABLE posting (
    event_id  BIGINT PRIMARY KEY REFERENCES event (id), -- event that was booked in the Fachverfahren
    posted_ms BIGINT NOT NULL, -- when it was ticked
    posted_by BIGINT REFERENCES office_user (id) -- who ticked it
) WITHOUT ROWID;

CREATE TABLE access_log (
    id          INTEGER PRIMARY KEY, -- id
    user_id     BIGINT REFERENCES office_user (id), -- who read, NULL a reception or the command line
    object      TEXT NOT NULL,   -- what kind of thing was read: case, voucher
    object_id   BIGINT NOT NULL, -- which
    purpose     TEXT NOT NULL,   -- code of the purpose
    accessed_ms BIGINT NOT NULL  -- when
);
CREATE INDEX access_of_object ON access_log (object, object_id, id);

CREATE TABLE seal (
    day             TEXT PRIMARY KEY, -- day that was sealed
    sealed_ms       BIGINT NOT NULL,  -- when
    through_id      BIGINT NOT NULL,  -- last event the seal covers; it begins after the seal before
    event_count     BIGINT NOT NULL,  -- events it covers
    purged_vouchers BIGINT NOT NULL,  -- vouchers deletion has taken out of it since
    purged_events   BIGINT NOT NULL,  -- events deletion has taken out of it since
    digest          BLOB NOT NULL CHECK (length(digest) = 32), -- keyed hash over the seal before, the members as sealed and the events' hashes
    sealed_events   BLOB CHECK (length(sealed_events) = 32), -- digest of the events as sealed, NULL while none was deleted
    tombstone       BLOB CHECK (length(tombstone) = 32) -- keyed hash over what was deleted and the events that are left, NULL while none was
) WITHOUT ROWID;
CREATE INDEX seal_by_event ON seal (through_id);

CREATE TABLE restriction (
    case_id BIGINT PRIMARY KEY REFERENCES case_file (id), -- whose data may only be kept (Art. 18 DSGVO)
    since   TEXT NOT NULL, -- day it was set
    set_by  BIGINT REFERENCES office_user (id) -- who set it, NULL the command line
) WITHOUT ROWID;

CREATE TABLE retention (
    id         INTEGER PRIMARY KEY CHECK (id = 1), -- 1: there is one row
    seen_on    TEXT NOT NULL, -- day of the last deletion run: what was due then may go on the next
    not_before TEXT NOT NULL, -- first day on which something may go
    wipe_due   INTEGER NOT NULL CHECK (wipe_due IN (0, 1)) -- 1: rows are gone, their bytes not yet for sure
);

CREATE TABLE purged_month (
    month    TEXT PRIMARY KEY, -- YYYY-MM in which it was deleted
    last_on  TEXT NOT NULL,    -- day of the last run
    vouchers BIGINT NOT NULL,  -- vouchers deleted
    slips    BIGINT NOT NULL,  -- slips deleted
    cases    BIGINT NOT NULL,  -- cases deleted
    others   BIGINT NOT NULL   -- needs, consents, follow-ups, log-ins, reads and the like
) WITHOUT ROWID;

CREATE TABLE tally (
    month     TEXT NOT NULL,   -- YYYY-MM of issue of the vouchers that were deleted
    branch    TEXT NOT NULL,   -- key of the branch
    team      TEXT NOT NULL,   -- team
    type      TEXT NOT NULL CHECK (type IN ('A', 'B', 'C', 'D')), -- service type
    service   TEXT NOT NULL,   -- key of the service
    state     TEXT NOT NULL,   -- where they stood before the review
    outcome   TEXT NOT NULL,   -- how they ended, '' nothing reported
    goal      TEXT NOT NULL,   -- was the goal reached, '' not reviewed
    amount    BIGINT NOT NULL, -- how many
    accepted  BIGINT NOT NULL, -- how many of them had an intake
    wait_days BIGINT NOT NULL, -- days from issue to intake, all together
    attended  BIGINT NOT NULL, -- appointments kept, all together
    referred  BIGINT NOT NULL DEFAULT 0, -- how many of them had no slip
    PRIMARY KEY (month, branch, team, type, service, state, outcome, goal)
) WITHOUT ROWID;

CREATE TABLE legal_text (
    id         INTEGER PRIMARY KEY, -- id
    name       TEXT NOT NULL,       -- which text: datenschutz, rechtsnatur
    language   TEXT NOT NULL,       -- language, BCP 47
    valid_from TEXT NOT NULL,       -- first day it is printed
    text       TEXT NOT NULL,       -- the wording
    edited_by  BIGINT REFERENCES office_user (id), -- who entered it
    UNIQUE (name, language, valid_from)
);
