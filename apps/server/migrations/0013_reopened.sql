-- How often a request was opened again after it was settled.
alter table service_request add column reopened smallint not null default 0;
