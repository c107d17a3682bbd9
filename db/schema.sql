CREATE TABLE abroad_stay (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  started_on TEXT,
  ended_on TEXT,
  purpose TEXT,
  country TEXT,
  decided_by TEXT
) STRICT;

CREATE INDEX abroad_stay_person ON abroad_stay (person_id, started_on);

CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1))
) STRICT;

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

CREATE TABLE calendar_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  due_on TEXT NOT NULL,
  title TEXT NOT NULL,
  every_year INTEGER NOT NULL DEFAULT 0 CHECK (every_year IN (0, 1)),
  done_on TEXT,
  note TEXT
) STRICT;

CREATE TABLE career_period (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  started_on TEXT,
  ended_on TEXT,
  work TEXT,
  position TEXT
) STRICT;

CREATE INDEX career_period_person ON career_period (person_id, started_on);

CREATE TABLE certificate (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('awareness', 'new_member', 'refresher')),
  number TEXT,
  issued_on TEXT,
  issued_by TEXT,
  enrolment_id INTEGER REFERENCES enrolment (id),
  note TEXT
) STRICT;

CREATE INDEX certificate_enrolment ON certificate (enrolment_id);

CREATE INDEX certificate_number ON certificate (number);

CREATE INDEX certificate_person ON certificate (person_id, kind, issued_on);

CREATE TABLE change_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action INTEGER NOT NULL,
  at TEXT NOT NULL,
  user TEXT NOT NULL,
  label TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('insert', 'update', 'delete', 'event')),
  table_name TEXT NOT NULL DEFAULT '',
  row_id INTEGER,
  person_id INTEGER,
  undoes INTEGER,
  payload BLOB,
  chain BLOB NOT NULL
) STRICT;

CREATE INDEX change_log_action ON change_log (action);

CREATE INDEX change_log_person ON change_log (person_id, id);

CREATE INDEX change_log_undoes ON change_log (undoes) WHERE undoes IS NOT NULL;

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

CREATE TABLE discipline (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  decided_on TEXT,
  reason TEXT,
  decided_by TEXT,
  is_examined_only INTEGER NOT NULL DEFAULT 0 CHECK (is_examined_only IN (0, 1))
) STRICT;

CREATE INDEX discipline_person ON discipline (person_id, decided_on);

CREATE TABLE dossier (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  number TEXT,
  party_cell_id INTEGER REFERENCES party_cell (id),
  rule_edition TEXT,
  is_readmission INTEGER NOT NULL DEFAULT 0 CHECK (is_readmission IN (0, 1)),
  started_on TEXT,
  opened_on TEXT,
  ended_on TEXT,
  note TEXT
, known_from TEXT) STRICT;

CREATE INDEX dossier_cell ON dossier (party_cell_id);

CREATE UNIQUE INDEX dossier_number ON dossier (number) WHERE number IS NOT NULL;

CREATE INDEX dossier_person ON dossier (person_id);

CREATE TABLE dossier_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  dossier_id INTEGER NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
  paper TEXT NOT NULL,
  title TEXT,
  is_needed INTEGER NOT NULL DEFAULT 1 CHECK (is_needed IN (0, 1)),
  received_on TEXT,
  dated_on TEXT,
  document_number TEXT,
  valid_until TEXT,
  pages INTEGER,
  scan_id INTEGER REFERENCES scan (id),
  note TEXT
) STRICT;

CREATE INDEX dossier_item_dossier ON dossier_item (dossier_id, paper);

CREATE INDEX dossier_item_scan ON dossier_item (scan_id);

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

CREATE TABLE draft (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  place TEXT NOT NULL,
  record_id INTEGER,
  content TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  UNIQUE (place, record_id)
) STRICT;

CREATE TABLE enrolment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  training_class_id INTEGER NOT NULL REFERENCES training_class (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES person (id),
  result TEXT CHECK (result IN ('excellent', 'good', 'fair', 'average', 'failed', 'absent')),
  note TEXT,
  UNIQUE (training_class_id, person_id)
) STRICT;

CREATE INDEX enrolment_person ON enrolment (person_id);

CREATE TABLE erased_person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_uid TEXT NOT NULL UNIQUE,
  requested_on TEXT,
  erased_at TEXT NOT NULL
) STRICT;

CREATE TABLE family_member (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  relation TEXT NOT NULL CHECK (relation IN (
    'paternal_grandfather', 'paternal_grandmother', 'maternal_grandfather', 'maternal_grandmother',
    'spouse_paternal_grandfather', 'spouse_paternal_grandmother', 'spouse_maternal_grandfather', 'spouse_maternal_grandmother',
    'father', 'mother', 'foster_parent', 'father_in_law', 'mother_in_law', 'spouse',
    'sibling', 'spouse_sibling', 'child', 'adopted_child')),
  full_name TEXT NOT NULL,
  born_on TEXT,
  died_on TEXT,
  nationality TEXT,
  birth_place TEXT,
  native_place TEXT,
  residence TEXT,
  occupation TEXT,
  class_background TEXT,
  political_history TEXT,
  law_abiding TEXT,
  economic_situation TEXT,
  criminal_record TEXT,
  party_member_note TEXT,
  note TEXT
) STRICT;

CREATE INDEX family_member_person ON family_member (person_id, relation);

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

CREATE TABLE import_layout (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  mapping TEXT NOT NULL
) STRICT;

CREATE TABLE introduction (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  dossier_id INTEGER NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('official_member', 'youth_union', 'trade_union')),
  party_member_id INTEGER REFERENCES party_member (id),
  organisation TEXT,
  document_number TEXT,
  document_on TEXT,
  together_since TEXT,
  note TEXT
, exemption TEXT CHECK (exemption IN ('replacement', 'moved')), proposed_by TEXT, met_on TEXT, member_total INTEGER, present INTEGER, votes_for INTEGER, votes_against INTEGER, signer TEXT, history_statement TEXT, strengths TEXT, weaknesses TEXT) STRICT;

CREATE INDEX introduction_dossier ON introduction (dossier_id);

CREATE INDEX introduction_member ON introduction (party_member_id);

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

CREATE TABLE mentor_assignment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  dossier_id INTEGER NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
  party_member_id INTEGER NOT NULL REFERENCES party_member (id),
  started_on TEXT,
  resolution_number TEXT,
  resolution_on TEXT,
  ended_on TEXT,
  end_resolution_number TEXT,
  end_resolution_on TEXT,
  end_reason TEXT,
  comment TEXT
) STRICT;

CREATE INDEX mentor_assignment_dossier ON mentor_assignment (dossier_id, started_on);

CREATE INDEX mentor_assignment_member ON mentor_assignment (party_member_id);

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

CREATE TABLE office (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  committee_id INTEGER REFERENCES party_committee (id),
  place_name TEXT,
  province TEXT,
  secretary TEXT,
  deputy_secretary TEXT,
  political_centre TEXT,
  political_centre_head TEXT,
  paper_font TEXT
) STRICT;

CREATE INDEX office_committee ON office (committee_id);

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
, training_class_id INTEGER REFERENCES training_class (id) ON DELETE SET NULL) STRICT;

CREATE INDEX paper_number_cell ON paper_number (party_cell_id, kind);

CREATE INDEX paper_number_class ON paper_number (training_class_id);

CREATE INDEX paper_number_committee ON paper_number (party_committee_id, kind);

CREATE INDEX paper_number_dossier ON paper_number (dossier_id);

CREATE INDEX paper_number_meeting ON paper_number (meeting_id);

CREATE INDEX paper_number_round ON paper_number (review_round_id);

CREATE TABLE party_cell (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  committee_id INTEGER REFERENCES party_committee (id),
  village_id INTEGER REFERENCES village (id),
  is_grassroots INTEGER NOT NULL DEFAULT 0 CHECK (is_grassroots IN (0, 1)),
  secretary TEXT,
  deputy_secretary TEXT,
  member_in_charge TEXT,
  starts_on TEXT,
  ends_on TEXT,
  note TEXT,
  search_key TEXT NOT NULL DEFAULT '',
  sort_key BLOB NOT NULL DEFAULT x''
, term TEXT, term_starts_on TEXT) STRICT;

CREATE INDEX party_cell_committee ON party_cell (committee_id);

CREATE INDEX party_cell_village ON party_cell (village_id);

CREATE TABLE party_committee (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  level TEXT NOT NULL CHECK (level IN ('superior', 'competent', 'grassroots', 'section')),
  name TEXT NOT NULL,
  parent_id INTEGER REFERENCES party_committee (id),
  organisation_code TEXT,
  starts_on TEXT,
  ends_on TEXT,
  note TEXT
, term TEXT, term_starts_on TEXT, is_authorised INTEGER NOT NULL DEFAULT 0 CHECK (is_authorised IN (0, 1))) STRICT;

CREATE INDEX party_committee_parent ON party_committee (parent_id);

CREATE TABLE party_member (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  party_cell_id INTEGER REFERENCES party_cell (id),
  admitted_on TEXT,
  official_on TEXT,
  card_number TEXT,
  record_number TEXT,
  position TEXT,
  is_verified INTEGER NOT NULL DEFAULT 1 CHECK (is_verified IN (0, 1)),
  started_on TEXT,
  ended_on TEXT,
  end_reason TEXT,
  note TEXT
) STRICT;

CREATE INDEX party_member_cell ON party_member (party_cell_id);

CREATE INDEX party_member_person ON party_member (person_id);

CREATE TABLE person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  full_name TEXT NOT NULL,
  birth_name TEXT,
  alias TEXT,
  name_for_sorting TEXT,
  sex TEXT CHECK (sex IN ('male', 'female')),
  born_on TEXT,
  citizen_id TEXT,
  citizen_id_issued_on TEXT,
  nationality TEXT,
  ethnicity TEXT,
  religion TEXT,
  birth_place TEXT,
  birth_registration_place TEXT,
  native_place TEXT,
  permanent_address TEXT,
  temporary_address TEXT,
  village_id INTEGER REFERENCES village (id),
  phone TEXT,
  marital_status TEXT CHECK (marital_status IN ('single', 'married', 'divorced', 'widowed')),
  occupation TEXT,
  workplace TEXT,
  position TEXT,
  schooling TEXT,
  qualification TEXT,
  science_technology TEXT,
  degree TEXT,
  academic_title TEXT,
  political_theory_level TEXT,
  foreign_language TEXT,
  informatics TEXT,
  minority_language TEXT,
  youth_union_joined_on TEXT,
  youth_union_joined_place TEXT,
  trade_union_joined_on TEXT,
  trade_union_joined_place TEXT,
  first_admitted_on TEXT,
  first_admitted_place TEXT,
  first_official_on TEXT,
  first_official_place TEXT,
  first_introducers TEXT,
  left_party_on TEXT,
  left_party_reason TEXT,
  personal_history TEXT,
  historical_features TEXT,
  self_assessment TEXT,
  note TEXT,
  photo_id INTEGER REFERENCES photo (id),
  party_cell_id INTEGER REFERENCES party_cell (id),
  stage TEXT CHECK (stage IN (
    'source', 'sympathiser', 'in_class', 'certified', 'procedure_requested', 'procedure_allowed', 'declared', 'checking',
    'history_certified', 'introduced', 'cell_voted', 'committee_voted', 'decided', 'probationary', 'recognition_voted', 'official',
    'withdrawn', 'removed', 'refused', 'moved', 'struck_off', 'cancelled')),
  search_key TEXT NOT NULL DEFAULT '',
  sort_key BLOB NOT NULL DEFAULT x''
) STRICT;

CREATE UNIQUE INDEX person_citizen_id ON person (citizen_id) WHERE citizen_id IS NOT NULL;

CREATE INDEX person_list ON person (sort_key, id, stage, party_cell_id, search_key) WHERE stage IS NOT NULL;

CREATE INDEX person_party_cell ON person (party_cell_id);

CREATE INDEX person_photo ON person (photo_id);

CREATE INDEX person_village ON person (village_id);

CREATE TABLE person_key (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL UNIQUE,
  key BLOB NOT NULL
) STRICT;

CREATE TABLE person_source_category (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  source_category_id INTEGER NOT NULL REFERENCES source_category (id),
  UNIQUE (person_id, source_category_id)
) STRICT;

CREATE INDEX person_source_category_category ON person_source_category (source_category_id);

CREATE TABLE photo (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL UNIQUE,
  content BLOB NOT NULL CHECK (length(content) <= 204800)
) STRICT;

CREATE TABLE printed_paper (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  person_id INTEGER REFERENCES person (id) ON DELETE CASCADE,
  dossier_id INTEGER REFERENCES dossier (id) ON DELETE CASCADE,
  training_class_id INTEGER REFERENCES training_class (id) ON DELETE CASCADE,
  form TEXT NOT NULL,
  edition TEXT NOT NULL,
  printed_at TEXT NOT NULL,
  printed_by TEXT NOT NULL,
  pages INTEGER NOT NULL,
  content_hash TEXT NOT NULL
, state TEXT NOT NULL DEFAULT 'final' CHECK (state IN ('draft', 'meeting', 'final')), meeting_id INTEGER REFERENCES meeting (id) ON DELETE CASCADE, review_round_id INTEGER REFERENCES review_round (id) ON DELETE CASCADE) STRICT;

CREATE INDEX printed_paper_class ON printed_paper (training_class_id);

CREATE INDEX printed_paper_dossier ON printed_paper (dossier_id);

CREATE INDEX printed_paper_meeting ON printed_paper (meeting_id);

CREATE INDEX printed_paper_person ON printed_paper (person_id, form);

CREATE INDEX printed_paper_round ON printed_paper (review_round_id);

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

CREATE TABLE report_setting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  report TEXT NOT NULL UNIQUE,
  guidance TEXT,
  rounding TEXT NOT NULL DEFAULT 'half_up' CHECK (rounding IN ('half_up', 'truncate')),
  decimals INTEGER NOT NULL DEFAULT 2,
  keeps_zeros INTEGER NOT NULL DEFAULT 0 CHECK (keeps_zeros IN (0, 1))
) STRICT;

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
, card_decision_number TEXT, card_decision_on TEXT) STRICT;

CREATE INDEX review_round_committee ON review_round (party_committee_id);

CREATE TABLE reward (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  awarded_on TEXT,
  reason TEXT,
  awarded_by TEXT
) STRICT;

CREATE INDEX reward_person ON reward (person_id, awarded_on);

CREATE TABLE scan (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  added_at TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE source_category (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1))
) STRICT;

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

CREATE TABLE step (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  dossier_id INTEGER NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  happened_on TEXT,
  document_number TEXT,
  document_on TEXT,
  body TEXT,
  signer TEXT,
  member_total INTEGER,
  official_total INTEGER,
  votes_base INTEGER,
  present INTEGER,
  present_official INTEGER,
  votes_for INTEGER,
  votes_against INTEGER,
  result TEXT,
  note TEXT
, sent_on TEXT, takes_effect_on TEXT, members_exempt INTEGER, members_elsewhere INTEGER, members_suspended INTEGER, absent_reason TEXT, chair TEXT, chair_position TEXT, meeting_secretary TEXT, history_conclusion TEXT, strengths TEXT, weaknesses TEXT, against_reason TEXT) STRICT;

CREATE INDEX step_admission ON step (happened_on, dossier_id) WHERE kind = 'admission_ceremony';

CREATE INDEX step_document_number ON step (document_number, body, kind, document_on, happened_on);

CREATE INDEX step_dossier ON step (dossier_id, happened_on);

CREATE INDEX step_happened_on ON step (happened_on, body, kind, member_total, official_total);

CREATE INDEX step_struck_off ON step (happened_on, dossier_id) WHERE kind = 'struck_off';

CREATE TABLE superior_template (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  content BLOB NOT NULL CHECK (length(content) <= 8388608)
) STRICT;

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

CREATE TABLE training_class (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('awareness', 'new_member', 'refresher')),
  name TEXT NOT NULL,
  batch TEXT,
  organiser TEXT,
  place TEXT,
  starts_on TEXT,
  ends_on TEXT,
  opening_number TEXT,
  opening_on TEXT,
  certificates_on TEXT,
  signer TEXT,
  signer_position TEXT,
  note TEXT,
  search_key TEXT NOT NULL DEFAULT '',
  sort_key BLOB NOT NULL DEFAULT x''
, letter_number TEXT, letter_on TEXT) STRICT;

CREATE TABLE training_record (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  started_on TEXT,
  ended_on TEXT,
  subject TEXT,
  school TEXT,
  mode TEXT,
  diploma TEXT
) STRICT;

CREATE INDEX training_record_person ON training_record (person_id, started_on);

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

CREATE TABLE value_group (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  dimension TEXT NOT NULL,
  value TEXT NOT NULL,
  leaf TEXT NOT NULL,
  UNIQUE (dimension, value)
) STRICT;

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

CREATE TABLE village (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'village' CHECK (kind IN ('village', 'school', 'clinic', 'firm', 'agency', 'other')),
  starts_on TEXT,
  ends_on TEXT,
  note TEXT,
  search_key TEXT NOT NULL DEFAULT '',
  sort_key BLOB NOT NULL DEFAULT x''
) STRICT;

CREATE TABLE village_predecessor (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  village_id INTEGER NOT NULL REFERENCES village (id) ON DELETE CASCADE,
  predecessor_id INTEGER NOT NULL REFERENCES village (id),
  note TEXT,
  UNIQUE (village_id, predecessor_id)
) STRICT;

CREATE INDEX village_predecessor_predecessor ON village_predecessor (predecessor_id);

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

