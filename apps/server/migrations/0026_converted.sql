-- The request that one became of another kind, such as the repair that an inquiry turned into.
alter table service_request add column converted_into uuid,
  add foreign key (organization_id, converted_into) references service_request (organization_id, id)
    on delete set null (converted_into),
  add check (converted_into <> id);
create unique index service_request_converted on service_request (organization_id, converted_into)
  where converted_into is not null;
