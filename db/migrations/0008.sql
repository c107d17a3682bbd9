-- What goes to the superior: its own Excel files with the figure that belongs into each cell, and what was sent when.

CREATE TABLE superior_template (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  content BLOB NOT NULL CHECK (length(content) <= 8388608)
) STRICT;

-- Labels find the cell again when the superior has moved rows: of the rows with the label it is the one at a place.
CREATE TABLE template_cell (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  superior_template_id INTEGER NOT NULL REFERENCES superior_template (id) ON DELETE CASCADE,
  sheet TEXT NOT NULL,
  address TEXT NOT NULL,
  row_label TEXT,
  row_place INTEGER,
  row_total INTEGER,
  column_heading TEXT,
  report TEXT NOT NULL,
  line TEXT NOT NULL,
  figure TEXT NOT NULL,
  UNIQUE (superior_template_id, sheet, address)
) STRICT;

CREATE TABLE hand_over (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  sequence INTEGER NOT NULL UNIQUE,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  extent TEXT NOT NULL CHECK (extent IN ('figures', 'lists', 'full')),
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  people INTEGER NOT NULL,
  figures INTEGER NOT NULL,
  files INTEGER NOT NULL,
  document_number TEXT,
  document_on TEXT
) STRICT;
