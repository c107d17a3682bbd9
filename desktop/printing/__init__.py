"""The papers: records and a form go in, PDF or Word bytes come out."""
