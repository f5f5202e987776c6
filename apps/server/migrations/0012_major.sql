-- By which criterion a request was found to be a major problem at triage; null: it is none.
alter table service_request add column major text;
