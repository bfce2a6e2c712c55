-- laufzettel: from schema version 6 to 7: the own lists of providers, each sorted by an index.

CREATE INDEX voucher_waiting_for ON voucher (named_provider, redeem_by, id) WHERE state IN ('issued', 'waitlisted');
CREATE INDEX voucher_working_at ON voucher (bound_provider, accepted_on, id) WHERE state IN ('accepted', 'started');
CREATE INDEX voucher_closed_at ON voucher (bound_provider, closed_on, id) WHERE closed_on IS NOT NULL;
CREATE INDEX voucher_accepted_at ON voucher (bound_provider, accepted_on, issued_on, started_on, ended_on) WHERE accepted_on IS NOT NULL;
CREATE INDEX voucher_named_closed ON voucher (named_provider, closed_on, id) WHERE bound_provider IS NULL AND closed_on IS NOT NULL;
CREATE INDEX voucher_issued_to ON voucher (named_provider, issued_on) WHERE named_provider IS NOT NULL;
