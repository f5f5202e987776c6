-- Estate and people by table. An import has a subject, and is new or an update; its log says of each row what it is
-- about and what it changes, sealed with the key of the import.
alter table import_run
  add column subject text not null default 'history' check (subject in ('history', 'places', 'customers', 'staff')),
  add column mode text not null default 'new' check (mode in ('new', 'update')),
  add column changing integer not null default 0,
  add column restored integer not null default 0;
alter table import_row drop constraint import_row_outcome_check,
  add constraint import_row_outcome_check check
    (outcome in ('faulty', 'created', 'updated', 'unchanged', 'skipped', 'removed', 'restored', 'kept')),
  add column sealed bytea;

-- A mapping says whose columns it maps.
alter table import_run no force row level security;
alter table import_mapping no force row level security;
update import_run set mapping = mapping || '{"subject": "history"}' where mapping is not null;
update import_mapping set mapping = mapping || '{"subject": "history"}';
alter table import_run force row level security;
alter table import_mapping force row level security;

-- What the roll of premises knows of each, and which import made it; implied_by_run: because a row named it as the
-- building or entrance of another.
alter table place add column floor text, add column area numeric(10, 2) check (area > 0),
  add column imported_by_run uuid, add column implied_by_run uuid;
alter table community add column imported_by_run uuid;
create index place_implied on place (organization_id, implied_by_run) where implied_by_run is not null;

-- Nobody else can delete a place or a community: only what an import of the caller's organization made, and only while
-- nothing hangs on it, whichever table that is: a row that something names stays. Children go before their parents.
-- Answers what is gone.
grant select, delete on place, community to sims_worker;
create policy undo on place to sims_worker using (true);
create policy undo on community to sims_worker using (true);
create function undo_places(p_run uuid, p_ids uuid[]) returns setof uuid
language plpgsql volatile security definer set search_path = sims, pg_temp as $$
declare
  v_org uuid := sims_org();
  v_id uuid;
begin
  foreach v_id in array p_ids loop
    begin
      delete from place where organization_id = v_org and id = v_id
        and p_run in (imported_by_run, implied_by_run);
      if not found then
        delete from community where organization_id = v_org and id = v_id and imported_by_run = p_run;
      end if;
      if found then return next v_id; end if;
    exception when foreign_key_violation then null;
    end;
  end loop;
end $$;
grant create on schema sims to sims_worker;
alter function undo_places(uuid, uuid[]) owner to sims_worker;
revoke create on schema sims from sims_worker;
revoke all on function undo_places(uuid, uuid[]) from public;
grant execute on function undo_places(uuid, uuid[]) to sims_app;
