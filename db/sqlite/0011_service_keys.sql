-- Keys that the service makes for itself. Of the name "cursor": what cursors of pages are encrypted with.
CREATE TABLE service_keys (
    name       TEXT    NOT NULL PRIMARY KEY,
    key        BLOB    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
