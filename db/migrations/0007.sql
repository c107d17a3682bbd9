-- Under which committee a cell or a committee stood until a day: mergers move them, and papers of earlier days keep
-- to the chain of their day. Where no row reaches up to a day, the present parent holds.
-- Numbers and days of papers are compared within one body, so its name stands in their indexes.

-- A grassroots committee may be authorised to decide itself; then nothing is asked of the one above.
ALTER TABLE party_committee ADD COLUMN is_authorised INTEGER NOT NULL DEFAULT 0 CHECK (is_authorised IN (0, 1));

CREATE TABLE former_parent (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  party_cell_id INTEGER REFERENCES party_cell (id) ON DELETE CASCADE,
  committee_id INTEGER REFERENCES party_committee (id) ON DELETE CASCADE,
  parent_id INTEGER NOT NULL REFERENCES party_committee (id) ON DELETE CASCADE,
  last_on TEXT NOT NULL,
  CHECK ((party_cell_id IS NULL) <> (committee_id IS NULL))
) STRICT;
CREATE INDEX former_parent_cell ON former_parent (party_cell_id);
CREATE INDEX former_parent_committee ON former_parent (committee_id);
CREATE INDEX former_parent_parent ON former_parent (parent_id);

DROP INDEX step_document_number;
CREATE INDEX step_document_number ON step (document_number, body);
DROP INDEX step_happened_on;
CREATE INDEX step_happened_on ON step (happened_on, body);
