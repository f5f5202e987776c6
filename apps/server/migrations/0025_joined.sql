-- What those read whose complaints go on in another one.
alter table service_request add column joined_answer text;
