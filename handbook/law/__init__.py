"""Official texts of laws: their articles, their versions, what changed between them; pure, no file is opened here."""
