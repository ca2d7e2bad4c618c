-- Where the certificates of servers of one's own lie on this computer; what is in the files is not kept here.
ALTER TABLE accounts ADD COLUMN authority_file TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN certificate_file TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN key_file TEXT NOT NULL DEFAULT '';
