-- Figures are counted by what happened within some days: one kind of step among the hundreds of thousands of a year.
-- Indexes of those kinds alone, so that no other search takes them for its own.

CREATE INDEX step_admission ON step (happened_on, dossier_id) WHERE kind = 'admission_ceremony';
CREATE INDEX step_struck_off ON step (happened_on, dossier_id) WHERE kind = 'struck_off';
