-- Staff by table: which import made them and their teams, so that it can be taken back.
alter table staff add column imported_by_run uuid;
alter table team add column imported_by_run uuid;
create index staff_imported on staff (organization_id, imported_by_run) where imported_by_run is not null;

-- Nobody else can delete a member of staff: only whom an import of the caller's organization made, and only while
-- nothing names them and nobody has signed in. Their teams go when they are empty.
grant select, delete on staff, team, team_member, staff_skill, role_grant to sims_worker;
create policy undo on staff to sims_worker using (true);
create policy undo on team to sims_worker using (true);
create policy undo on team_member to sims_worker using (true);
create policy undo on staff_skill to sims_worker using (true);
create policy undo on role_grant to sims_worker using (true);
create function undo_staff(p_run uuid, p_ids uuid[]) returns setof uuid
language plpgsql volatile security definer set search_path = sims, pg_temp as $$
declare
  v_org uuid := sims_org();
  v_id uuid;
begin
  foreach v_id in array p_ids loop
    begin
      if exists (select from staff where organization_id = v_org and id = v_id and imported_by_run = p_run) then
        delete from team_member where organization_id = v_org and staff_id = v_id;
        delete from staff_skill where organization_id = v_org and staff_id = v_id;
        delete from role_grant where organization_id = v_org and staff_id = v_id;
        delete from account where organization_id = v_org and staff_id = v_id;
        delete from staff where organization_id = v_org and id = v_id;
        return next v_id;
      end if;
    exception when foreign_key_violation then null;
    end;
  end loop;
end $$;
create function undo_staff_teams(p_run uuid) returns void
language plpgsql volatile security definer set search_path = sims, pg_temp as $$
declare
  v_org uuid := sims_org();
  v_id uuid;
begin
  for v_id in select id from team where organization_id = v_org and imported_by_run = p_run loop
    begin
      delete from team where organization_id = v_org and id = v_id;
    exception when foreign_key_violation then null;
    end;
  end loop;
end $$;
grant create on schema sims to sims_worker;
alter function undo_staff(uuid, uuid[]) owner to sims_worker;
alter function undo_staff_teams(uuid) owner to sims_worker;
revoke create on schema sims from sims_worker;
revoke all on function undo_staff(uuid, uuid[]), undo_staff_teams(uuid) from public;
grant execute on function undo_staff(uuid, uuid[]), undo_staff_teams(uuid) to sims_app;
