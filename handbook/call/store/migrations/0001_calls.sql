-- Every table ends with a checksum of its row (see tables.py): SQLite itself keeps none.
CREATE TABLE migration (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    checksum INTEGER NOT NULL
);
-- Numbers about the store itself: tx = the last transaction, purged = the last one that purged.
CREATE TABLE meta (
    name TEXT PRIMARY KEY NOT NULL,
    value INTEGER NOT NULL,
    checksum INTEGER NOT NULL
);
-- Copies of checklists as they were pinned, each once, by digest.
CREATE TABLE checklist (
    digest TEXT PRIMARY KEY NOT NULL,
    body TEXT NOT NULL,
    checksum INTEGER NOT NULL
);
-- Stamps are wall time with offset; ended is null while the call is open.
CREATE TABLE call (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    touched TEXT NOT NULL,
    ended TEXT,
    checksum INTEGER NOT NULL
);
-- Written when a call ends, so that the history need not fold every call: titles as a JSON list.
CREATE TABLE summary (
    call INTEGER PRIMARY KEY,
    titles TEXT NOT NULL,
    ticket TEXT NOT NULL,
    checksum INTEGER NOT NULL
);
-- What happened in a call, in order of seq from 1; elapsed = milliseconds since the call began.
CREATE TABLE event (
    call INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    elapsed INTEGER NOT NULL,
    body TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (call, seq)
);
CREATE TABLE favourite (
    entry TEXT PRIMARY KEY NOT NULL,
    position INTEGER NOT NULL,
    checksum INTEGER NOT NULL
);
CREATE TABLE recent (
    entry TEXT PRIMARY KEY NOT NULL,
    position INTEGER NOT NULL,
    checksum INTEGER NOT NULL
);
-- Flags, misses and cards left at once; texts are masked before they come here.
CREATE TABLE feedback (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    entry TEXT NOT NULL,
    version TEXT NOT NULL,
    text TEXT NOT NULL,
    checksum INTEGER NOT NULL
);
