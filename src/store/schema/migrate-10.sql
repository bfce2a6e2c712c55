-- laufzettel: from schema version 9 to 10: disputed events, the aim of a need, teams.

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
