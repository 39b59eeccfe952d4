-- Up to which position events were sent. A sender without a row begins with the events of the moment in which it is first run.
CREATE TABLE event_senders (
    name     TEXT    NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
