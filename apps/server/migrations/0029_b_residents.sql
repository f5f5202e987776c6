-- Customers and residencies by table: which import made them, so that it can be taken back.
alter table customer add column imported_by_run uuid;
alter table residency add column imported_by_run uuid;

-- Nobody else can delete a residency or a customer: only what an import of the caller's organization made, and only
-- while nothing hangs on it. A customer goes with their last residency, and with them an account that nobody has used.
grant select, delete on residency, customer, account to sims_worker;
create policy undo on residency to sims_worker using (true);
create policy undo on customer to sims_worker using (true);
create policy undo on account to sims_worker using (true);
create function undo_residents(p_run uuid, p_ids uuid[]) returns setof uuid
language plpgsql volatile security definer set search_path = sims, pg_temp as $$
declare
  v_org uuid := sims_org();
  v_id uuid;
  v_customer uuid;
begin
  foreach v_id in array p_ids loop
    begin
      delete from residency where organization_id = v_org and id = v_id and imported_by_run = p_run
        returning customer_id into v_customer;
      if found then
        if exists (select from customer where organization_id = v_org and id = v_customer and imported_by_run = p_run)
          and not exists (select from residency where organization_id = v_org and customer_id = v_customer) then
          delete from account where organization_id = v_org and customer_id = v_customer;
          delete from customer where organization_id = v_org and id = v_customer;
        end if;
        return next v_id;
      end if;
    exception when foreign_key_violation then null;
    end;
  end loop;
end $$;
grant create on schema sims to sims_worker;
alter function undo_residents(uuid, uuid[]) owner to sims_worker;
revoke create on schema sims from sims_worker;
revoke all on function undo_residents(uuid, uuid[]) from public;
grant execute on function undo_residents(uuid, uuid[]) to sims_app;
