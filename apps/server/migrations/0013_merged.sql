-- The request in which a merged one goes on: always one that was open, so never a merged one itself.
alter table service_request add column merged_into uuid,
  add foreign key (organization_id, merged_into) references service_request (organization_id, id)
    on delete set null (merged_into),
  add check (merged_into <> id);
create index service_request_merged on service_request (organization_id, merged_into) where merged_into is not null;
