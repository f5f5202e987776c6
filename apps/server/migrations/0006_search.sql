-- Search by two characters: the relay indexes a request's text after the create, so the create does not pay for it.
create table request_search (
  organization_id uuid not null,
  request_id uuid not null,
  grams integer[] not null,
  body text not null,
  primary key (organization_id, request_id)
);
create index request_search_grams on request_search using gin (grams) with (fastupdate = on);
select isolate('request_search');
grant select, insert, update on request_search to sims_app;
grant select on request_search to sims_search;
create policy search_reads on request_search for select to sims_search using (true);

-- Candidates for a text, newest first (ids are UUIDv7, so their order is the order of creation). The caller's own
-- query applies visible(actor) to them.
create function find_requests_by_text(p_grams integer[], p_text text, p_limit integer)
returns table (request_id uuid)
language sql stable security definer set search_path = sims, pg_temp as $$
  with candidates as materialized (
    select s.request_id, s.organization_id, s.body from request_search s where s.grams @> p_grams
  )
  select c.request_id from candidates c
  where c.organization_id = (select sims_org()) and position(p_text in c.body) > 0
  order by c.request_id desc limit p_limit
$$;
grant create on schema sims to sims_search;
alter function find_requests_by_text(integer[], text, integer) owner to sims_search;
revoke create on schema sims from sims_search;
revoke all on function find_requests_by_text(integer[], text, integer) from public;
grant execute on function find_requests_by_text(integer[], text, integer) to sims_app;
