-- laufzettel: from schema version 8 to 9: how long people wait for a service, and who has a place.

CREATE INDEX voucher_taken_in ON voucher (bound_provider, service, accepted_on, issued_on) WHERE accepted_on IS NOT NULL;
CREATE INDEX voucher_in_work ON voucher (bound_provider, service) WHERE state IN ('accepted', 'started');
