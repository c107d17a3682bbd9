-- What the rules ask beyond the steps: background checks a relative at a time, opinions, receipts of the dossier,
-- special groups, requests of other places to us, and what the papers of meetings and introductions say.

ALTER TABLE dossier ADD COLUMN known_from TEXT;

ALTER TABLE step ADD COLUMN sent_on TEXT;
ALTER TABLE step ADD COLUMN takes_effect_on TEXT;
ALTER TABLE step ADD COLUMN members_exempt INTEGER;
ALTER TABLE step ADD COLUMN members_elsewhere INTEGER;
ALTER TABLE step ADD COLUMN members_suspended INTEGER;
ALTER TABLE step ADD COLUMN absent_reason TEXT;
ALTER TABLE step ADD COLUMN chair TEXT;
ALTER TABLE step ADD COLUMN chair_position TEXT;
ALTER TABLE step ADD COLUMN meeting_secretary TEXT;
ALTER TABLE step ADD COLUMN history_conclusion TEXT;
ALTER TABLE step ADD COLUMN strengths TEXT;
ALTER TABLE step ADD COLUMN weaknesses TEXT;
ALTER TABLE step ADD COLUMN against_reason TEXT;

ALTER TABLE introduction ADD COLUMN exemption TEXT CHECK (exemption IN ('replacement', 'moved'));
ALTER TABLE introduction ADD COLUMN proposed_by TEXT;
ALTER TABLE introduction ADD COLUMN met_on TEXT;
ALTER TABLE introduction ADD COLUMN member_total INTEGER;
ALTER TABLE introduction ADD COLUMN present INTEGER;
ALTER TABLE introduction ADD COLUMN votes_for INTEGER;
ALTER TABLE introduction ADD COLUMN votes_against INTEGER;
ALTER TABLE introduction ADD COLUMN signer TEXT;
ALTER TABLE introduction ADD COLUMN history_statement TEXT;
ALTER TABLE introduction ADD COLUMN strengths TEXT;
ALTER TABLE introduction ADD COLUMN weaknesses TEXT;

-- One question to one place about one person; without a relative it is about the applicant.
CREATE TABLE background_check (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  dossier_id INTEGER NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
  family_member_id INTEGER REFERENCES family_member (id) ON DELETE CASCADE,
  committee TEXT,
  place_reason TEXT,
  sent_how TEXT CHECK (sent_how IN ('letter', 'member_sent')),
  verifier_id INTEGER REFERENCES party_member (id) ON DELETE SET NULL,
  letter_number TEXT,
  sent_on TEXT,
  received_on TEXT,
  is_abroad INTEGER NOT NULL DEFAULT 0 CHECK (is_abroad IN (0, 1)),
  answered_on TEXT,
  reply_number TEXT,
  result TEXT CHECK (result IN ('right', 'wrong', 'incomplete', 'unclear')),
  exemption TEXT CHECK (exemption IN ('is_member', 'relative_is_member', 'same_commune', 'minor', 'deceased', 'other')),
  note TEXT
) STRICT;
CREATE INDEX background_check_dossier ON background_check (dossier_id);
CREATE INDEX background_check_family_member ON background_check (family_member_id);
CREATE INDEX background_check_verifier ON background_check (verifier_id);

CREATE TABLE opinion (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  dossier_id INTEGER NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL DEFAULT 'admission' CHECK (purpose IN ('admission', 'recognition')),
  kind TEXT NOT NULL CHECK (kind IN ('mass_organisation', 'residence', 'workplace')),
  body TEXT,
  given_on TEXT,
  member_total INTEGER,
  asked INTEGER,
  votes_for INTEGER,
  votes_against INTEGER,
  strengths TEXT,
  weaknesses TEXT,
  against_reason TEXT,
  signer TEXT,
  note TEXT
) STRICT;
CREATE INDEX opinion_dossier ON opinion (dossier_id);

-- A dossier coming in from a cell, going back with reasons, coming in again.
CREATE TABLE dossier_receipt (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  dossier_id INTEGER NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('received', 'returned')),
  happened_on TEXT,
  papers INTEGER,
  handed_by TEXT,
  taken_by TEXT,
  reason TEXT,
  note TEXT
) STRICT;
CREATE INDEX dossier_receipt_dossier ON dossier_receipt (dossier_id);

-- What makes further papers, consents or another place of admission necessary.
CREATE TABLE special_group (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  dossier_id INTEGER NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN (
    'religious_follower', 'religious_dignitary', 'hoa_ethnic', 'foreign_spouse', 'firm_owner', 'contract_worker',
    'contract_teacher', 'seconded', 'student', 'waiting_for_job', 'demobilised', 'disadvantaged_area', 'village_elder',
    'special_need', 'political_issue', 'cleared_record')),
  started_on TEXT,
  ended_on TEXT,
  note TEXT
) STRICT;
CREATE INDEX special_group_dossier ON special_group (dossier_id);

-- Other places ask us: to confirm a history, or for the opinion of a residence.
CREATE TABLE verification_reply (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL DEFAULT 'history' CHECK (kind IN ('history', 'residence_opinion')),
  asked_by TEXT NOT NULL,
  letter_number TEXT,
  letter_on TEXT,
  received_on TEXT,
  person_name TEXT,
  born_on TEXT,
  relation TEXT,
  question TEXT,
  party_cell_id INTEGER REFERENCES party_cell (id),
  answered_on TEXT,
  reply_number TEXT,
  result TEXT,
  note TEXT
) STRICT;
CREATE INDEX verification_reply_cell ON verification_reply (party_cell_id);
