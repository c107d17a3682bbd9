-- Whether a number stands on papers of different days, and whether those who were at a meeting are told differently,
-- is read from the indexes alone: hundreds of people share a resolution and a meeting.

DROP INDEX step_document_number;
DROP INDEX step_happened_on;
CREATE INDEX step_document_number ON step (document_number, body, kind, document_on, happened_on);
CREATE INDEX step_happened_on ON step (happened_on, body, kind, member_total, official_total);
