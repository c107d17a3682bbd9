-- What is counted: quotas, members of cells, villages and units by date, surveys of sources, commendations, the year's
-- calendar, figures typed for the time before the program; and reports with what became of them.

-- For the office, a cell, or all cells of one committee member in charge.
CREATE TABLE quota (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  first_year INTEGER NOT NULL,
  last_year INTEGER NOT NULL,
  party_cell_id INTEGER REFERENCES party_cell (id),
  member_in_charge TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('number', 'share', 'term_total', 'range')),
  number INTEGER,
  number_to INTEGER,
  share TEXT,
  youth TEXT,
  women TEXT,
  ethnic_minority TEXT,
  private_firm TEXT,
  school TEXT,
  document_number TEXT,
  document_on TEXT,
  note TEXT
) STRICT;

CREATE INDEX quota_cell ON quota (party_cell_id);

CREATE TABLE member_stock (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  counted_on TEXT NOT NULL,
  party_cell_id INTEGER REFERENCES party_cell (id),
  members INTEGER NOT NULL,
  probationary INTEGER,
  women INTEGER,
  ethnic_minority INTEGER,
  note TEXT
) STRICT;

CREATE INDEX member_stock_cell ON member_stock (party_cell_id, counted_on);

-- How a village or unit stands from a day on, until its next row.
CREATE TABLE village_status (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  village_id INTEGER NOT NULL REFERENCES village (id) ON DELETE CASCADE,
  starts_on TEXT NOT NULL,
  cell TEXT NOT NULL CHECK (cell IN ('own', 'joint', 'none')),
  party_cell_id INTEGER REFERENCES party_cell (id),
  members INTEGER,
  head TEXT,
  head_is_member INTEGER CHECK (head_is_member IN (0, 1)),
  note TEXT
) STRICT;

CREATE INDEX village_status_cell ON village_status (party_cell_id);

CREATE INDEX village_status_village ON village_status (village_id, starts_on);

-- What a village was made of by a merger or a split: it takes their place on the day it starts.
CREATE TABLE village_predecessor (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  village_id INTEGER NOT NULL REFERENCES village (id) ON DELETE CASCADE,
  predecessor_id INTEGER NOT NULL REFERENCES village (id),
  note TEXT,
  UNIQUE (village_id, predecessor_id)
) STRICT;

CREATE INDEX village_predecessor_predecessor ON village_predecessor (predecessor_id);

CREATE TABLE source_survey (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  year INTEGER NOT NULL,
  party_cell_id INTEGER REFERENCES party_cell (id),
  surveyed_on TEXT,
  people INTEGER,
  youth_union_members INTEGER,
  women INTEGER,
  ethnic_minority INTEGER,
  eligible INTEGER,
  planned INTEGER,
  note TEXT
) STRICT;

CREATE INDEX source_survey_cell ON source_survey (party_cell_id);

CREATE TABLE commendation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  awarded_on TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('organisation', 'member')),
  recipient TEXT NOT NULL,
  party_cell_id INTEGER REFERENCES party_cell (id),
  award TEXT,
  reason TEXT,
  document_number TEXT,
  awarded_by TEXT,
  note TEXT
) STRICT;

CREATE INDEX commendation_cell ON commendation (party_cell_id);

CREATE TABLE calendar_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  due_on TEXT NOT NULL,
  title TEXT NOT NULL,
  every_year INTEGER NOT NULL DEFAULT 0 CHECK (every_year IN (0, 1)),
  done_on TEXT,
  note TEXT
) STRICT;

CREATE TABLE mentor_report (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  dossier_id INTEGER NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
  party_member_id INTEGER NOT NULL REFERENCES party_member (id),
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  given_on TEXT,
  content TEXT,
  note TEXT
) STRICT;

CREATE INDEX mentor_report_dossier ON mentor_report (dossier_id, ends_on);

CREATE INDEX mentor_report_member ON mentor_report (party_member_id);

CREATE TABLE typed_figure (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  party_cell_id INTEGER REFERENCES party_cell (id),
  value INTEGER NOT NULL,
  published_share TEXT,
  note TEXT
) STRICT;

CREATE INDEX typed_figure_cell ON typed_figure (party_cell_id);

CREATE INDEX typed_figure_name ON typed_figure (name, starts_on);

-- In which group of the forms a written value is counted, where its words do not tell.
CREATE TABLE value_group (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  dimension TEXT NOT NULL,
  value TEXT NOT NULL,
  leaf TEXT NOT NULL,
  UNIQUE (dimension, value)
) STRICT;

CREATE TABLE report_setting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  report TEXT NOT NULL UNIQUE,
  guidance TEXT,
  rounding TEXT NOT NULL DEFAULT 'half_up' CHECK (rounding IN ('half_up', 'truncate')),
  decimals INTEGER NOT NULL DEFAULT 2,
  keeps_zeros INTEGER NOT NULL DEFAULT 0 CHECK (keeps_zeros IN (0, 1))
) STRICT;

-- One report of one period; `content` is what it said when it was completed, without anybody's name.
CREATE TABLE report_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  report TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  guidance TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'complete', 'sent')),
  content TEXT,
  note TEXT
) STRICT;

CREATE INDEX report_run_report ON report_run (report, starts_on);

CREATE TABLE report_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  report_run_id INTEGER NOT NULL REFERENCES report_run (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('completed', 'sent', 'reopened')),
  happened_at TEXT NOT NULL,
  done_by TEXT NOT NULL,
  reason TEXT
) STRICT;

CREATE INDEX report_event_run ON report_event (report_run_id);

-- Whom a figure or a line of a completed report is about, and what the line said: it goes with the person.
CREATE TABLE report_person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  report_run_id INTEGER NOT NULL REFERENCES report_run (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  line TEXT NOT NULL,
  cells TEXT
) STRICT;

CREATE INDEX report_person_person ON report_person (person_id);

CREATE INDEX report_person_run ON report_person (report_run_id, place);
