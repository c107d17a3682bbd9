-- Whether a number stands on papers of different days is told from the index alone: hundreds of people share a resolution.

DROP INDEX step_document_number;
CREATE INDEX step_document_number ON step (document_number, body, kind, document_on, happened_on);
