-- The letter that sends learners to a class, and the decision on cards of a round, have a number and a day; the number
-- of the letter stands in the book of numbers.

ALTER TABLE training_class ADD COLUMN letter_number TEXT;
ALTER TABLE training_class ADD COLUMN letter_on TEXT;
ALTER TABLE review_round ADD COLUMN card_decision_number TEXT;
ALTER TABLE review_round ADD COLUMN card_decision_on TEXT;
ALTER TABLE paper_number ADD COLUMN training_class_id INTEGER REFERENCES training_class (id) ON DELETE SET NULL;
CREATE INDEX paper_number_class ON paper_number (training_class_id);
