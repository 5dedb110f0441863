-- Tickets of the OneTalk API that were exchanged: each works once, and after its hour not at all.
CREATE TABLE used_tickets
(
  id          TEXT    PRIMARY KEY,
  expires_at  INTEGER NOT NULL
);
CREATE INDEX used_tickets_expiry ON used_tickets (expires_at);
