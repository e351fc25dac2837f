"""What those who keep the handbook work with: official texts, checks, and what is to be done next; no pixels here."""
