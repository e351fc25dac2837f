-- What remains of calls that were purged: counts of one hour as JSON (day_sums.py); hour = 2026112209, as the wall showed it.
CREATE TABLE day_sum (
    hour INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    checksum INTEGER NOT NULL
);
-- Written when a call ends and purged with it: what it adds to its hour, and its line in the history (past_line.py), as JSON.
CREATE TABLE past (
    call INTEGER PRIMARY KEY,
    sums TEXT NOT NULL,
    line TEXT NOT NULL,
    checksum INTEGER NOT NULL
);
