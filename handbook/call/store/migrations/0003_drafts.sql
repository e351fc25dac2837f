-- What is being typed and was not entered yet, by the field it stands in; gone once it is entered, or with its call.
CREATE TABLE draft (
    call INTEGER NOT NULL,
    field TEXT NOT NULL,
    text TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (call, field)
);
