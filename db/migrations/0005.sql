-- Where this work is done: meetings with who was considered, rounds of the standing committee, the book of numbers of
-- papers, and in which state a paper was printed.

CREATE TABLE review_round (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  party_committee_id INTEGER REFERENCES party_committee (id),
  early_submission_number TEXT,
  early_submission_on TEXT,
  submission_number TEXT,
  submission_on TEXT,
  tally_head TEXT,
  tally_members TEXT,
  conclusion_number TEXT,
  conclusion_on TEXT,
  note TEXT
) STRICT;

CREATE INDEX review_round_committee ON review_round (party_committee_id);

CREATE TABLE meeting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('cell', 'section', 'grassroots', 'standing_committee')),
  party_cell_id INTEGER REFERENCES party_cell (id),
  party_committee_id INTEGER REFERENCES party_committee (id),
  review_round_id INTEGER REFERENCES review_round (id) ON DELETE SET NULL,
  held_on TEXT,
  place TEXT,
  started_at TEXT,
  ended_at TEXT,
  chair TEXT,
  chair_position TEXT,
  meeting_secretary TEXT,
  guests TEXT,
  member_total INTEGER,
  official_total INTEGER,
  members_exempt INTEGER,
  members_elsewhere INTEGER,
  members_suspended INTEGER,
  votes_base INTEGER,
  present INTEGER,
  present_official INTEGER,
  absent_reason TEXT,
  ballots_issued INTEGER,
  ballots_collected INTEGER,
  document_number TEXT,
  document_on TEXT,
  sent_on TEXT,
  note TEXT
) STRICT;

CREATE INDEX meeting_cell ON meeting (party_cell_id);

CREATE INDEX meeting_committee ON meeting (party_committee_id);

CREATE INDEX meeting_held_on ON meeting (held_on);

CREATE INDEX meeting_round ON meeting (review_round_id);

CREATE TABLE meeting_case (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
  dossier_id INTEGER NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL CHECK (purpose IN (
    'list', 'choose', 'assign_mentor', 'propose_class', 'request_procedure', 'allow_procedure', 'comment_history',
    'political_conclusion', 'certify_history', 'admission', 'recognition', 'extend_probation', 'remove', 'strike_off',
    'cancel')),
  place INTEGER,
  mentor_id INTEGER REFERENCES party_member (id) ON DELETE SET NULL,
  votes_for INTEGER,
  votes_against INTEGER,
  votes_invalid INTEGER,
  result TEXT CHECK (result IN ('agreed', 'not_agreed', 'postponed')),
  against_reason TEXT,
  history_conclusion TEXT,
  strengths TEXT,
  weaknesses TEXT,
  conclusion TEXT,
  document_number TEXT,
  document_on TEXT,
  step_id INTEGER REFERENCES step (id) ON DELETE SET NULL,
  mentor_assignment_id INTEGER REFERENCES mentor_assignment (id) ON DELETE SET NULL,
  decision_step_id INTEGER REFERENCES step (id) ON DELETE SET NULL,
  note TEXT,
  UNIQUE (meeting_id, dossier_id, purpose)
) STRICT;

CREATE INDEX meeting_case_assignment ON meeting_case (mentor_assignment_id);

CREATE INDEX meeting_case_decision ON meeting_case (decision_step_id);

CREATE INDEX meeting_case_dossier ON meeting_case (dossier_id);

CREATE INDEX meeting_case_mentor ON meeting_case (mentor_id);

CREATE INDEX meeting_case_step ON meeting_case (step_id);

CREATE TABLE paper_number (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  party_cell_id INTEGER REFERENCES party_cell (id),
  party_committee_id INTEGER REFERENCES party_committee (id),
  kind TEXT NOT NULL,
  term TEXT,
  number TEXT NOT NULL,
  dated_on TEXT,
  subject TEXT,
  dossier_id INTEGER REFERENCES dossier (id) ON DELETE SET NULL,
  meeting_id INTEGER REFERENCES meeting (id) ON DELETE SET NULL,
  review_round_id INTEGER REFERENCES review_round (id) ON DELETE SET NULL,
  note TEXT
) STRICT;

CREATE INDEX paper_number_cell ON paper_number (party_cell_id, kind);

CREATE INDEX paper_number_committee ON paper_number (party_committee_id, kind);

CREATE INDEX paper_number_dossier ON paper_number (dossier_id);

CREATE INDEX paper_number_meeting ON paper_number (meeting_id);

CREATE INDEX paper_number_round ON paper_number (review_round_id);

ALTER TABLE party_cell ADD COLUMN term TEXT;

ALTER TABLE party_cell ADD COLUMN term_starts_on TEXT;

ALTER TABLE party_committee ADD COLUMN term TEXT;

ALTER TABLE party_committee ADD COLUMN term_starts_on TEXT;

-- What was printed before was final: drafts are nobody's paper and were not noted.
ALTER TABLE printed_paper ADD COLUMN state TEXT NOT NULL DEFAULT 'final' CHECK (state IN ('draft', 'meeting', 'final'));

ALTER TABLE printed_paper ADD COLUMN meeting_id INTEGER REFERENCES meeting (id) ON DELETE CASCADE;

ALTER TABLE printed_paper ADD COLUMN review_round_id INTEGER REFERENCES review_round (id) ON DELETE CASCADE;

CREATE INDEX printed_paper_meeting ON printed_paper (meeting_id);

CREATE INDEX printed_paper_round ON printed_paper (review_round_id);
