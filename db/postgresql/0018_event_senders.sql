-- How far each receiver of events has got them, and which process sends them at present.

CREATE TABLE event_senders (
    name     text   COLLATE "C" NOT NULL PRIMARY KEY,
    position bigint NOT NULL
);

COMMENT ON TABLE event_senders IS 'Up to which position events were sent. A sender without a row begins with the events of the moment in which it is first run.';

CREATE TABLE event_sender_leases (
    sender     text   COLLATE "C" NOT NULL PRIMARY KEY,
    process    text   NOT NULL,
    held_until bigint NOT NULL
);

COMMENT ON TABLE event_sender_leases IS 'Which process runs a sender, and until when it does unless it says so again. Of the moment: no copy needs it.';
