-- Whom a praise was passed on to.
alter table service_request add column praised_id uuid, add column praised_team_id uuid;
create index service_request_praised on service_request (organization_id, praised_id, created_at desc)
  where praised_id is not null;
create index service_request_praised_team on service_request (organization_id, praised_team_id, created_at desc)
  where praised_team_id is not null;
