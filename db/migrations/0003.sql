-- A fault that a responsible person let pass, with the reason: it holds for the very sentence that was overruled.
-- Numbers and days of papers are looked up across the whole office.

CREATE TABLE overruling (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  dossier_id INTEGER NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
  rule TEXT NOT NULL,
  message TEXT NOT NULL,
  reason TEXT NOT NULL,
  overruled_by TEXT NOT NULL,
  overruled_on TEXT NOT NULL
) STRICT;
CREATE INDEX overruling_dossier ON overruling (dossier_id);
CREATE INDEX step_document_number ON step (document_number);
CREATE INDEX step_happened_on ON step (happened_on);
