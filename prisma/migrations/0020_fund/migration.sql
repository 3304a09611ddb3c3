-- The streams of the departmental fund: calls, fund lines, grants and sessions of the committee.
ALTER TABLE event DROP CONSTRAINT event_stream_check;
ALTER TABLE event ADD CONSTRAINT event_stream_check CHECK (
  stream ~ '^(journey|dotation|device|lot|person|place|structure|actor|territory|definition|call|fund_line|grant|session)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
);
