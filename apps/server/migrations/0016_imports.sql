-- Import of history. A run stands for one file; its rows wait sealed in chunks, because they hold names and phones.
create table import_run (
  organization_id uuid not null references organization,
  id uuid not null,
  file_id uuid not null,
  file_name text not null,
  created_by uuid not null,
  created_at timestamptz not null,
  state text not null check (state in
    ('reading', 'refused', 'read', 'checking', 'checked', 'running', 'stopped', 'done', 'undoing', 'undone')),
  version integer not null default 1,
  -- of the rows' own key; sealed rows are gone when the run is over
  wrapped_key bytea not null,
  headers text[] not null default '{}',
  header_key text,
  -- why a file was refused, or a run stopped: code and params of the error
  fault jsonb,
  mapping jsonb,
  -- what no table of the mapping knows: {communities: [[value, rows]], categories: [[value, rows]]}
  unknown jsonb,
  rows integer not null default 0,
  ready integer not null default 0,
  faulty integer not null default 0,
  duplicates integer not null default 0,
  chunks integer not null default 0,
  next_chunk integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  skipped integer not null default 0,
  removed integer not null default 0,
  kept integer not null default 0,
  started_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  primary key (organization_id, id)
);
create index import_run_newest on import_run (organization_id, created_at desc, id desc);
create index import_run_waiting on import_run (organization_id)
  where state in ('reading', 'checking', 'running', 'undoing');

create table import_chunk (
  organization_id uuid not null,
  run_id uuid not null,
  chunk integer not null,
  sealed bytea not null,
  primary key (organization_id, run_id, chunk)
);

-- The log: before the run the faulty rows, afterwards what became of each.
create table import_row (
  organization_id uuid not null,
  run_id uuid not null,
  row_number integer not null,
  outcome text not null check (outcome in ('faulty', 'created', 'updated', 'skipped', 'removed', 'kept')),
  faults jsonb not null default '[]',
  record_id uuid,
  primary key (organization_id, run_id, row_number)
);
create index import_row_outcome on import_row (organization_id, run_id, outcome, row_number);

create table import_mapping (
  organization_id uuid not null,
  header_key text not null,
  mapping jsonb not null,
  saved_at timestamptz not null,
  primary key (organization_id, header_key)
);

-- Who stands in a table under a name that only its source knows; the name itself is kept as a keyed hash.
create table customer_source (
  organization_id uuid not null,
  source text not null,
  person_hash bytea not null,
  customer_id uuid not null,
  primary key (organization_id, source, person_hash),
  foreign key (organization_id, customer_id) references customer (organization_id, id)
);

-- imported_version is what the last import left: whoever touches the record makes its version or its entries higher.
alter table service_request add column imported_by_run uuid, add column import_source text,
  add column external_number text, add column imported_version integer;
create unique index service_request_external on service_request (organization_id, import_source, external_number)
  where import_source is not null;
create index service_request_imported on service_request (organization_id, imported_by_run)
  where imported_by_run is not null;

select isolate('import_run'), isolate('import_chunk'), isolate('import_row'), isolate('import_mapping'),
  isolate('customer_source');
grant select, insert, update on import_run, import_mapping to sims_app;
grant select, insert, delete on import_chunk to sims_app;
grant select, insert, update, delete on import_row to sims_app;
grant select, insert on customer_source to sims_app;

-- Where a worker finds something to do, across organizations.
grant select on import_run to sims_worker;
create policy worker_reads on import_run for select to sims_worker using (true);
create function import_organizations() returns setof uuid
language sql stable security definer set search_path = sims, pg_temp as $$
  select distinct r.organization_id from import_run r
  where r.state in ('reading', 'checking', 'running', 'undoing')
$$;

-- Nobody else can delete a record or its timeline: only what an import of the caller's organization made, and only
-- while nothing has happened to it since. Commitments stay where they are. Answers what is gone.
grant select, delete on service_request, timeline, record_clock, request_search to sims_worker;
grant update on service_request to sims_worker;
create policy undo on service_request to sims_worker using (true);
create policy undo on timeline to sims_worker using (true);
create policy undo on request_search to sims_worker using (true);
create function undo_imported(p_run uuid, p_ids uuid[]) returns setof uuid
language plpgsql volatile security definer set search_path = sims, pg_temp as $$
declare
  v_org uuid := sims_org();
  v_ids uuid[];
begin
  select coalesce(array_agg(x.id), '{}') into v_ids from (
    select r.id from service_request r
    where r.organization_id = v_org and r.id = any(p_ids) and r.imported_by_run = p_run
      and r.version = r.imported_version and r.entries = r.imported_version
    order by r.id for update) x;
  delete from record_clock where organization_id = v_org and record_id = any(v_ids);
  delete from request_search where organization_id = v_org and request_id = any(v_ids);
  delete from timeline where organization_id = v_org and record_id = any(v_ids);
  delete from service_request where organization_id = v_org and id = any(v_ids);
  return query select unnest(v_ids);
end $$;

grant create on schema sims to sims_worker;
alter function import_organizations() owner to sims_worker;
alter function undo_imported(uuid, uuid[]) owner to sims_worker;
revoke create on schema sims from sims_worker;
revoke all on function import_organizations(), undo_imported(uuid, uuid[]) from public;
grant execute on function import_organizations(), undo_imported(uuid, uuid[]) to sims_app;
