-- laufzettel: from schema version 3 to 4: a print is found by the hash of its bytes.

CREATE INDEX print_by_hash ON print_record (sha256);
